// Use case: delete a class; with cascade its instances first. Every deletion is a command, so a call that ends early has
// deleted what it has deleted, and the next one goes on from there.

/// Without cascade a class with instances is refused with their count. Links that point to the instances stay as they
/// were written and dangle.
package struct DeleteClass: UseCase, Hashable {
    package static let name = "delete-class"
    package static let requiredRole = Principal.Role.writer
    package var database: String
    package var branch: String?
    package var className: String
    package var cascade: Bool
    /// Only counts.
    package var isDryRun: Bool
    /// The class's sequence that the caller has seen; nil: whatever it is.
    package var expectedSequence: Int?

    package init(
        database: String, branch: String? = nil, className: String, cascade: Bool = false,
        isDryRun: Bool = false, expectedSequence: Int? = nil
    ) {
        self.database = database
        self.branch = branch
        self.className = className
        self.cascade = cascade
        self.isDryRun = isDryRun
        self.expectedSequence = expectedSequence
    }

    package func perform(in engine: Engine, _ call: CallContext) async throws(EngineError)
        -> ClassDeletion
    {
        try await engine.remover.delete(self, call)
    }
}

package struct ClassDeletion: Codable, Hashable, Sendable {
    package var database: String
    package var className: String
    /// Instances that were there when the call began.
    package var instances: Int
    /// Links of other classes that pointed to them and dangle afterwards.
    package var incomingLinks: Int
    /// Instances whose deletion this call asked for.
    package var deleted: Int
    package var isDryRun: Bool
    /// Of the class itself; nil after a dry run.
    package var accepted: AcceptedCommand?
}
