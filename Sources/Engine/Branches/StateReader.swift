// States of the branches of one database, read from the log by stream: where its streams end tells what can differ, and
// only that is read. Costs what the branches hold (a look at each stream's end) and what differs (reading it), not the
// history.

internal import EventSourcing
internal import JSONText
internal import Ontology

/// Classes and instances of one branch at one position.
struct ScopeState: Sendable {
    struct Item: Hashable, Sendable {
        var data: JSONObject
        var sequence: SequenceNumber
    }

    var classes: [String: Item] = [:]
    var instances: [NodeKey: Item] = [:]
    /// The last sequence of every stream that was looked at, also of what is not there any more.
    var sequences: [NodeKey: SequenceNumber] = [:]

    /// An instance, or a class with an empty key, without its branch.
    struct NodeKey: Hashable, Sendable {
        var className: String
        var key: String

        init(className: String, key: String) {
            self.className = className
            self.key = key
        }

        init(_ stream: StreamID) { self.init(className: stream.className, key: stream.key) }
    }
}

struct StateReader: Sendable {
    typealias NodeKey = ScopeState.NodeKey

    /// A branch at a position; nil: now.
    struct Point: Hashable, Sendable {
        var branch: String
        var upTo: StorePosition?

        init(branch: String, upTo: StorePosition? = nil) {
            self.branch = branch
            self.upTo = upTo
        }
    }

    private let store: any EventStore
    private let database: String
    private let epoch: Int
    private let fold: BranchBook.Fold

    init(_ brancher: Brancher, _ fold: BranchBook.Fold) {
        store = brancher.engine.ports.store
        database = brancher.scope.database
        epoch = brancher.scope.epoch
        self.fold = fold
    }

    /// Everything that a branch held.
    func whole(_ point: Point) async throws(EngineError) -> ScopeState {
        var state = ScopeState()
        for (key, end) in try await ends(of: point.branch) {
            try await add(key, end, point, to: &state)
        }
        return state
    }

    /// The points, each with what may differ between the first two of them.
    func different(_ points: [Point]) async throws(EngineError) -> [ScopeState] {
        var ends: [String: [NodeKey: StreamEnd]] = [:]
        for point in points {
            var next: String? = point.branch
            while let name = next, ends[name] == nil {
                ends[name] = try await self.ends(of: name)
                next = fold.branches[name]?.parent
            }
        }
        let marks = Marks(ends: ends, fold: fold)
        var states = points.map { _ in ScopeState() }
        let keys = points.prefix(2).reduce(into: Set<NodeKey>()) { keys, point in
            keys.formUnion((ends[point.branch] ?? [:]).keys)
        }
        for key in keys where marks.mayDiffer(key, points[0], points[1]) {
            for (index, point) in points.enumerated() {
                guard let end = ends[point.branch]?[key] else { continue }
                try await add(key, end, point, to: &states[index])
            }
        }
        return states
    }

    /// Instances by class, and the classes that stand.
    func live(on branch: String) async throws(EngineError)
        -> (classes: [String], instances: [NodeKey])
    {
        var (classes, instances) = ([String](), [NodeKey]())
        for (key, end) in try await ends(of: branch) {
            let kind = Marks.kind(end)
            if kind == .gone { continue }
            if kind == .unknown,
                try await item(end, upTo: nil) == nil
            {
                continue
            }
            if key.key.isEmpty { classes.append(key.className) } else { instances.append(key) }
        }
        return (classes, instances)
    }

    private func ends(of branch: String) async throws(EngineError) -> [NodeKey: StreamEnd] {
        let address = BranchAddress(database: database, epoch: epoch, branch: branch)
        var ends: [NodeKey: StreamEnd] = [:]
        for type in [AggregateType.ontologyClass, .instance] {
            let found = try await EngineError.wrapStore { () async throws(EventStoreError) in
                try await store.ends(of: type, on: address)
            }
            for end in found { ends[NodeKey(end.stream)] = end }
        }
        return ends
    }

