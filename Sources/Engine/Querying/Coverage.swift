// Whether a consumer has come as far as an event. Translates between store and bus positions by the relay's
// checkpoints, so that the two are never compared.

internal import EventSourcing
internal import Ontology

struct Coverage: Sendable {
    let ports: EnginePorts

    /// Whether everything of the kind's topics up to this store position is done by it.
    func has(_ kind: WorkerKind, reached position: StorePosition) async throws(EngineError) -> Bool
    {
        let relayed = try await EngineError.wrapBus { () async throws(EventBusError) in
            try await ports.relayCheckpoints.first(atOrAfter: position)
        }
        guard let relayed else { return false }
        let wanted = relayed.bus.offsets.filter { kind.topics.contains($0.key.topic) }
        return try await self.position(of: kind).covers(BusPosition(wanted))
    }

    /// How far a consumer is: its own checkpoint where it keeps one, else what its group committed.
    func position(of kind: WorkerKind) async throws(EngineError) -> BusPosition {
        if let own = try await checkpoint(of: kind) { return own }
        return BusPosition(
            Dictionary(
                try await groupProgress(of: kind, withAge: false).map { ($0.place, $0.committed) },
                uniquingKeysWith: max))
    }

    /// How far a consumer is in each partition. A read model that was thrown away is behind what its group has
    /// committed: then its own checkpoint counts, and what lies between, on the last of its topics.
    /// `withAge`: also how old what waits is, which costs more to find out.
    func progress(of kind: WorkerKind, withAge: Bool = true) async throws(EngineError)
        -> [PartitionProgress]
    {
        var progress = try await groupProgress(of: kind, withAge: withAge)
        guard let own = try await checkpoint(of: kind) else { return progress }
        for index in progress.indices {
            let place = progress[index].place
            // One that never was anywhere is behind nothing that its group has not done either.
            let start = progress[index].hasCommitted ? 0 : progress[index].committed
            let done = own.offsets[place] ?? start
            progress[index].hasCommitted = own.offsets[place] != nil
            if done > progress[index].committed {
                // The effect is in the model already; the group's commit is on its way. What is done was there, though the
                // end may have been read before it came.
                progress[index].committed = done
                progress[index].end = max(progress[index].end, done)
                progress[index].lag = min(
                    progress[index].lag, max(0, Int(progress[index].end - done)))
            }
            guard done < progress[index].committed else { continue }
            progress[index].committed = done
            if place.topic == kind.topics.last {
                progress[index].lag = max(progress[index].lag, Int(progress[index].end - done))
            }
        }
        return progress
    }

    private func groupProgress(of kind: WorkerKind, withAge: Bool) async throws(EngineError)
        -> [PartitionProgress]
    {
        try await EngineError.wrapBus { () async throws(EventBusError) -> [PartitionProgress] in
            var progress =
                withAge
                ? try await ports.bus.positions(of: kind.group, topics: kind.topics)
                : try await ports.bus.standing(of: kind.group, topics: kind.topics)
            let notes = try await ports.relayCheckpoints.rewinds(
                for: kind.group, in: kind.topics)
            for index in progress.indices {
                // What the group has committed beyond a note was of records that are lost.
                guard let note = notes.first(where: { $0.place == progress[index].place }),
                    note.end < progress[index].committed
                else { continue }
                progress[index].committed = note.end
                progress[index].lag = max(0, Int(progress[index].end - note.end))
            }
            return progress
        }
    }

    func lag(of kind: WorkerKind) async throws(EngineError) -> Int {
        try await progress(of: kind, withAge: false).reduce(0) { $0 + $1.lag }
    }

    private func checkpoint(of kind: WorkerKind) async throws(EngineError) -> BusPosition? {
        try await EngineError.wrapModel { () async throws(ReadModelError) in
            switch kind {
            case .graph: try await ports.graph.checkpoint()
            case .documents: try await ports.documents.checkpoint()
            case .lineage: try await ports.lineage.checkpoint()
            default: nil
            }
        }
    }
}
