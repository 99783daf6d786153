// Read models are thrown away and made again by replay. The rebuild notes where the relay is, reads the store up to
// there, and then the worker follows the bus from what was noted; the sequence guard takes the overlap.

internal import EventSourcing
internal import Ontology

struct Rebuilder: Sendable {
    static let batchSize = 2000

    let ports: EnginePorts
    let crew: Crew

    func rebuild(_ models: [ReadModelName], _ call: CallContext) async throws(EngineError)
        -> RebuildReport
    {
        let started = ports.clock.uptimeSeconds()
        var events = 0
        for model in models {
            switch model {
            case .graph: events += try await replay(GraphProjection(graph: ports.graph), call)
            case .documents:
                events += try await replay(DocumentProjection(documents: ports.documents), call)
            case .lineage:
                events += try await replay(LineageProjection(lineage: ports.lineage), call)
            }
        }
        return RebuildReport(
            models: models, events: events, seconds: ports.clock.uptimeSeconds() - started)
    }

    private func replay<Model: Projection>(_ projection: Model, _ call: CallContext)
        async throws(EngineError) -> Int
    {
        try await crew.gate(projection.kind).rebuilding { () async throws(EngineError) in
            let noted = try await EngineError.wrapBus { () async throws(EventBusError) in
                try await ports.relayCheckpoints.last()
            }
            try await EngineError.wrapModel { () async throws(ReadModelError) in
                try await projection.reset()
            }
            let count = try await read(projection, upTo: noted?.store ?? .start, call)
            try await EngineError.wrapModel { () async throws(ReadModelError) in
                try await projection.apply([], upTo: noted?.bus ?? BusPosition())
            }
            return count
        }
    }

    private func read<Model: Projection>(
        _ projection: Model, upTo end: StorePosition, _ call: CallContext
    ) async throws(EngineError) -> Int {
        var position = StorePosition.start
        var count = 0
        let meter = ProgressMeter(
            "rebuilding \(projection.kind.name)", clock: ports.clock, call: call)
        while position < end {
            if Task.isCancelled {
                throw EngineError(
                    .cancelled,
                    "the rebuild was cancelled at \(count) events: run it again to finish it")
            }
            let from = position
            let events = try await EngineError.wrapStore { () async throws(EventStoreError) in
                try await ports.store.read(after: from, limit: Rebuilder.batchSize)
            }.filter { $0.position <= end }
            guard let last = events.last else { break }
            // What cannot be projected became a dead letter when it was first seen.
            let changes = events.flatMap { (try? projection.changes($0)) ?? [] }
            try await EngineError.wrapModel { () async throws(ReadModelError) in
                try await projection.apply(changes, upTo: nil)
            }
            position = last.position
            count += events.count
            meter.tell(done: count, total: nil)
        }
        return count
    }
}
