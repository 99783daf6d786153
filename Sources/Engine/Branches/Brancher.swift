// Makes, lists and removes branches. A fork is the state at its position sent again as commands of the new branch: they
// are decided and projected like all others.

internal import EventSourcing
internal import JSONText
internal import Ontology

struct Brancher: Sendable {
    private static let batch = 1000

    let engine: Engine
    let scope: GraphScope

    init(_ engine: Engine, _ database: String) async throws(EngineError) {
        self.engine = engine
        scope = try await engine.reader.directory.scope(database, branch: nil)
    }

    private var stream: StreamID { BranchBook.stream(scope.database, scope.epoch) }

    func fold() async throws(EngineError) -> BranchBook.Fold {
        BranchBook.fold(try await engine.registry.book.read(stream))
    }

    func scope(of branch: String) -> GraphScope {
        GraphScope(database: scope.database, epoch: scope.epoch, branch: branch)
    }

    func list() async throws(EngineError) -> [BranchView] {
        let fold = try await fold()
        let main = StreamID.mainBranch
        return fold.branches.values.sorted {
            ($0.name == main ? "" : $0.name) < ($1.name == main ? "" : $1.name)
        }.map { Brancher.view($0, fold) }
    }

    private static func view(_ branch: BranchBook.Branch, _ fold: BranchBook.Fold) -> BranchView {
        BranchView(
            name: branch.name, parent: branch.parent, position: branch.position.description,
            isCurrent: fold.current == branch.name,
            isProtected: BranchBook.protected.contains(branch.name), createdAt: branch.createdAt,
            createdBy: branch.createdBy, description: branch.description)
    }

    func create(_ request: CreateBranch, _ call: CallContext) async throws(EngineError)
        -> BranchView
    {
        let name = try EngineError.wrapName { () throws(NameError) in
            try BranchName(request.name).text
        }
        // What was accepted before belongs to the fork.
        try await settle(call)
        let head = try await EngineError.wrapStore { () async throws(EventStoreError) in
            try await engine.ports.store.head()
        }
        var data = JSONObject([
            ("name", .string(name)), ("from", .string(request.from)),
            ("position", .string(head.description)),
        ])
        data["description"] = request.description.map(JSON.string)
        let facts = try await engine.registry.book.append(
            to: stream, actor: call.principal.actor, id: call.id(of: BranchBook.created)
        ) { (facts) throws(EngineError) in
            let fold = BranchBook.fold(facts)
            _ = try fold.branch(request.from)
            guard fold.branches[name] == nil else {
                throw EngineError(.alreadyExists, "there is a branch \(name) already")
            }
            return (BranchBook.created, data)
        }
        var fold = BranchBook.fold(facts)
        if fold.branches[name] == nil {
            // Of a request that comes again when the branch is gone: as it was made.
            fold = BranchBook.fold(facts, through: call.id(of: BranchBook.created))
            return Brancher.view(try fold.branch(name), fold)
        }
        let branch = try fold.branch(name)
        // Of a request that comes again: where it was forked the first time.
        let state = try await StateReader(self, fold).whole(
            StateReader.Point(branch: request.from, upTo: branch.position))
        try await copy(state, to: branch, from: request.from, call)
        try await settle(call)
        return Brancher.view(branch, fold)
    }

    private func settle(_ call: CallContext) async throws(EngineError) {
        try await projected(call).wait()
    }

    /// What was accepted before is decided, unless it is parked.
    func decide(_ call: CallContext) async throws(EngineError) {
        try await projected(call).waitUntilDecided()
    }

    private func projected(_ call: CallContext) -> Projected {
        Projected(
            ports: engine.ports, coverage: engine.importer.coverage, call: call,
            database: scope.database, patienceSeconds: Verifier.patienceSeconds)
    }

