// The promises of RelayCheckpoints.

internal import EventSourcing
internal import Testing

package enum RelayCheckpointChecks {
    package static let all: [PortCheck] = [
        first, newest, translation, neverBack, reopening, goingBack, following, fencing,
    ]

    static let first = PortCheck("before the first checkpoint there is none") {
        guard !$0.traits.busIsStore else { return }
        let relay = try await $0.open().relay
        #expect(try await relay.last() == nil)
        #expect(try await relay.first(atOrAfter: .start) == nil)
    }

    static let newest = PortCheck("the newest checkpoint is the last one saved") {
        let ports = try await $0.open()
        for pair in try await pairs(ports, 5) {
            try await ports.relay.save(pair)
            let last = try #require(try await ports.relay.last())
            #expect(last.store >= pair.store)
            #expect(last.bus.covers(pair.bus))
        }
    }

    static let translation = PortCheck(
        "a store position is translated to a bus position that holds it"
    ) {
        let ports = try await $0.open()
        let all = try await pairs(ports, 20)
        for pair in all { try await ports.relay.save(pair) }
        for pair in all {
            let found = try #require(try await ports.relay.first(atOrAfter: pair.store))
            #expect(found.store >= pair.store)
            #expect(found.bus.covers(pair.bus))
        }
        guard !$0.traits.busIsStore else { return }
        let later = StorePosition(segment: all[19].store.segment + 1)
        #expect(try await ports.relay.first(atOrAfter: later) == nil)
    }

    static let neverBack = PortCheck("an older checkpoint than the last is ignored") {
        let ports = try await $0.open()
        let all = try await pairs(ports, 3)
        for pair in all { try await ports.relay.save(pair) }
        let last = try await ports.relay.last()
        try await ports.relay.save(all[0])
        #expect(try await ports.relay.last() == last)
        #expect(try #require(last).store >= all[2].store)
    }

    static let fencing = PortCheck("who lost the lease keeps no checkpoint any more") {
        guard $0.traits.hasCompetingOwners else { return }
        let ports = try await $0.open()
        let all = try await pairs(ports, 2)
        let old = try #require(
            try await ports.leases.acquire("carrier", holder: "old", seconds: 9))
        #expect(try await ports.relay.save(all[0], under: old))
        #expect(try await ports.relay.save(all[0], under: old), "again changes nothing")
        try await ports.leases.release(old)
        let new = try #require(
            try await ports.leases.acquire("carrier", holder: "new", seconds: 9))
        #expect(try await !ports.relay.save(all[1], under: old))
        #expect(try await ports.relay.last()?.store == all[0].store)
        #expect(try await ports.relay.save(all[1], under: new))
        #expect(try await ports.relay.last()?.store == all[1].store)
    }

    static let reopening = PortCheck("checkpoints survive a kill") {
        var ports = try await $0.open()
        let all = try await pairs(ports, 4)
        for pair in all { try await ports.relay.save(pair) }
        ports = try await $0.open()
        let last = try #require(try await ports.relay.last())
        #expect(last.store >= all[3].store)
        #expect(last.bus.covers(all[3].bus))
    }

    static let goingBack = PortCheck(
        "what reaches beyond the end of the bus is forgotten, and what lies within is kept"
    ) {
        var ports = try await $0.open()
        guard !$0.traits.busIsStore else { return }
        let all = try await pairs(ports, 6)
        for pair in all { try await ports.relay.save(pair) }
        // One less than the fourth needs, in a partition that it moved.
        let place = try #require(
            all[3].bus.offsets.first { $0.value > all[2].bus.offsets[$0.key] ?? 0 })
        try await ports.relay.rewind(to: BusPosition([place.key: place.value - 1]))
        ports = try await $0.open()
        let last = try #require(try await ports.relay.last())
        #expect(last.store == all[2].store)
        #expect(try await ports.relay.first(atOrAfter: all[3].store) == nil)
        // From there it goes on, with lower offsets than before.
        let again = RelayCheckpoint(
            store: all[3].store, bus: last.bus.merged(with: BusPosition([place.key: place.value])))
        try await ports.relay.save(again)
        #expect(try await ports.relay.last()?.store == all[3].store)
        // The whole topic is gone.
        try await ports.relay.rewind(to: BusPosition([place.key: 0]))
        let rest = try await ports.relay.last()
        #expect(rest?.bus.offsets[place.key] ?? 0 == 0)
    }

    static let following = PortCheck("each group is sent back once, to the lowest end") {
        var ports = try await $0.open()
        guard !$0.traits.busIsStore else { return }
        let (one, two) = (ConsumerGroup("one"), ConsumerGroup("two"))
        let (first, second) = (
            TopicPartition(Topic("orders"), 0), TopicPartition(Topic("orders"), 1)
        )
        let topics = [first.topic]
        #expect(try await ports.relay.rewinds(for: one, in: topics) == [])
        try await ports.relay.rewind(to: BusPosition([TopicPartition(Topic("others"), 0): 1]))
        try await ports.relay.rewind(to: BusPosition([first: 7, second: 3]))
        try await ports.relay.rewind(to: BusPosition([first: 9]))
        ports = try await $0.open()
        let notes = try await ports.relay.rewinds(for: one, in: topics)
        #expect(notes.map(\.place) == [first, second])
        #expect(notes.map(\.end) == [7, 3])
        try await ports.relay.followed(Array(notes.prefix(1)), by: one)
        #expect(try await ports.relay.rewinds(for: one, in: topics).map(\.place) == [second])
        #expect(try await ports.relay.rewinds(for: two, in: topics).map(\.end) == [7, 3])
        try await ports.relay.rewind(to: BusPosition([first: 5]))
        #expect(try await ports.relay.rewinds(for: one, in: topics).map(\.end) == [5, 3])
        // An old word does not take back a newer one.
        try await ports.relay.followed(try await ports.relay.rewinds(for: one, in: topics), by: one)
        try await ports.relay.followed(notes, by: one)
        #expect(try await ports.relay.rewinds(for: one, in: topics) == [])
    }

    /// What a relay would save after each of some events.
    private static func pairs(_ ports: Ports, _ count: Int) async throws -> [RelayCheckpoint] {
        let bench = BusBench(ports)
        var bus = BusPosition()
        var pairs: [RelayCheckpoint] = []
        for index in 0..<count {
            let event = bench.build.command(bench.build.stream("k\(index)"))
            let recorded = try await appended(ports.store, [event])
            bus = bus.merged(with: try await ports.bus.publish(recorded))
            pairs.append(RelayCheckpoint(store: recorded[0].position, bus: bus))
        }
        return pairs
    }
}
