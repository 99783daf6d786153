// What a migration came to, or would come to.

package struct MigrationReport: Codable, Hashable, Sendable {
    package struct Aggregates: Codable, Hashable, Sendable {
        package var type: String
        package var events: Int
    }

    package struct Head: Codable, Hashable, Sendable {
        package var events: Int
        package var hash: String
    }

    package var from: String
    package var to: String
    package var isDryRun: Bool
    /// Of the source.
    package var events: Int
    /// How many of them the target had before, and how many were written now.
    package var eventsThere: Int
    package var eventsCopied: Int
    package var aggregates: [Aggregates]
    /// SHA-256 over every event in order, with its key, and without its position: the same on both sides.
    package var logHash: String
    package var idempotencyKeys: Int
    /// Commands that the source had not decided; the target's engine will.
    package var openCommands: Int
    package var parkedWrites: Int
    package var deadLetters: Int
    package var sourceFiles: Int
    package var sourceFileBytes: Int
    package var sourceHead: Head
    /// Of the target, which chains its own positions; nil in a dry run.
    package var targetHead: Head?
    /// Events that the read models were made from; nil in a dry run.
    package var rebuiltFrom: Int?
    /// Differences between the target's log and its read models; nil in a dry run.
    package var drifts: Int?
    package var seconds: Double
}
