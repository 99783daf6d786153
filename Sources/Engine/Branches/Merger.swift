// Compares and joins branches: three states (source, target, what they had in common), each read where it may differ.
// What is brought over are commands that name the sequence seen, so a write in between refuses rather than vanishes.

internal import EventSourcing
internal import JSONText
internal import Ontology

struct Merger: Sendable {
    let engine: Engine
    let brancher: Brancher

    init(_ engine: Engine, _ database: String) async throws(EngineError) {
        self.engine = engine
        brancher = try await Brancher(engine, database)
    }

    func diff(_ request: DiffBranches) async throws(EngineError) -> [StateChange] {
        let fold = try await brancher.fold()
        let states = try await StateReader(brancher, fold).different([
            try await point(of: request.from, on: request.branch, fold),
            try await point(of: request.to, on: request.branch, fold),
        ])
        return Merger.changes(from: states[0], to: states[1])
    }

    /// A branch, or a point of one.
    private func point(of reference: String, on branch: String?, _ fold: BranchBook.Fold)
        async throws(EngineError) -> StateReader.Point
    {
        if fold.branches[reference] != nil {
            return StateReader.Point(branch: try fold.whole(reference).name)
        }
        let branch = try fold.whole(branch ?? StreamID.mainBranch)
        if reference.uppercased() == "HEAD" { return StateReader.Point(branch: branch.name) }
        return StateReader.Point(
            branch: branch.name,
            upTo: try Merger.whole(try await point(reference, branch.name, fold), of: branch))
    }

    /// While a branch was copied it held a part of what was forked: a position in there stands for the whole.
    private static func whole(_ position: StorePosition, of branch: BranchBook.Branch)
        throws(EngineError) -> StorePosition
    {
        guard let readyAt = branch.readyAt, position < readyAt else { return position }
        guard position >= branch.position else {
            throw EngineError(
                .invalidRequest,
                "\(branch.name) was forked at \(branch.position), after \(position)")
        }
        return readyAt
    }

    /// A position of the log, the id of a noted commit or event, or `HEAD~3`.
    private func point(_ reference: String, _ branch: String, _ fold: BranchBook.Fold)
        async throws(EngineError) -> StorePosition
    {
        if let position = fold.commits[reference] { return position }
        if let id = EventID(reference) {
            let found = try await EngineError.wrapStore { () async throws(EventStoreError) in
                try await engine.ports.store.find(id)
            }
            if let found { return found.position }
        }
        if reference.uppercased().hasPrefix("HEAD~"), let back = Int(reference.dropFirst(5)),
            (1...10_000).contains(back)
        {
            let page = try await HistoryReader(engine, brancher.scope.database).page(
                BranchHistory(
                    database: brancher.scope.database, branch: branch, limit: 1, offset: back))
            if let commit = page.first, let position = StorePosition(commit.position) {
                return position
            }
        }
        if let position = StorePosition(reference), position > .start { return position }
        throw EngineError(
            .notFound, "\(EngineError.quoted(reference)) is no branch, commit or position")
    }

    /// By path.
    static func changes(from old: ScopeState, to new: ScopeState) -> [StateChange] {
        var changes: [StateChange] = []
        for name in Set(old.classes.keys).union(new.classes.keys) {
            let change = change(old.classes[name]?.data, new.classes[name]?.data, name, nil)
            if let change { changes.append(change) }
        }
        for key in Set(old.instances.keys).union(new.instances.keys) {
            let change = change(
                old.instances[key]?.data, new.instances[key]?.data, key.className, key.key)
            if let change { changes.append(change) }
        }
        return changes.sorted { ExactText($0.path) < ExactText($1.path) }
    }

