// Deletes what is on a branch, and then the branch. Until the end it is listed as being deleted, and deleting it again
// goes on with that.

internal import EventSourcing
internal import JSONText
internal import Ontology

struct BranchRemoval: Sendable {
    /// An instance may have waited for its class and come to be after the first look.
    private static let maximumRounds = 4

    private let brancher: Brancher
    private let name: String
    private let call: CallContext

    init(_ brancher: Brancher, _ name: String, _ call: CallContext) {
        self.brancher = brancher
        self.name = name
        self.call = call
    }

    private var book: RecordBook { brancher.engine.registry.book }

    func run(isForced: Bool) async throws(EngineError) {
        let id = call.id(of: BranchBook.deleted)
        if try await book.kept(id) != nil { return }
        let fold = try await begin(isForced: isForced)
        // Of a request that comes again: somebody else has come to the end of it.
        guard fold.branches[name]?.state == .deleting else { return }
        let reader = StateReader(brancher, fold)
        try await brancher.decide(call)
        var left = try await reader.live(on: name)
        for _ in 0..<BranchRemoval.maximumRounds where !left.isEmpty {
            try await empty(left)
            try await brancher.decide(call)
            left = try await reader.live(on: name)
        }
        guard left.isEmpty, left.undecided == 0 else {
            throw EngineError(
                .busy,
                "\(left.classes.count) classes and \(left.instances.count) instances are left on "
                    + "\(name), \(left.undecided) commands are not decided (spice status shows the "
                    + "workers): delete it again, which goes on with it", retryAfterSeconds: 1)
        }
        try await end(id)
    }

    private func begin(isForced: Bool) async throws(EngineError) -> BranchBook.Fold {
        let facts = try await book.append(
            to: brancher.stream, actor: call.principal.actor, id: call.id(of: BranchBook.deleting)
        ) { (facts) throws(EngineError) in
            let fold = BranchBook.fold(facts)
            let branch = try fold.branch(name)
            try BranchRemoval.check(branch, fold, isForced: isForced)
            if branch.state == .deleting { return nil }
            return (BranchBook.deleting, JSONObject([("name", .string(name))]))
        }
        return BranchBook.fold(facts)
    }

    private static func check(
        _ branch: BranchBook.Branch, _ fold: BranchBook.Fold, isForced: Bool
    ) throws(EngineError) {
        guard isForced || !BranchBook.protected.contains(branch.name) else {
            let way = branch.name == StreamID.mainBranch ? "" : ": say force=true to delete it"
            throw EngineError(.forbidden, "\(branch.name) is protected" + way)
        }
        guard branch.name != StreamID.mainBranch else {
            throw EngineError(.invalidRequest, "main cannot be deleted: delete the database")
        }
        guard fold.current != branch.name else {
            throw EngineError(
                .invalidRequest, "\(branch.name) is the current branch: check out another first")
        }
    }

    /// Instances first: a class goes when it has none.
    private func empty(_ live: StateReader.Live) async throws(EngineError) {
        let byClass = Dictionary(grouping: live.instances, by: \.className)
        for (className, keys) in byClass where live.classes.contains(className) {
            _ = try await SubmitRows(
                database: brancher.scope.database, branch: name, className: className,
                rows: keys.map { SubmitRows.Row(.delete, key: $0.key) }
            ).perform(in: brancher.engine, call)
        }
        try await brancher.settle(call)
        for className in live.classes.sorted() {
            do throws(EngineError) {
                _ = try await SubmitCommand(
                    type: .deleteClass, database: brancher.scope.database, branch: name,
                    className: className
                ).perform(in: brancher.engine, call)
            } catch  where error.code == .alreadyExists {
                // It has an instance that came to be meanwhile: both go in the next round.
            }
        }
    }

    private func end(_ id: EventID?) async throws(EngineError) {
        try await book.append(to: brancher.stream, actor: call.principal.actor, id: id) { facts in
            let fold = BranchBook.fold(facts)
            guard fold.branches[name]?.state == .deleting else { return nil }
            return (BranchBook.deleted, JSONObject([("name", .string(name))]))
        }
    }
}
