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

        /// By bytes, as streams are: two spellings that look the same are two instances.
        static func == (left: NodeKey, right: NodeKey) -> Bool {
            left.key.utf8.elementsEqual(right.key.utf8)
                && left.className.utf8.elementsEqual(right.className.utf8)
        }

        func hash(into hasher: inout Hasher) {
            hasher.combine(key)
            hasher.combine(className)
        }
    }
}

struct StateReader: Sendable {
    typealias NodeKey = ScopeState.NodeKey

    /// Streams that are read at once. They stand near each other in the log, so a store that keeps it in larger pieces
    /// fetches each about once.
    private static let atOnce = 8
    /// Events of one stream that are read at once, on the way back to a position.
    private static let maximumStep = 512

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
        var states = [ScopeState()]
        try await add(
            try await ends(of: point.branch).values.map { Wanted(index: 0, end: $0, point: point) },
            to: &states)
        return states[0]
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
        var wanted: [Wanted] = []
        for key in keys where marks.mayDiffer(key, points[0], points[1]) {
            for (index, point) in points.enumerated() {
                guard let end = ends[point.branch]?[key] else { continue }
                wanted.append(Wanted(index: index, end: end, point: point))
            }
        }
        try await add(wanted, to: &states)
        return states
    }

    /// What stands on a branch, and how many of its streams end with a command that nobody has decided.
    struct Live: Sendable {
        var classes: [String] = []
        var instances: [NodeKey] = []
        var undecided = 0

        var isEmpty: Bool { classes.isEmpty && instances.isEmpty }
    }

    func live(on branch: String) async throws(EngineError) -> Live {
        var live = Live()
        for (key, end) in try await ends(of: branch) {
            let kind = Marks.kind(end)
            if kind == .gone { continue }
            if DomainEventType(rawValue: end.type) == nil { live.undecided += 1 }
            if kind == .unknown,
                try await item(end, upTo: nil) == nil
            {
                continue
            }
            if key.key.isEmpty {
                live.classes.append(key.className)
            } else {
                live.instances.append(key)
            }
        }
        return live
    }

    /// Where the streams of its classes and instances end.
    func ends(of branch: String) async throws(EngineError) -> [NodeKey: StreamEnd] {
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

    /// A stream that one of the states wants to know.
    private struct Wanted: Sendable {
        var index: Int
        var end: StreamEnd
        var point: Point
    }

    /// What was read of it.
    private struct Found: Sendable {
        var wanted: Wanted
        var item: ScopeState.Item?
        var failure: EngineError?
    }

    /// In the order of the log, some at a time.
    private func add(_ wanted: [Wanted], to states: inout [ScopeState]) async throws(EngineError) {
        let ordered = wanted.sorted { $0.end.position < $1.end.position }
        for part in ordered.chunks(of: StateReader.atOnce) {
            if Task.isCancelled { throw EngineError(.cancelled, "cancelled; nothing was changed") }
            for found in await read(Array(part)) {
                if let failure = found.failure { throw failure }
                let (index, key) = (found.wanted.index, NodeKey(found.wanted.end.stream))
                states[index].sequences[key] = found.wanted.end.sequence
                guard let item = found.item else { continue }
                if key.key.isEmpty {
                    states[index].classes[key.className] = item
                } else {
                    states[index].instances[key] = item
                }
            }
        }
    }

    private func read(_ wanted: [Wanted]) async -> [Found] {
        await withTaskGroup(of: Found.self, returning: [Found].self) { group in
            for one in wanted { group.addTask { await read(one) } }
            var all: [Found] = []
            for await found in group { all.append(found) }
            return all
        }
    }

    private func read(_ wanted: Wanted) async -> Found {
        do throws(EngineError) {
            let item = try await item(wanted.end, upTo: wanted.point.upTo)
            return Found(wanted: wanted, item: item, failure: nil)
        } catch {
            return Found(wanted: wanted, item: nil, failure: error)
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
            step = min(step * 4, StateReader.maximumStep)
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