    private func add(
        _ key: NodeKey, _ end: StreamEnd, _ point: Point, to state: inout ScopeState
    ) async throws(EngineError) {
        if Task.isCancelled { throw EngineError(.cancelled, "cancelled; nothing was changed") }
        state.sequences[key] = end.sequence
        guard let item = try await item(end, upTo: point.upTo) else { return }
        if key.key.isEmpty {
            state.classes[key.className] = item
        } else {
            state.instances[key] = item
        }
    }

    /// The last state that a stream told up to a position, read from its end; nil: it is not there.
    private func item(_ end: StreamEnd, upTo: StorePosition?) async throws(EngineError)
        -> ScopeState.Item?
    {
        let isCovered = upTo.map { end.position <= $0 } ?? true
        if isCovered, Marks.kind(end) == .gone { return nil }
        var last = end.sequence.value
        var step = isCovered && Marks.kind(end) == .there ? 1 : 8
        while last > 0 {
            let first = max(0, last - step)
            let limit = last - first
            let events = try await EngineError.wrapStore { () async throws(EventStoreError) in
                try await store.read(end.stream, after: SequenceNumber(first), limit: limit)
            }
            for recorded in events.reversed()
            where recorded.sequence.value <= last && (upTo.map { recorded.position <= $0 } ?? true)
            {
                switch DomainEventType(rawValue: recorded.event.type) {
                case .instanceCreated, .instanceUpdated, .classCreated, .classUpdated:
                    return StateReader.item(recorded)
                case .instanceDeleted, .classDeleted: return nil
                default: continue
                }
            }
            last = first
            step *= 4
        }
        return nil
    }

    private static func item(_ recorded: RecordedEvent) -> ScopeState.Item? {
        guard recorded.event.stream.type == .ontologyClass else {
            return ScopeState.Item(
                data: InstanceContent(recorded.event)?.data ?? JSONObject(),
                sequence: recorded.sequence)
        }
        var aggregate = ClassAggregate()
        aggregate.evolve(recorded.event)
        return aggregate.definition?.json.object.map {
            ScopeState.Item(data: $0, sequence: recorded.sequence)
        }
    }
}

/// What the ends of streams tell about states without reading them.
private struct Marks {
    typealias NodeKey = ScopeState.NodeKey

    enum Kind { case there, gone, unknown }

    /// Equal marks stand for equal states.
    enum Mark: Hashable {
        case absent
        /// As an event of this branch left it, or a copy of that.
        case written(branch: String, sequence: Int)
        /// Changed since the position: only reading tells.
        case before(StorePosition, branch: String)
        /// The last event tells no state; equal only to itself.
        case undecided(branch: String, sequence: Int)
    }

    /// The first events of a copied stream: the command and what it brought about.
    private static let copied = 2

    let ends: [String: [NodeKey: StreamEnd]]
    let fold: BranchBook.Fold

    static func kind(_ end: StreamEnd) -> Kind {
        switch DomainEventType(rawValue: end.type) {
        case .instanceCreated, .instanceUpdated, .classCreated, .classUpdated: .there
        case .instanceDeleted, .classDeleted: .gone
        default: .unknown
        }
    }

    func mayDiffer(_ key: NodeKey, _ one: StateReader.Point, _ other: StateReader.Point) -> Bool {
        mark(key, one.branch, one.upTo) != mark(key, other.branch, other.upTo)
    }

    private func mark(_ key: NodeKey, _ branch: String, _ upTo: StorePosition?) -> Mark {
        guard let end = ends[branch]?[key] else { return .absent }
        if let upTo, end.position > upTo { return .before(upTo, branch: branch) }
        let sequence = end.sequence.value
        switch Marks.kind(end) {
        case .gone: return .absent
        case .unknown: return .undecided(branch: branch, sequence: sequence)
        case .there: break
        }
        // What a fork copied and nobody touched since is what the parent had there.
        if sequence == Marks.copied, let own = fold.branches[branch], let parent = own.parent,
            case .written(let origin, let former) = mark(key, parent, own.position)
        {
            return .written(branch: origin, sequence: former)
        }
        return .written(branch: branch, sequence: sequence)
    }
}
