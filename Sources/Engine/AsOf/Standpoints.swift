// From where a read looks: the present, which it waits for, or a moment of the past, which the log alone says. What
// reads need of either is the same: a scope, a graph, the classes, and how badges are given.

internal import EventSourcing
internal import Ontology

struct Standpoint: Sendable {
    let scope: GraphScope
    let graph: any GraphStore
    let documents: any DocumentIndex
    let badges: BadgeMaker
    /// Nil: now.
    let past: PastMoment?
    fileprivate let directory: Directory
    fileprivate let catalogue: Catalogue

    func definition(_ className: String) async throws(EngineError) -> ClassDefinition {
        if let past { return try past.definition(className) }
        return try await directory.definition(className, in: scope)
    }

    /// A class with the classes that are kinds of it. Those stand in the documents, which may be down: the graph goes on
    /// without them.
    func family(_ className: String) async throws(EngineError) -> ClassFamily {
        let head = try await definition(className)
        if let past { return ClassFamily(of: head, among: past.definitions) }
        var family = ClassFamily(of: head)
        var parents = [head.id.text]
        while let parent = parents.popLast() {
            let children: [ClassDefinition]
            do throws(EngineError) {
                children = try await catalogue.children(of: parent, in: scope)
            } catch {
                guard error.code == .unavailable else { throw error }
                family.failure = error
                return family
            }
            for child in children where family.add(child) { parents.append(child.id.text) }
        }
        return family
    }

    /// For messages: ` as of …`, or nothing.
    var when: String { past.map { " as of \($0.view.asked)" } ?? "" }

    /// Every class of the scope. They stand in the documents; while those are down, the log says them of the classes
    /// that have nodes, and others have no links.
    func definitions() async throws(EngineError) -> [ClassDefinition] {
        if let past { return past.definitions }
        do throws(EngineError) {
            return try await catalogue.definitions(in: scope).map(\.1)
        } catch {
            guard error.code == .unavailable else { throw error }
        }
        var classes: [ClassDefinition] = []
        for count in try await catalogue.counts(scope) where count.nodes > 0 {
            do throws(EngineError) {
                classes.append(try await directory.definition(count.className, in: scope))
            } catch {
                // Its last nodes are about to go.
                guard error.code == .classNotFound else { throw error }
            }
        }
        return classes.sorted { $0.id.text < $1.id.text }
    }
}

struct Standpoints: Sendable {
    let ports: EnginePorts
    let aggregates: AggregateReader
    let directory: Directory
    let freshness: Freshness
    let badges: BadgeMaker
    let catalogue: Catalogue
    let chronicle: Chronicle

    func standpoint(_ database: String, branch: String?, asOf: String?, _ call: CallContext? = nil)
        async throws(EngineError) -> Standpoint
    {
        guard let asOf else {
            let scope = try await directory.scope(database, branch: branch)
            await freshness.wait(for: database)
            return Standpoint(
                scope: scope, graph: ports.graph, documents: ports.documents, badges: badges,
                past: nil,
                directory: directory, catalogue: catalogue)
        }
        let wanted = try AsOf(asOf)
        let past = try await moment(wanted, asked: asOf, database, branch, call)
        let graph = PastGraph(past, store: ports.store)
        return Standpoint(
            scope: past.record.scope, graph: graph, documents: PastDocuments(graph: graph),
            badges: badges.looking(at: past), past: past, directory: directory,
            catalogue: catalogue)
    }

    private func moment(
        _ wanted: AsOf, asked: String, _ database: String, _ branch: String?, _ call: CallContext?
    ) async throws(EngineError) -> PastMoment {
        try await refuseFuture(wanted)
        let life = try await life(wanted, database, branch)
        let record = try await chronicle.record(of: life.scope, call)
        return record.read { index in
            let moment =
                switch wanted {
                case .time(let time): index.moment(at: time)
                case .position(let position): index.moment(at: position)
                }
            let last = moment > 0 ? index.ticks[moment - 1] : nil
            let view = AsOfView(
                asked: asked, position: (last?.position ?? life.born.position).description,
                at: (last?.at ?? life.born.event.occurredAt).description, changes: moment,
                changesNow: index.end)
            return PastMoment(
                record: record, moment: moment, view: view,
                position: last?.position ?? life.born.position, isDropped: life.isOver)
        }
    }

    /// One life of a database: from its creation to its deletion.
    private struct Life {
        var scope: GraphScope
        var born: RecordedEvent
        /// It has ended by now.
        var isOver: Bool
    }

    private func refuseFuture(_ wanted: AsOf) async throws(EngineError) {
        switch wanted {
        case .time(let time):
            let now = ports.clock.now()
            guard time > now else { return }
            throw AsOf.refusal("as_of lies in the future: it is \(now) now")
        case .position(let position):
            let head = try await EngineError.wrapStore { () async throws(EventStoreError) in
                try await ports.store.head()
            }
            guard position > head else { return }
            throw AsOf.refusal("as_of lies in the future: the log ends at position \(head)")
        }
    }

    /// The database as it was then.
    private func life(_ wanted: AsOf, _ database: String, _ branch: String?)
        async throws(EngineError) -> Life
    {
        let name = try EngineError.wrapName { () throws(NameError) in try DatabaseName(database) }
        let facts = try await facts(DatabaseAggregate.stream(name))
        let decided = facts.filter {
            $0.event.kind == .domain
                && $0.event.type != DomainEventType.commandFailed.rawValue
        }
        guard let first = decided.first else {
            // The same error as without as_of.
            _ = try await directory.scope(database, branch: branch)
            throw AsOf.refusal("\(name) is being created: there is nothing before it")
        }
        var state = DatabaseAggregate()
        var born = first
        for recorded in decided where wanted.includes(recorded) {
            state.evolve(recorded.event)
            if state.isLive { born = recorded }
        }
        var now = DatabaseAggregate()
        for recorded in decided { now.evolve(recorded.event) }
        guard wanted.includes(first) else {
            throw AsOf.refusal(
                "there was no database \(name) as of \(wanted.text): its first event is at position "
                    + "\(first.position), \(first.event.occurredAt)")
        }
        guard state.isLive else {
            throw AsOf.refusal("the database \(name) was deleted as of \(wanted.text)")
        }
        let scope = GraphScope(
            database: name.text, epoch: state.epoch,
            branch: try await checked(branch, wanted, name, state))
        return Life(
            scope: scope, born: born, isOver: !now.isLive || now.epoch != state.epoch)
    }

    private func checked(
        _ branch: String?, _ wanted: AsOf, _ name: DatabaseName, _ state: DatabaseAggregate
    ) async throws(EngineError) -> String {
        guard let branch, branch != StreamID.mainBranch else { return StreamID.mainBranch }
        let checked = try EngineError.wrapName { () throws(NameError) in try BranchName(branch) }
        let facts = try await facts(BranchBook.stream(name.text, state.epoch))
        return try BranchBook.fold(facts.filter(wanted.includes)).branch(checked.text).name
    }

    private func facts(_ stream: StreamID) async throws(EngineError) -> [RecordedEvent] {
        try await EngineError.wrapStore { () async throws(EventStoreError) in
            try await aggregates.facts(stream)
        }
    }
}
