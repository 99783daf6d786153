// Publishes events of the log once more on a bus that takes them from outside, in any order: what a relay that died, a
// second relay or a foreign tool would do, only worse.

internal import EventSourcing

struct Republisher: Sendable {
    /// So many of the newest events are remembered.
    private static let remembered = 600

    private let bus: ChaosRig.Bus
    private var dice: ChaosDice
    private var recent: [RecordedEvent] = []
    private var position = StorePosition.start
    private(set) var published = 0

    init(_ bus: ChaosRig.Bus, seed: UInt64) {
        self.bus = bus
        dice = ChaosDice(seed: seed, purpose: "republisher")
    }

    /// Domain events in any order, also (`withNew`) those that the relay has not published yet; commands only after they
    /// were answered: of two open ones of an aggregate the later one delivered first would fail the earlier one, as
    /// promised, and then the clients' accounts would be wrong.
    mutating func scramble(withNew: Bool) async throws {
        let before = Set(recent.map(\.event.id))
        try await catchUp()
        let answered = Set(recent.compactMap(\.event.cause))
        var chosen = recent.filter { event in
            switch event.event.kind {
            case .domain: withNew || before.contains(event.event.id)
            case .command: before.contains(event.event.id) && answered.contains(event.event.id)
            }
        }
        chosen = Array(dice.shuffled(chosen).prefix(200))
        chosen += chosen.prefix(chosen.count / 4)
        guard !chosen.isEmpty else { return }
        for _ in 0..<50 {
            do throws(EventBusError) {
                _ = try await bus.bus.publish(chosen)
                published += chosen.count
                return
            } catch {
                // The broker may just be down.
                try await Task.sleep(for: .milliseconds(200))
            }
        }
    }

    private mutating func catchUp() async throws {
        while true {
            let events: [RecordedEvent]
            do throws(EventStoreError) {
                events = try await bus.store.read(after: position, limit: 1000)
            } catch {
                return
            }
            guard let last = events.last else { return }
            position = last.position
            let ours = events.filter { $0.event.stream.database == ChaosShop.database }
            recent = Array((recent + ours).suffix(Self.remembered))
        }
    }
}
