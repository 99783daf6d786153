// Read models are thrown away and made again by replay. The rebuild notes where the relay is, reads the store up to
// there, and then the worker follows the bus from what was noted; the sequence guard takes the overlap.

internal import EventSourcing
internal import Ontology

struct Rebuilder: Sendable {
    static let batchSize = 2000

    let ports: EnginePorts
    let crew: Crew
    private let turn = RebuildGate()

    init(ports: EnginePorts, crew: Crew) {
        self.ports = ports
        self.crew = crew
    }

    func rebuild(_ models: [ReadModelName], _ call: CallContext) async throws(EngineError)
        -> RebuildReport
    {
        let started = ports.clock.uptimeSeconds()
        let replays = ReadModelName.allCases.filter(models.contains).map(replay)
        // One rebuild at a time: two that wait for each other's gates would wait for ever.
        let result = await turn.whileOpen { () async in
            await standingStill(replays.map(\.kind)) {
                do throws(EngineError) {
                    return Result<Int, EngineError>.success(try await run(replays, call))
                } catch {
                    return .failure(error)
                }
            }
        }
        return RebuildReport(
            models: models, events: try result.get() * replays.count,
            seconds: ports.clock.uptimeSeconds() - started)
    }

    private func replay(_ model: ReadModelName) -> Replay {
        switch model {
        case .graph: Replay(GraphProjection(graph: ports.graph))
        case .documents: Replay(DocumentProjection(documents: ports.documents))
        case .lineage: Replay(LineageProjection(lineage: ports.lineage))
        }
    }

    /// Runs `body` while the workers of some models stand still. Their gates close side by side, because each waits
    /// for its worker's batch. When the task is cancelled they open early: `body` must look, and what the workers do
    /// then is right all the same.
    private func standingStill<Value: Sendable>(
        _ kinds: [WorkerKind], _ body: () async -> Value
    ) async -> Value {
        let gates = kinds.map(crew.gate)
        let (closed, closing) = AsyncStream<Void>.makeStream()
        return await withTaskGroup(of: Void.self) { group in
            var ends: [AsyncStream<Void>.Continuation] = []
            for gate in gates {
                let (opening, end) = AsyncStream<Void>.makeStream()
                ends.append(end)
                group.addTask {
                    await gate.rebuilding { () async in
                        closing.yield()
                        for await _ in opening {}
                    }
                }
            }
            var closings = closed.makeAsyncIterator()
            for _ in gates { await closings.next() }
            let value = await body()
            for end in ends { end.finish() }
            return value
        }
    }

    private func run(_ replays: [Replay], _ call: CallContext) async throws(EngineError) -> Int {
        if Task.isCancelled {
            throw EngineError(.cancelled, "the rebuild was cancelled before it began")
        }
        let noted = try await EngineError.wrapBus { () async throws(EventBusError) in
            try await ports.relayCheckpoints.last()
        }
        try await EngineError.wrapModel { () async throws(ReadModelError) in
            for replay in replays { try await replay.reset() }
        }
        let count = try await read(replays, upTo: noted?.store ?? .start, call)
        try await EngineError.wrapModel { () async throws(ReadModelError) in
            for replay in replays { try await replay.finish(noted?.bus ?? BusPosition()) }
        }
        return count
    }

    /// The next page is read while the models take in the one before.
    private func read(_ replays: [Replay], upTo end: StorePosition, _ call: CallContext)
        async throws(EngineError) -> Int
    {
        var count = 0
        let names = replays.map(\.kind.name).joined(separator: ", ")
        let meter = ProgressMeter("rebuilding \(names)", clock: ports.clock, call: call)
        var page = try await self.page(after: .start, upTo: end).get()
        while let last = page.last {
            if Task.isCancelled {
                throw EngineError(
                    .cancelled,
                    "the rebuild was cancelled at \(count) events: run it again to finish it")
            }
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
