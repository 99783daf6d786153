// Makes, lists and removes branches. A fork is the state at its position sent again as commands of the new branch: they
// are decided and projected like all others.

internal import EventSourcing
internal import JSONText
internal import Ontology

struct Brancher: Sendable {
    let engine: Engine
    let scope: GraphScope

    init(_ engine: Engine, _ database: String) async throws(EngineError) {
        self.engine = engine
        scope = try await engine.reader.directory.scope(database, branch: nil)
    }

    var stream: StreamID { BranchBook.stream(scope.database, scope.epoch) }

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
            createdBy: branch.createdBy, description: branch.description, state: branch.state)
    }

    func create(_ request: CreateBranch, _ call: CallContext) async throws(EngineError)
        -> BranchView
    {
        let name = try EngineError.wrapName { () throws(NameError) in
            try BranchName(request.name).text
        }
        let id = call.id(of: BranchBook.created)
        let facts = try await begin(request, name, call, id: id)
        var fold = BranchBook.fold(facts)
        if fold.branches[name] == nil {
            // Of a request that comes again when the branch is gone: as it was made.
            fold = BranchBook.fold(facts, through: id)
            var view = Brancher.view(try fold.branch(name), fold)
            view.state = .ready
            return view
        }
        let branch = try fold.branch(name)
        if branch.state == .deleting { _ = try fold.whole(name) }
        if branch.readyAt == nil {
            try await BranchCopy(self, branch, call).run(fold)
            fold = BranchBook.fold(try await noteReady(branch, call))
        }
        return Brancher.view(try fold.branch(name), fold)
    }

    /// The facts with the one of the new branch, or with that of a copy which was begun and is gone on with.
    private func begin(
        _ request: CreateBranch, _ name: String, _ call: CallContext, id: EventID?
    ) async throws(EngineError) -> [RecordedEvent] {
        let known = try await fold()
        let kept = try await engine.registry.book.kept(id)
        if known.branches[name] == nil, kept == nil {
            _ = try known.whole(request.from)
            // What was accepted before belongs to the fork.
            try await settle(call)
        }
        let head = try await EngineError.wrapStore { () async throws(EventStoreError) in
            try await engine.ports.store.head()
        }
        var data = JSONObject([
            ("name", .string(name)), ("from", .string(request.from)),
            ("position", .string(head.description)),
            (BranchBook.awaits, .string(BranchBook.ready)),
        ])
        data["description"] = request.description.map(JSON.string)
        return try await engine.registry.book.append(
            to: stream, actor: call.principal.actor, id: id
        ) { (facts) throws(EngineError) in
            let fold = BranchBook.fold(facts)
            if let there = fold.branches[name] {
                try Brancher.checkResumable(there, request, fold)
                return nil
            }
            // Its copy ends before the position, or the fork would hold a part of it.
            guard try fold.whole(request.from).readyAt ?? .start <= head else {
                throw EngineError(
                    .busy, "\(request.from) was made a moment ago; try again in 1 s",
                    retryAfterSeconds: 1)
            }
            return (BranchBook.created, data)
        }
    }

    /// Only a copy of the same parent is gone on with.
    private static func checkResumable(
        _ there: BranchBook.Branch, _ request: CreateBranch, _ fold: BranchBook.Fold
    ) throws(EngineError) {
        switch there.state {
        case .ready:
            throw EngineError(.alreadyExists, "there is a branch \(there.name) already")
        case .copying where there.parent == request.from: return
        case .copying, .deleting: _ = try fold.whole(there.name)
        }
    }

    private func noteReady(_ branch: BranchBook.Branch, _ call: CallContext)
        async throws(EngineError) -> [RecordedEvent]
    {
        try await engine.registry.book.append(to: stream, actor: call.principal.actor) {
            (facts) throws(EngineError) in
            let there = try BranchBook.fold(facts).standing(branch)
            guard there.readyAt == nil else { return nil }
            return (BranchBook.ready, JSONObject([("name", .string(branch.name))]))
        }
    }

    func settle(_ call: CallContext) async throws(EngineError) {
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

    func delete(_ request: DeleteBranch, _ call: CallContext) async throws(EngineError) {
        try await BranchRemoval(self, request.name, call).run(isForced: request.isForced)
    }

    func checkOut(_ name: String, _ call: CallContext) async throws(EngineError) -> BranchView {
        let facts = try await engine.registry.book.append(
            to: stream, actor: call.principal.actor, id: call.id(of: BranchBook.checkedOut)
        ) { (facts) throws(EngineError) in
            _ = try BranchBook.fold(facts).whole(name)
            return (BranchBook.checkedOut, JSONObject([("name", .string(name))]))
        }
        let fold = BranchBook.fold(facts, through: call.id(of: BranchBook.checkedOut))
        return Brancher.view(try fold.branch(name), fold)
    }

    func note(_ request: NoteCommit, _ call: CallContext) async throws(EngineError) -> CommitView {
        guard !request.message.isEmpty, request.message.count <= 500 else {
            throw EngineError(.invalidRequest, "a message has 1 to 500 characters")
        }
        _ = try await fold().whole(request.branch)
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
}
