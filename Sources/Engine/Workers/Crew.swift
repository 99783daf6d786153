// The workers of one process, each with its meter and its gate, run together and stopped together.

internal import EventSourcing
internal import Ontology

final class Crew: Sendable {
    let ports: EnginePorts
    let aggregates: AggregateReader
    let owner: String
    let relayMeter: WorkerMeter
    let meters: [WorkerKind: WorkerMeter]
    let gates: [WorkerKind: RebuildGate]
    let milestones: Milestones
    private let roles: Set<EngineRole>
    /// Between two looks at the meters, to tell the board and to note how far behind they are.
    private let reporting: Rest
    let lagRest: Rest

    /// A rest that only a change ends ends by itself after so long: what was missed is not missed for ever.
    static let longestRest = 60.0

    init(
        ports: EnginePorts, aggregates: AggregateReader, milestones: Milestones,
        roles: Set<EngineRole> = Set(EngineRole.allCases)
    ) {
        self.milestones = milestones
        self.roles = roles
        self.ports = ports
        self.aggregates = aggregates
        owner = "spice:\(ports.ids.next())"
        let rests = [Rest(clock: ports.clock), Rest(clock: ports.clock)]
        (reporting, lagRest) = (rests[0], rests[1])
        let changed = { @Sendable in for rest in rests { rest.end() } }
        relayMeter = WorkerMeter("relay", clock: ports.clock, changed: changed)
        meters = Dictionary(
            uniqueKeysWithValues: WorkerKind.all.map {
                ($0, WorkerMeter($0.name, clock: ports.clock, changed: changed))
            })
        gates = Dictionary(
            uniqueKeysWithValues: WorkerKind.all.map {
                ($0, RebuildGate(wanted: { ports.bus.stir() }))
            })
    }

    func run() async {
        await withTaskGroup(of: Void.self) { group in
            for loop in self.loops {
                group.addTask { await loop.run(self.ports.clock) }
            }
            group.addTask { await self.report() }
            await group.waitForAll()
        }
    }

    /// Fresh ones, each of which has not begun.
    var loops: [any SteppableLoop] {
        var loops: [any SteppableLoop] = []
        if roles.contains(.messageRelay) { loops.append(relay) }
        if roles.contains(.instanceWorker) { loops.append(loop(instanceWorker)) }
        if roles.contains(.ontologyWorker) { loops.append(loop(ontologyWorker)) }
        if roles.contains(.instanceWorker) { loops.append(loop(graphWorker)) }
        if roles.contains(.projectionWorker) {
            loops += [loop(documentWorker), loop(lineageWorker)] as [any SteppableLoop]
        }
        return loops
    }

    /// The meters of what runs here.
    var ownMeters: [WorkerMeter] {
        var kinds: [WorkerKind] = []
        if roles.contains(.instanceWorker) { kinds += [.instance, .graph] }
        if roles.contains(.ontologyWorker) { kinds.append(.ontology) }
        if roles.contains(.projectionWorker) { kinds += [.documents, .lineage] }
        return (roles.contains(.messageRelay) ? [relayMeter] : []) + kinds.map(meter)
    }

    private var relay: MessageRelay {
        MessageRelay(
            ports: ports, meter: relayMeter, holder: owner, carried: noting("relay"))
    }

    /// Remembers when events took effect.
    private func noting(_ worker: String) -> @Sendable ([RecordedEvent]) -> Void {
        let (milestones, clock) = (milestones, ports.clock)
        return { milestones.note(worker, $0, at: clock.now()) }
    }

    private var instanceWorker: CommandWorker<InstanceDecider> {
        let aggregates = aggregates
        return CommandWorker(
            kind: .instance, ports: ports, meter: meter(.instance), owner: owner,
            makeDecider: { InstanceDecider(aggregates: aggregates) },
            decided: { _ async throws(HandlerFailure) in })
    }

    private var ontologyWorker: CommandWorker<OntologyDecider> {
        let (aggregates, ports) = (aggregates, ports)
        return CommandWorker(
            kind: .ontology, ports: ports, meter: meter(.ontology), owner: owner,
            makeDecider: { OntologyDecider(aggregates: aggregates, graph: ports.graph) },
            decided: { streams async throws(HandlerFailure) in
                for stream in streams {
                    _ = try await operations { () async throws(OperationsStoreError) in
                        try await ports.parkedWrites.release(.decision(stream))
                    }
                }
            })
    }

    private var graphWorker: ReadModelWorker<GraphProjection> {
        let ports = ports
        let note = noting(WorkerKind.graph.name)
        return ReadModelWorker(
            projection: GraphProjection(graph: ports.graph), ports: ports, meter: meter(.graph),
            applied: { events async throws(HandlerFailure) in
                try await Completion(ports: ports).note(events)
                note(events)
            })
    }

    private var documentWorker: ReadModelWorker<DocumentProjection> {
        let note = noting(WorkerKind.documents.name)
        return ReadModelWorker(
            projection: DocumentProjection(documents: ports.documents), ports: ports,
            meter: meter(.documents),
            applied: { events async throws(HandlerFailure) in note(events) })
    }

    private var lineageWorker: ReadModelWorker<LineageProjection> {
        let note = noting(WorkerKind.lineage.name)
        return ReadModelWorker(
            projection: LineageProjection(lineage: ports.lineage), ports: ports,
            meter: meter(.lineage),
            applied: { events async throws(HandlerFailure) in note(events) })
    }

    private func loop<Handler: BatchHandler>(_ handler: Handler) -> ConsumerLoop<Handler> {
        ConsumerLoop(
            bus: ports.bus, checkpoints: ports.relayCheckpoints, board: ports.board,
            handler: handler, meter: meter(handler.kind), gate: gate(handler.kind))
    }

    func meter(_ kind: WorkerKind) -> WorkerMeter {
        meters[kind] ?? WorkerMeter(kind.name, clock: ports.clock)
    }

    func gate(_ kind: WorkerKind) -> RebuildGate { gates[kind] ?? RebuildGate() }

    /// Tells the board how each worker does: within a second when it changed, else now and then where others read it.
    private func report() async {
        let meters = ownMeters
        var told = ToldReports(isReadElsewhere: ports.board.isReadElsewhere)
        let pause = told.isReadElsewhere ? ToldReports.sameSeconds : Self.longestRest
        while !Task.isCancelled {
            var isStill = true
            for report in meters.map({ $0.report() }) where told.isDue(report) {
                if told.isNews(report) { isStill = false }
                if (try? await ports.board.report(told.change(report))) != nil {
                    told.note(report)
                } else {
                    isStill = false
                }
            }
            // A rate changes by time alone: until it stands still it is looked at every second.
            if isStill {
                await reporting.sleep(seconds: pause)
            } else {
                try? await ports.clock.sleep(seconds: 1)
            }
        }
    }
}
