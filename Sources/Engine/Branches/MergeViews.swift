// Use cases that compare and join branches, or bring one back to what it was.

internal import EventSourcing
package import JSONText

/// One difference between two states.
package struct StateChange: Codable, Hashable, Sendable {
    package enum Kind: String, Codable, Hashable, Sendable { case added, modified, deleted }

    package var kind: Kind
    /// `Class`, or `Class/key`.
    package var path: String
    package var className: String
    /// Nil: the class itself.
    package var key: String?
    package var old: JSON?
    package var new: JSON?
}

/// Use case: what differs between two branches, or two points of them.
package struct DiffBranches: DatabaseUseCase, Hashable {
    package static let name = "diff-branches"
    package var database: String
    /// A branch, a position of the log, or the id of a noted commit (the latter two: of `branch`).
    package var from: String
    package var to: String
    package var branch: String?

    package init(database: String, from: String, to: String, branch: String? = nil) {
        self.database = database
        self.from = from
        self.to = to
        self.branch = branch
    }

    package func perform(in engine: Engine, _ call: CallContext) async throws(EngineError)
        -> PageView<StateChange>
    {
        PageView(items: try await Merger(engine, database).diff(self), next: nil)
    }
}

/// Use case: brings what changed on one branch to another. Changes of both sides to one thing are conflicts, unless they
/// are equal or a side is preferred; with conflicts nothing is written.
package struct MergeBranches: DatabaseUseCase, Hashable {
    package enum Preference: String, Codable, Hashable, Sendable { case none, source, target }

    /// What a conflict becomes; nil value: it is deleted.
    package struct Resolution: Codable, Hashable, Sendable {
        package var path: String
        package var value: JSON?

        package init(path: String, value: JSON?) {
            self.path = path
            self.value = value
        }
    }

    package static let name = "merge-branches"
    package static let requiredRole = Principal.Role.writer
    package var database: String
    package var source: String
    package var target: String
    package var preference: Preference
    package var resolutions: [Resolution]
    package var isDryRun: Bool
    package var message: String?

    package init(
        database: String, source: String, target: String, preference: Preference = .none,
        resolutions: [Resolution] = [], isDryRun: Bool = false, message: String? = nil
    ) {
        self.database = database
        self.source = source
        self.target = target
        self.preference = preference
        self.resolutions = resolutions
        self.isDryRun = isDryRun
        self.message = message
    }

    package func perform(in engine: Engine, _ call: CallContext) async throws(EngineError)
        -> MergeReport
    {
        try await Merger(engine, database).merge(self, call)
    }
}

package struct MergeReport: Codable, Hashable, Sendable {
    package struct Conflict: Codable, Hashable, Sendable {
        package var path: String
        package var className: String
        package var key: String?
        package var base: JSON?
        package var source: JSON?
        package var target: JSON?
    }

    /// What is brought to the target.
    package var changes: [StateChange]
    package var conflicts: [Conflict]
    package var isMerged: Bool
    /// Commands sent.
    package var commands: Int
}

/// Use case: a branch is as it was at a position, a noted commit, or some events back; by commands, so nothing is lost.
package struct RollBackBranch: DatabaseUseCase, Hashable {
    package static let name = "roll-back-branch"
    package static let requiredRole = Principal.Role.writer
    package var database: String
    package var branch: String
    package var target: String

    package init(database: String, branch: String, target: String) {
        self.database = database
        self.branch = branch
        self.target = target
    }

    package func perform(in engine: Engine, _ call: CallContext) async throws(EngineError)
        -> MergeReport
    {
        try await Merger(engine, database).rollBack(self, call)
    }
}

/// Use case: the state that two branches have in common.
package struct FindAncestor: DatabaseUseCase, Hashable {
    package static let name = "find-ancestor"
    package var database: String
    package var first: String
    package var second: String

    package init(database: String, first: String, second: String) {
        self.database = database
        self.first = first
        self.second = second
    }

    package func perform(in engine: Engine, _ call: CallContext) async throws(EngineError)
        -> AncestorView
    {
        let fold = try await Brancher(engine, database).fold()
        _ = try fold.branch(first)
        _ = try fold.branch(second)
        let found = fold.ancestor(first, second)
        return AncestorView(branch: found?.branch, position: found?.position.description)
    }
}

package struct AncestorView: Codable, Hashable, Sendable {
    package var branch: String?
    package var position: String?
}
