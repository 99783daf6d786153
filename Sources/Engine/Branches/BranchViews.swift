// Use cases about branches and versions of a database.

internal import EventSourcing

package struct BranchView: Codable, Hashable, Sendable {
    package enum State: String, Codable, Hashable, Sendable {
        /// It does not hold yet what its parent held: created again, the copy goes on.
        case copying
        case ready
        /// Some of what it held is gone: deleted again, it goes on.
        case deleting
    }

    package var name: String
    package var parent: String?
    /// Where it was forked.
    package var position: String
    package var isCurrent: Bool
    /// Deleted by force only.
    package var isProtected: Bool
    package var createdAt: String?
    package var createdBy: String?
    package var description: String?
    /// Only a branch that is ready is compared, merged, rolled back or forked.
    package var state = State.ready
}

/// Use case: the branches by name, main first.
package struct ListBranches: DatabaseUseCase, Hashable {
    package static let name = "list-branches"
    package var database: String

    package init(database: String) { self.database = database }

    package func perform(in engine: Engine, _ call: CallContext) async throws(EngineError)
        -> PageView<BranchView>
    {
        PageView(items: try await Brancher(engine, database).list(), next: nil)
    }
}

/// Use case: forks a branch at the present end of the log. Answers when it can be read. A fork that was interrupted is
/// gone on with, at the position that it has.
package struct CreateBranch: DatabaseUseCase, Hashable {
    package static let name = "create-branch"
    package static let requiredRole = Principal.Role.writer
    package var database: String
    package var name: String
    package var from: String
    package var description: String?

    package init(database: String, name: String, from: String, description: String? = nil) {
        self.database = database
        self.name = name
        self.from = from
        self.description = description
    }

    package func perform(in engine: Engine, _ call: CallContext) async throws(EngineError)
        -> BranchView
    {
        try await Brancher(engine, database).create(self, call)
    }
}

/// Use case: what is on the branch is deleted, and its name is free again. One that was interrupted is gone on with.
package struct DeleteBranch: DatabaseUseCase, Hashable {
    package static let name = "delete-branch"
    package static let requiredRole = Principal.Role.writer
    package var database: String
    package var name: String
    package var isForced: Bool

    package init(database: String, name: String, isForced: Bool) {
        self.database = database
        self.name = name
        self.isForced = isForced
    }

    package func perform(in engine: Engine, _ call: CallContext) async throws(EngineError) -> Bool {
        try await Brancher(engine, database).delete(self, call)
        return true
    }
}

/// Use case: which branch a client of this database looks at. It is noted only: `branch` names it in requests.
package struct CheckOutBranch: DatabaseUseCase, Hashable {
    package static let name = "check-out-branch"
    package static let requiredRole = Principal.Role.writer
    package var database: String
    package var name: String

    package init(database: String, name: String) {
        self.database = database
        self.name = name
    }

    package func perform(in engine: Engine, _ call: CallContext) async throws(EngineError)
        -> BranchView
    {
        try await Brancher(engine, database).checkOut(name, call)
    }
}

/// Use case: a named point of a branch, to which it can be rolled back.
package struct NoteCommit: DatabaseUseCase, Hashable {
    package static let name = "note-commit"
    package static let requiredRole = Principal.Role.writer
    package var database: String
    package var branch: String
    package var message: String
    package var author: String?

    package init(database: String, branch: String, message: String, author: String?) {
        self.database = database
        self.branch = branch
        self.message = message
        self.author = author
    }

    package func perform(in engine: Engine, _ call: CallContext) async throws(EngineError)
        -> CommitView
    {
        try await Brancher(engine, database).note(self, call)
    }
}

package struct CommitView: Codable, Hashable, Sendable {
    package var id: String
    package var message: String
    package var author: String?
    package var at: String
    /// Of the log.
    package var position: String
    package var parent: String?
    package var branch: String
}

/// Use case: what happened on a branch, newest first.
package struct BranchHistory: DatabaseUseCase, Hashable {
    package static let name = "branch-history"
    package var database: String
    package var branch: String
    package var limit: Int
    package var offset: Int

    package init(database: String, branch: String, limit: Int, offset: Int) {
        self.database = database
        self.branch = branch
        self.limit = limit
        self.offset = offset
    }

    package func perform(in engine: Engine, _ call: CallContext) async throws(EngineError)
        -> PageView<CommitView>
    {
        PageView(items: try await HistoryReader(engine, database).page(self), next: nil)
    }
}