    static func change(
        _ old: JSONObject?, _ new: JSONObject?, _ className: String, _ key: String?
    ) -> StateChange? {
        let kind: StateChange.Kind
        switch (old, new) {
        case (nil, nil): return nil
        case (nil, _): kind = .added
        case (_, nil): kind = .deleted
        case (let old?, let new?):
            if old.sameContent(as: new) { return nil }
            kind = .modified
        }
        return StateChange(
            kind: kind, path: key.map { "\(className)/\($0)" } ?? className,
            className: className, key: key, old: old.map(JSON.object), new: new.map(JSON.object))
    }

    func merge(_ request: MergeBranches, _ call: CallContext) async throws(EngineError)
        -> MergeReport
    {
        guard request.source != request.target else {
            throw EngineError(.invalidRequest, "source and target are the same branch")
        }
        if !request.isDryRun {
            if let report = try await brancher.mergeReport(call) { return report }
            // What was accepted before counts, also what a first try of this merge has sent.
            try await brancher.decide(call)
        }
        let start = try await brancher.beginMerge(request, call)
        guard let ancestor = start.fold.ancestor(request.source, request.target) else {
            throw EngineError(.invalidRequest, "the branches have nothing in common")
        }
        // The target as it is at this moment: its sequences are those that the commands expect.
        let states = try await StateReader(brancher, start.fold).different([
            .init(branch: ancestor.branch, upTo: ancestor.position),
            .init(branch: request.source, upTo: start.head), .init(branch: request.target),
        ])
        var report = ThreeWay(base: states[0], source: states[1], target: states[2]).report(
            request)
        guard !request.isDryRun, report.conflicts.isEmpty else { return report }
        report.commands = try await ChangeSender(engine, brancher.scope(of: request.target)).send(
            report.changes, states[2], request.message ?? "merge of \(request.source)", call)
        report.isMerged = true
        try await brancher.noteMerge(request, at: start.head, report, call)
        return report
    }

    func rollBack(_ request: RollBackBranch, _ call: CallContext) async throws(EngineError)
        -> MergeReport
    {
        if let report = try await brancher.rollBackReport(call) { return report }
        let fold = try await brancher.fold()
        let branch = try fold.whole(request.branch)
        let scope = brancher.scope(of: request.branch)
        try await brancher.decide(call)
        let wanted = try Merger.whole(
            try await point(request.target, request.branch, fold), of: branch)
        let position = try await brancher.noteRollBack(request, to: wanted, call)
        let states = try await StateReader(brancher, fold).different([
            .init(branch: request.branch), .init(branch: request.branch, upTo: position),
        ])
        let changes = Merger.changes(from: states[0], to: states[1])
        let sent = try await ChangeSender(engine, scope).send(
            changes, states[0], "roll back to \(request.target)", call)
        let report = MergeReport(
            changes: changes, conflicts: [], isMerged: true, commands: sent)
        try await brancher.noteRolledBack(report, call)
        return report
    }
}

/// Joins three states. Pure.
struct ThreeWay: Sendable {
    let base: ScopeState
    let source: ScopeState
    let target: ScopeState

    func report(_ request: MergeBranches) -> MergeReport {
        var report = MergeReport(changes: [], conflicts: [], isMerged: false, commands: 0)
        let resolved = Dictionary(
            request.resolutions.map { (ExactText($0.path), $0) },
            uniquingKeysWith: { _, last in last })
        let now = Dictionary(
            Merger.changes(from: base, to: target).map { (ExactText($0.path), $0) },
            uniquingKeysWith: { one, _ in one })
        for change in Merger.changes(from: base, to: source) {
            let path = ExactText(change.path)
            let there = now[path]
            var wanted = change.new
            if let resolution = resolved[path] {
                wanted = resolution.value
            } else if let there, there.new != change.new {
                switch request.preference {
                case .source: break
                case .target: continue
                case .none:
                    report.conflicts.append(
                        .init(
                            path: change.path, className: change.className, key: change.key,
                            base: change.old, source: change.new, target: there.new))
                    continue
                }
            }
            let present = there == nil ? change.old : there?.new
            let result = Merger.change(
                present?.object, wanted?.object, change.className, change.key)
            if let result { report.changes.append(result) }
        }
        return report
    }
}