    /// The ids of its commands are made of branch and position: what is there already is not sent twice.
    private func copy(
        _ state: ScopeState, to branch: BranchBook.Branch, from parent: String,
        _ call: CallContext
    ) async throws(EngineError) {
        let fork = "fork:\(scope.database):\(scope.epoch):\(branch.position):\(branch.name)"
        for (className, item) in state.classes.sorted(by: { $0.key < $1.key }) {
            _ = try await SubmitCommand(
                type: .createClass, database: scope.database, branch: branch.name,
                payload: .object(item.data),
                commandID: EventID.hashed("\(fork):\(className)").description,
                metadata: Brancher.origin(parent, item)
            ).perform(in: engine, call)
        }
        let byClass = Dictionary(grouping: state.instances, by: \.key.className)
        for (className, instances) in byClass.sorted(by: { $0.key < $1.key })
        where state.classes[className] != nil {
            let series = EventID.Series("\(fork):\(className)")
            let ordered = instances.sorted { $0.key.key < $1.key.key }.enumerated()
            for part in Array(ordered).chunks(of: Brancher.batch) {
                let receipt = try await SubmitBulk(
                    database: scope.database, branch: branch.name, className: className,
                    rows: part.map { number, instance in
                        SubmitBulk.Row(
                            data: .object(instance.value.data),
                            metadata: Brancher.origin(parent, instance.value),
                            commandID: EventID.numbered(number, in: series).description,
                            key: instance.key.key)
                    }
                ).perform(in: engine, call)
                guard let refused = receipt.refused.first else { continue }
                throw EngineError(
                    .internal,
                    "\(className) could not be forked: \(refused.message); delete the branch")
            }
        }
    }

    private static func origin(_ parent: String, _ item: ScopeState.Item) -> JSON {
        [
            "forked_from": [
                "branch": .string(parent), "sequence_number": .integer(item.sequence.value),
            ]
        ]
    }

    func delete(_ request: DeleteBranch, _ call: CallContext) async throws(EngineError) {
        let id = call.id(of: BranchBook.deleted)
        if try await engine.registry.book.kept(id) != nil { return }
        let fold = try await fold()
        let branch = try fold.branch(request.name)
        guard request.isForced || !BranchBook.protected.contains(branch.name) else {
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
        try await decide(call)
        let live = try await StateReader(self, fold).live(on: branch.name)
        let byClass = Dictionary(grouping: live.instances, by: \.className)
        for (className, keys) in byClass where live.classes.contains(className) {
            _ = try await SubmitRows(
                database: scope.database, branch: branch.name, className: className,
                rows: keys.map { SubmitRows.Row(.delete, key: $0.key) }
            ).perform(in: engine, call)
        }
        try await settle(call)
        for className in live.classes.sorted() {
            _ = try await SubmitCommand(
                type: .deleteClass, database: scope.database, branch: branch.name,
                className: className
            ).perform(in: engine, call)
        }
        try await engine.registry.book.append(
            BranchBook.deleted, JSONObject([("name", .string(branch.name))]), to: stream,
            actor: call.principal.actor, id: id)
    }

    func checkOut(_ name: String, _ call: CallContext) async throws(EngineError) -> BranchView {
        let facts = try await engine.registry.book.append(
            to: stream, actor: call.principal.actor, id: call.id(of: BranchBook.checkedOut)
        ) { (facts) throws(EngineError) in
            _ = try BranchBook.fold(facts).branch(name)
            return (BranchBook.checkedOut, JSONObject([("name", .string(name))]))
        }
        let fold = BranchBook.fold(facts, through: call.id(of: BranchBook.checkedOut))
        return Brancher.view(try fold.branch(name), fold)
    }

    func note(_ request: NoteCommit, _ call: CallContext) async throws(EngineError) -> CommitView {
        guard !request.message.isEmpty, request.message.count <= 500 else {
            throw EngineError(.invalidRequest, "a message has 1 to 500 characters")
        }
        _ = try await fold().branch(request.branch)
        let author = request.author ?? call.principal.actor
        let fact = try await engine.registry.book.append(
            BranchBook.noted,
            JSONObject([
                ("name", .string(request.branch)), ("message", .string(request.message)),
                ("author", .string(author)),
            ]), to: stream, actor: call.principal.actor, id: call.id(of: BranchBook.noted))
        return CommitView(
            id: fact.event.id.description, message: request.message, author: author,
            at: fact.event.occurredAt.description, position: fact.position.description,
            parent: nil, branch: request.branch)
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
