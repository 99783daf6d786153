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
            to: stream, actor: call.principal.actor
        ) { (facts) throws(EngineError) in
            let fold = BranchBook.fold(facts)
            _ = try fold.branch(request.from)
            guard fold.branches[name] == nil else {
                throw EngineError(.alreadyExists, "there is a branch \(name) already")
            }
            return (BranchBook.created, data)
        }
        let state = try await ScopeFold(store: engine.ports.store).states([
            ScopeFold.Question(scope: scope(of: request.from), upTo: head)
        ])[0]
        try await copy(state, to: name, from: request.from, call)
        try await settle(call)
        let fold = BranchBook.fold(facts)
        return Brancher.view(try fold.branch(name), fold)
    }

    private func settle(_ call: CallContext) async throws(EngineError) {
        try await Projected(
            ports: engine.ports, coverage: engine.importer.coverage, call: call,
            database: scope.database, patienceSeconds: Verifier.patienceSeconds
        ).wait()
    }

    private func copy(
        _ state: ScopeState, to branch: String, from parent: String, _ call: CallContext
    ) async throws(EngineError) {
        for (_, item) in state.classes.sorted(by: { $0.key < $1.key }) {
            _ = try await SubmitCommand(
                type: .createClass, database: scope.database, branch: branch,
                payload: .object(item.data), metadata: Brancher.origin(parent, item)
            ).perform(in: engine, call)
        }
        let byClass = Dictionary(grouping: state.instances, by: \.key.className)
        for (className, instances) in byClass.sorted(by: { $0.key < $1.key })
        where state.classes[className] != nil {
            let ordered = instances.sorted { $0.key.key < $1.key.key }
            for part in ordered.chunks(of: Brancher.batch) {
                let receipt = try await SubmitBulk(
                    database: scope.database, branch: branch, className: className,
                    rows: part.map { key, item in
                        SubmitBulk.Row(
                            data: .object(item.data), metadata: Brancher.origin(parent, item),
                            key: key.key)
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
        let state = try await ScopeFold(store: engine.ports.store).states([
            ScopeFold.Question(scope: scope(of: branch.name), upTo: nil)
        ])[0]
        let byClass = Dictionary(grouping: state.instances.keys, by: \.className)
        for (className, keys) in byClass where state.classes[className] != nil {
            _ = try await SubmitRows(
                database: scope.database, branch: branch.name, className: className,
                rows: keys.map { SubmitRows.Row(.delete, key: $0.key) }
            ).perform(in: engine, call)
        }
        try await settle(call)
        for className in state.classes.keys.sorted() {
            _ = try await SubmitCommand(
                type: .deleteClass, database: scope.database, branch: branch.name,
                className: className
            ).perform(in: engine, call)
        }
        try await engine.registry.book.append(
            BranchBook.deleted, JSONObject([("name", .string(branch.name))]), to: stream,
            actor: call.principal.actor)
    }

    func checkOut(_ name: String, _ call: CallContext) async throws(EngineError) -> BranchView {
        let facts = try await engine.registry.book.append(
            to: stream, actor: call.principal.actor
        ) { (facts) throws(EngineError) in
            _ = try BranchBook.fold(facts).branch(name)
            return (BranchBook.checkedOut, JSONObject([("name", .string(name))]))
        }
        let fold = BranchBook.fold(facts)
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
            ]), to: stream, actor: call.principal.actor)
        return CommitView(
            id: fact.event.id.description, message: request.message, author: author,
            at: fact.event.occurredAt.description, position: fact.position.description,
            parent: nil, branch: request.branch)
    }

    func noteMerge(_ source: String, _ target: String, at position: StorePosition, _ actor: String)
        async throws(EngineError)
    {
        try await engine.registry.book.append(
            BranchBook.merged,
            JSONObject([
                ("source", .string(source)), ("target", .string(target)),
                ("position", .string(position.description)),
            ]), to: stream, actor: actor)
    }
}
