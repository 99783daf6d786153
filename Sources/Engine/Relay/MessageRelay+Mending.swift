// A bus that lost what it had acknowledged (a broker whose disk did not keep it, a topic that was deleted) is filled
// again from the store, with nobody's help. Consumers are told to go back to where the loss begins; what comes to them
// twice they drop by its id.

internal import EventSourcing

extension MessageRelay {
    /// Between two comparisons of the bus with what was published.
    static let lookSeconds = 1.0

    /// True: something was lost, and the next turn publishes from before it.
    mutating func mends(_ last: RelayCheckpoint?) async throws(HandlerFailure) -> Bool {
        let now = ports.clock.uptimeSeconds()
        let isFresh = lookedAt == nil
        guard isFresh || now - (lookedAt ?? now) >= MessageRelay.lookSeconds, let last else {
            return false
        }
        let lost = try await bus { () async throws(EventBusError) in
            try await ports.bus.losses(below: last.bus)
        }
        if !lost.offsets.isEmpty {
            try await rewind(to: lost)
        } else if isFresh {
            // What was published and not noted may have been read, and then lost. Nobody can tell, so everybody looks.
            let ends = try await bus { () async throws(EventBusError) in
                try await ports.bus.ends(of: last.bus.offsets.keys.sorted())
            }
            if !ends.offsets.isEmpty {
                try await bus { () async throws(EventBusError) in
                    try await ports.relayCheckpoints.rewind(to: ends)
                }
            }
        }
        lookedAt = now
        return !lost.offsets.isEmpty
    }

    /// Nothing is published before this is noted: a consumer that reads the new records finds the note.
    func rewind(to ends: BusPosition) async throws(HandlerFailure) {
        let places = ends.offsets.sorted { $0.key < $1.key }
            .map { "\($0.key) from \($0.value) on" }
        meter.note(
            error: "the event bus lost what it had acknowledged: "
                + places.joined(separator: ", ") + "; it is published again")
        try await bus { () async throws(EventBusError) in
            try await ports.relayCheckpoints.rewind(to: ends)
        }
    }
}
