// What merges and roll backs keep beside their commands: where they began, and what they came to. A request that comes
// again looks at the same states as the first time, and sends what is missing.

internal import EventSourcing
internal import JSONText
internal import Ontology

extension Brancher {
    /// Where a merge looks at its source, and the branches as they were known then.
    struct MergeStart: Sendable {
        var fold: BranchBook.Fold
        var head: StorePosition
    }

    /// Of a request that comes again: where it began the first time, since what it has sent then is of that state. What
    /// the source got since is for the next merge.
    func beginMerge(_ request: MergeBranches, _ call: CallContext) async throws(EngineError)
        -> MergeStart
    {
        let head = try await EngineError.wrapStore { () async throws(EventStoreError) in
            try await engine.ports.store.head()
        }
        let id = request.isDryRun ? nil : call.id(of: BranchBook.merging)
        guard let id else {
            let fold = try await fold()
            try Brancher.checkWhole(request, fold)
            return MergeStart(fold: fold, head: head)
        }
        let facts = try await engine.registry.book.append(
            to: stream, actor: call.principal.actor, id: id
        ) { (facts) throws(EngineError) in
            try Brancher.checkWhole(request, BranchBook.fold(facts))
            return (
                BranchBook.merging,
                JSONObject([
                    ("source", .string(request.source)), ("target", .string(request.target)),
                    ("position", .string(head.description)),
                ])
            )
        }
        _ = try BranchBook.fold(facts).whole(request.target)
        let kept = facts.first { $0.event.id == id }?.event.data["position"]?.string
        return MergeStart(
            fold: BranchBook.fold(facts, through: id),
            head: kept.flatMap { StorePosition($0) } ?? head)
    }

    private static func checkWhole(_ request: MergeBranches, _ fold: BranchBook.Fold)
        throws(EngineError)
    {
        _ = try fold.whole(request.source)
        _ = try fold.whole(request.target)
    }

    /// With the report where the request may come again: it is the answer then.
    func noteMerge(
        _ request: MergeBranches, at position: StorePosition, _ report: MergeReport,
        _ call: CallContext
    ) async throws(EngineError) {
        var data = JSONObject([
            ("source", .string(request.source)), ("target", .string(request.target)),
            ("position", .string(position.description)),
        ])
        let id = call.id(of: BranchBook.merged)
        if id != nil { data["report"] = try JobBoard.coded(report) }
        try await engine.registry.book.append(
            BranchBook.merged, data, to: stream, actor: call.principal.actor, id: id)
    }

    /// The report of the merge that this very request has made already.
    func mergeReport(_ call: CallContext) async throws(EngineError) -> MergeReport? {
        let kept = try await engine.registry.book.kept(call.id(of: BranchBook.merged))
        guard let report = kept?.event.data["report"] else { return nil }
        return try? JSONDecoding.decode(MergeReport.self, from: report)
    }

    /// Where a roll back goes to: of a request that comes again, the same place.
    func noteRollBack(_ request: RollBackBranch, to position: StorePosition, _ call: CallContext)
        async throws(EngineError) -> StorePosition
    {
        guard let id = call.id(of: BranchBook.rolledBack) else { return position }
        let fact = try await engine.registry.book.append(
            BranchBook.rolledBack,
            JSONObject([
                ("name", .string(request.branch)), ("position", .string(position.description)),
            ]), to: stream, actor: call.principal.actor, id: id)
        return fact.event.data["position"]?.string.flatMap { StorePosition($0) } ?? position
    }

    /// Once all is sent: a request that comes again must not take back what was written since.
    func noteRolledBack(_ report: MergeReport, _ call: CallContext) async throws(EngineError) {
        guard let id = call.id(of: Brancher.rolledBackStep) else { return }
        try await engine.registry.book.append(
            BranchBook.rolledBack, JSONObject([("report", try JobBoard.coded(report))]),
            to: stream, actor: call.principal.actor, id: id)
    }

    /// The report of the roll back that this very request has made already.
    func rollBackReport(_ call: CallContext) async throws(EngineError) -> MergeReport? {
        let kept = try await engine.registry.book.kept(call.id(of: Brancher.rolledBackStep))
        guard let report = kept?.event.data["report"] else { return nil }
        return try? JSONDecoding.decode(MergeReport.self, from: report)
    }

    private static let rolledBackStep = "rolled back"
}
