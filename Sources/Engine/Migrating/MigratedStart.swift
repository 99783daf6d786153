// Makes a copied log ready for an engine: the bus gets what is not decided yet, the groups start behind what is, states
// of commands are written where they are kept, and the read models are made. Harmless when repeated.

internal import EventSourcing
internal import Ontology

struct MigratedStart: Sendable {
    private static let pageSize = 500

    let ports: EnginePorts
    let call: CallContext

    func make(_ open: OpenCommands, total: Int) async throws(EngineError) -> RebuildReport {
        let undecided = try await find(open.ids)
        try await publish(undecided)
        try await startGroups(behind: open.decidedUpTo)
        let engine = self.engine
        let report = try await engine.rebuilder.rebuild(ReadModelName.allCases, call)
        try await tellStates(undecided, total: total)
        return report
    }

    /// Differences between the log and the read models; what stands behind a dead letter differs for that reason.
    func verify() async throws(EngineError) -> VerifyReport {
        var behind: Set<NodeID> = []
        var request = PageRequest(limit: MigratedStart.pageSize)
        while true {
            let asked = request
            let page = try await EngineError.wrapOperations {
                () async throws(OperationsStoreError) in try await ports.deadLetters.list(asked)
            }
            behind.formUnion(page.items.compactMap(\.stream).map(NodeID.init))
            guard let next = page.next else { break }
            request.after = next
        }
        return try await engine.verifier.verify(call, isWaiting: false, passing: behind)
    }

    /// Runs nothing: for its services alone.
    private var engine: Engine {
        Engine(
            ports: ports,
            settings: EngineSettings(version: "", mode: "", processID: 0, roles: []))
    }

    private func find(_ ids: [EventID]) async throws(EngineError) -> [RecordedEvent] {
        var found: [RecordedEvent] = []
        for part in ids.chunks(of: MigratedStart.pageSize) {
            found += try await EngineError.wrapStore { () async throws(EventStoreError) in
                try await ports.store.find(part)
            }
        }
        return found
    }

    /// The log up to its end counts as relayed: what is decided needs no worker, and what is not is sent now. Where the
    /// bus is the store, everything is there.
    private func publish(_ undecided: [RecordedEvent]) async throws(EngineError) {
        let head = try await EngineError.wrapStore { () async throws(EventStoreError) in
            try await ports.store.head()
        }
        try await EngineError.wrapBus { () async throws(EventBusError) in
            let last = try await ports.relayCheckpoints.last()
            if let last, last.store >= head { return }
            var end = last?.bus ?? BusPosition()
            for part in undecided.chunks(of: MigratedStart.pageSize) {
                end = end.merged(with: try await ports.bus.publish(part))
            }
            try await ports.relayCheckpoints.save(RelayCheckpoint(store: head, bus: end))
        }
    }

    /// Only a store that is also the bus keeps this; elsewhere the bus holds nothing that is decided.
    private func startGroups(behind position: StorePosition) async throws(EngineError) {
        let start = try await EngineError.wrapBus { () async throws(EventBusError) in
            try await ports.relayCheckpoints.first(atOrAfter: position)
        }
        guard let start else { return }
        for kind in [WorkerKind.instance, .ontology] {
            let offsets = start.bus.offsets.filter { kind.topics.contains($0.key.topic) }
            _ = try await EngineError.wrapStore { () async throws(EventStoreError) in
                try await ports.store.append(
                    [], with: GroupCommit(group: kind.group, position: BusPosition(offsets)))
            }
        }
    }

    private func tellStates(_ undecided: [RecordedEvent], total: Int) async throws(EngineError) {
        guard !ports.commandStatus.isDerived else { return }
        let waiting = undecided.map {
            CommandState(command: $0, phase: .pending, updatedAt: $0.event.occurredAt)
        }
        for part in waiting.chunks(of: MigratedStart.pageSize) {
            try await EngineError.wrapOperations { () async throws(OperationsStoreError) in
                try await ports.commandStatus.set(part)
            }
        }
        let meter = ProgressMeter("noting what became of commands", clock: ports.clock, call: call)
        var (position, done) = (StorePosition.start, 0)
        while true {
            try LogCopy.checkCancelled()
            let from = position
            let events = try await EngineError.wrapStore { () async throws(EventStoreError) in
                try await ports.store.read(after: from, limit: MigratedStart.pageSize)
            }
            guard let last = events.last else { return }
            do throws(HandlerFailure) {
                try await Completion(ports: ports).note(events.filter { $0.event.kind == .domain })
            } catch {
                throw EngineError(.unavailable, "states of commands cannot be written: \(error)")
            }
            position = last.position
            done += events.count
            meter.tell(done: done, total: total)
        }
    }
}
