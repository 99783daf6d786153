// One read model while it is made again: what the rebuild needs of a projection, without its kind of change.

internal import EventSourcing
internal import Ontology

struct Replay: Sendable {
    let kind: WorkerKind
    let reset: @Sendable () async throws(ReadModelError) -> Void
    let apply: @Sendable ([RecordedEvent]) async throws(ReadModelError) -> Void
    let finish: @Sendable (BusPosition) async throws(ReadModelError) -> Void

    init<Model: Projection>(_ projection: Model) {
        kind = projection.kind
        reset = { () async throws(ReadModelError) in try await projection.reset() }
        apply = { events async throws(ReadModelError) in
            // What cannot be projected became a dead letter when it was first seen.
            let changes = events.flatMap { (try? projection.changes($0)) ?? [] }
            try await projection.apply(changes, upTo: nil)
        }
        finish = { position async throws(ReadModelError) in
            try await projection.apply([], upTo: position)
        }
    }

    /// Applies a page to all models side by side; the first failure counts.
    static func apply(_ page: [RecordedEvent], to replays: [Replay]) async throws(EngineError) {
        let results = await withTaskGroup(of: Result<Void, ReadModelError>.self) { group in
            for replay in replays {
                group.addTask {
                    do throws(ReadModelError) {
                        return .success(try await replay.apply(page))
                    } catch {
                        return .failure(error)
                    }
                }
            }
            var results: [Result<Void, ReadModelError>] = []
            for await result in group { results.append(result) }
            return results
        }
        try EngineError.wrapModel(results)
    }
}

extension EngineError {
    fileprivate static func wrapModel(_ results: [Result<Void, ReadModelError>])
        throws(EngineError)
    {
        for result in results {
            if case .failure(let error) = result { throw EngineError(error) }
        }
    }
}
