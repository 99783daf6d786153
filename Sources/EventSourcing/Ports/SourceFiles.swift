// What was imported can be read again: files by the hash of their content.

package protocol SourceFiles: Sendable {
    /// Stores the content under its SHA-256 (hex) and answers it; content that is there already is kept.
    func put(_ content: [UInt8]) async throws(OperationsStoreError) -> String
    func get(_ hash: String) async throws(OperationsStoreError) -> [UInt8]?
}
