// One read model while it is made again: what the rebuild needs of a projection, without its kind of change.

internal import EventSourcing
internal import Ontology
internal import Synchronization

struct Replay: Sendable {
    let kind: WorkerKind
    /// Empties the model, or makes an empty one beside it; then the answer is true, and nobody sees it before `finish`.
    let reset: @Sendable () async throws(ReadModelError) -> Bool
    let apply: @Sendable ([RecordedEvent]) async throws(ReadModelError) -> Void
    let finish: @Sendable (BusPosition) async throws(ReadModelError) -> Void

    init<Model: Projection>(_ projection: Model) {
        kind = projection.kind
        let place = ReplayPlace(projection)
        reset = { () async throws(ReadModelError) in try await place.reset() }
        apply = { events async throws(ReadModelError) in
            // What cannot be projected became a dead letter when it was first seen.
            let changes = events.flatMap { (try? projection.changes($0)) ?? [] }
            try await place.current.apply(changes, upTo: nil)
        }
        finish = { position async throws(ReadModelError) in
            try await place.current.apply([], upTo: position)
            try await place.takeOver()
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

/// The model that a replay fills.
private final class ReplayPlace<Model: Projection>: Sendable {
    private let projection: Model
    private let successor = Mutex<ModelSuccessor<Model>?>(nil)

    init(_ projection: Model) { self.projection = projection }

    var current: Model { successor.withLock { $0?.model } ?? projection }

    func reset() async throws(ReadModelError) -> Bool {
        guard let made = try await projection.successor() else {
            try await projection.reset()
            return false
        }
        successor.withLock { $0 = made }
        return true
    }

    func takeOver() async throws(ReadModelError) {
        if let made = successor.withLock({ $0 }) { try await made.takeOver() }
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
