// Read models are thrown away and made again by replay. The rebuild notes where the relay is, reads the store up to
// there, and then the worker follows the bus from what was noted; the sequence guard takes the overlap. After a rebuild
// that did not end the worker reads the bus from its start. Where several processes share the models, see
// `SharedRebuild`: there the store is read up to its end, and the workers go on where they had stopped.

internal import EventSourcing
internal import Ontology

struct Rebuilder: Sendable {
    static let batchSize = 2000

    let ports: EnginePorts
    let crew: Crew
    /// Other processes may have workers on the same models.
    private let sharesModels: Bool
    private let turn = RebuildGate()

    init(ports: EnginePorts, crew: Crew, sharesModels: Bool = false) {
        self.ports = ports
        self.crew = crew
        self.sharesModels = sharesModels
    }

    func rebuild(_ models: [ReadModelName], _ call: CallContext) async throws(EngineError)
        -> RebuildReport
    {
        let started = ports.clock.uptimeSeconds()
        let replays = ReadModelName.allCases.filter(models.contains).map(replay)
        // One rebuild at a time: two that wait for each other's gates would wait for ever.
        let result = await turn.whileOpen { () async in
            guard sharesModels else { return await alone(replays, nil, call) }
            do throws(EngineError) {
                let shared = try await SharedRebuild.begin(replays.map(\.kind), ports, call)
                let result = await alone(replays, shared, call)
                await shared.end()
                return result
            } catch {
                return .failure(error)
            }
        }
        return RebuildReport(
            models: models, events: try result.get() * replays.count,
            seconds: ports.clock.uptimeSeconds() - started)
    }

    private func alone(_ replays: [Replay], _ shared: SharedRebuild?, _ call: CallContext) async
        -> Result<Int, EngineError>
    {
        await standingStill(replays.map(\.kind)) {
            do throws(EngineError) {
                return .success(try await run(replays, shared, call))
            } catch {
                return .failure(error)
            }
        }
    }

    private func replay(_ model: ReadModelName) -> Replay {
        switch model {
        case .graph: Replay(GraphProjection(graph: ports.graph))
        case .documents: Replay(DocumentProjection(documents: ports.documents))
        case .lineage: Replay(LineageProjection(lineage: ports.lineage))
        }
    }

    /// Runs `body` while the workers of some models stand still. Their gates close side by side, because each waits
    /// for its worker's batch. A cancelled task opens none of them early: `body` looks for that itself, and ends.
    private func standingStill<Value: Sendable>(
        _ kinds: [WorkerKind], _ body: () async -> Value
    ) async -> Value {
        await withTaskGroup(of: Void.self) { group in
            let end = Latch()
            var closed: [Latch] = []
            for gate in kinds.map(crew.gate) {
                let isClosed = Latch()
                closed.append(isClosed)
                group.addTask {
                    await gate.rebuilding { () async in
                        isClosed.open()
                        await end.wait()
                    }
                }
            }
            for latch in closed { await latch.wait() }
            let value = await body()
            end.open()
            return value
        }
    }

    private func run(_ replays: [Replay], _ shared: SharedRebuild?, _ call: CallContext)
        async throws(EngineError) -> Int
    {
        if Task.isCancelled {
            throw EngineError(.cancelled, "the rebuild was cancelled before it began")
        }
        let noted = try await EngineError.wrapBus { () async throws(EventBusError) in
            try await ports.relayCheckpoints.last()
        }
        // What other workers had committed is in the log, and maybe not yet in the relay's checkpoint.
        let end =
            if let shared { try await shared.end(of: ports.store) } else {
                noted?.store ?? .start
            }
        let gates = replays.map { crew.gate($0.kind) }
        // Shared workers stand still until a rebuild comes to its end: they never fill a model from the bus.
        if shared == nil { for gate in gates { gate.leaveHalfDone(true) } }
        for replay in replays {
            shared?.opens(replay.kind)
            let isBeside = try await EngineError.wrapModel { () async throws(ReadModelError) in
                try await replay.reset()
            }
            if isBeside { shared?.closes(replay.kind) }
        }
        let count = try await read(replays, upTo: end, shared, call)
        for replay in replays {
            try await EngineError.wrapModel { () async throws(ReadModelError) in
                try await replay.finish(noted?.bus ?? BusPosition())
            }
            shared?.closes(replay.kind)
        }
        for gate in gates { gate.leaveHalfDone(false) }
        return count
    }

    /// The next page is read while the models take in the one before.
    private func read(
        _ replays: [Replay], upTo end: StorePosition, _ shared: SharedRebuild?, _ call: CallContext
    ) async throws(EngineError) -> Int {
        var count = 0
        let names = replays.map(\.kind.name).joined(separator: ", ")
        let meter = ProgressMeter("rebuilding \(names)", clock: ports.clock, call: call)
        var page = try await self.page(after: .start, upTo: end).get()
        while let last = page.last {
            if Task.isCancelled {
                let then =
                    shared == nil
                    ? "the workers now read the rest from the bus; run it again to be done sooner"
                    : "what it had emptied waits until it is run again"
                throw EngineError(
                    .cancelled, "the rebuild was cancelled at \(count) events: \(then)")
            }
            try await shared?.goesOn()
            async let following = self.page(after: last.position, upTo: end)
            try await Replay.apply(page, to: replays)
            count += page.count
            meter.tell(done: count, total: nil)
            page = try await following.get()
        }
        return count
    }

    private func page(after position: StorePosition, upTo end: StorePosition) async
        -> Result<[RecordedEvent], EngineError>
    {
        guard position < end else { return .success([]) }
        do throws(EngineError) {
            let events = try await EngineError.wrapStore { () async throws(EventStoreError) in
                try await ports.store.read(after: position, limit: Rebuilder.batchSize)
            }
            return .success(events.filter { $0.position <= end })
        } catch {
            return .failure(error)
        }
    }
}
