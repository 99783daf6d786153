// The promises of ParkedWrites.

internal import EventSourcing
internal import Ontology
internal import Testing

package enum ParkedWriteChecks {
    package static let all: [PortCheck] = [
        parks, keepsSince, release, inSequence, settle, groups, waiting, limits, paging, awaited,
        reopening,
    ]

    static let group = ConsumerGroup("workers")

    static let parks = PortCheck("a parked write is listed with its reason and is not ready") {
        let bench = ParkBench(try await $0.open())
        let write = try await bench.write("a")
        try await bench.parked.park([write])
        #expect(try await bench.parked.list(PageRequest()).items == [write])
        #expect(try await bench.parked.ready(group, limit: 9).isEmpty)
        try await bench.parked.park([])
    }

    static let keepsSince = PortCheck("parked again, a write keeps its first time") {
        let bench = ParkBench(try await $0.open())
        var write = try await bench.write("a")
        let since = write.since
        try await bench.parked.park([write])
        write.since = since.adding(seconds: 60)
        try await bench.parked.park([write])
        let kept = try await bench.parked.list(PageRequest()).items
        #expect(kept.count == 1)
        #expect(kept.first?.since == since)
    }

    static let release = PortCheck("a release marks all that wait for it, and nothing else") {
        let bench = ParkBench(try await $0.open())
        let other = Awaited.decision(bench.classStream("Other"))
        let first = try await bench.write("a")
        let second = try await bench.write("b")
        let third = try await bench.write("c", awaited: other)
        try await bench.parked.park([first, second, third])
        #expect(try await bench.parked.release(first.awaited) == 2)
        let ready = try await bench.parked.ready(group, limit: 9)
        #expect(Set(ready.map(\.event)) == [first.event, second.event])
        #expect(ready.allSatisfy { $0.isReady })
        #expect(try await bench.parked.release(first.awaited) == 0)
        #expect(try await bench.parked.release(.deadLetter(.named("nobody"))) == 0)
        #expect(try await bench.parked.list(PageRequest()).items.count == 3)
    }

    static let inSequence = PortCheck("ready writes come stream by stream, in sequence") {
        let bench = ParkBench(try await $0.open())
        var writes: [ParkedWrite] = []
        for round in 0..<12 { writes.append(try await bench.write("k\(round % 3)")) }
        try await bench.parked.park(writes.reversed())
        _ = try await bench.parked.release(writes[0].awaited)
        let ready = try await bench.parked.ready(group, limit: 100)
        #expect(ready.count == 12)
        #expect(isInStreamOrder(ready.map(\.event)))
        let streams = ready.map(\.event.event.stream)
        let changes = zip(streams, streams.dropFirst()).filter { $0 != $1 }.count
        #expect(changes == 2)
    }

    static let settle = PortCheck("settled writes are forgotten, unknown ones ignored") {
        let bench = ParkBench(try await $0.open())
        let first = try await bench.write("a")
        let second = try await bench.write("b")
        try await bench.parked.park([first, second])
        _ = try await bench.parked.release(first.awaited)
        try await bench.parked.settle(group, [first.event.event.id, .named("nobody")])
        try await bench.parked.settle(group, [first.event.event.id])
        try await bench.parked.settle(ConsumerGroup("others"), [second.event.event.id])
        #expect(try await bench.parked.ready(group, limit: 9).map(\.event) == [second.event])
    }

    static let groups = PortCheck("groups have their own parked writes") {
        let bench = ParkBench(try await $0.open())
        var write = try await bench.write("a")
        try await bench.parked.park([write])
        write.group = ConsumerGroup("others")
        try await bench.parked.park([write])
        #expect(try await bench.parked.list(PageRequest()).items.count == 2)
        #expect(try await bench.parked.release(write.awaited) == 2)
        #expect(try await bench.parked.ready(group, limit: 9).count == 1)
        try await bench.parked.settle(group, [write.event.event.id])
        #expect(try await bench.parked.ready(ConsumerGroup("others"), limit: 9).count == 1)
    }

    static let waiting = PortCheck("which streams have something parked is known, by group") {
        let bench = ParkBench(try await $0.open())
        let write = try await bench.write("a")
        let ready = try await bench.write("b", awaited: .deadLetter(.named("letter")))
        try await bench.parked.park([write, ready])
        _ = try await bench.parked.release(ready.awaited)
        let streams = Set(["a", "b", "c"].map { bench.build.stream($0) })
        let waiting = try await bench.parked.waiting(group, among: streams)
        #expect(waiting == [bench.build.stream("a"), bench.build.stream("b")])
        #expect(try await bench.parked.waiting(group, among: [bench.build.stream("c")]).isEmpty)
        #expect(try await bench.parked.waiting(group, among: []).isEmpty)
        #expect(try await bench.parked.waiting(ConsumerGroup("others"), among: streams).isEmpty)
    }

    static let limits = PortCheck("a limit takes the first ones") {
        let bench = ParkBench(try await $0.open())
        var writes: [ParkedWrite] = []
        for _ in 0..<6 { writes.append(try await bench.write("a")) }
        try await bench.parked.park(writes)
        _ = try await bench.parked.release(writes[0].awaited)
        let first = try await bench.parked.ready(group, limit: 2)
        #expect(first.map(\.event) == writes.prefix(2).map(\.event))
        try await bench.parked.settle(group, first.map(\.event.event.id))
        let next = try await bench.parked.ready(group, limit: 2)
        #expect(next.map(\.event) == writes[2..<4].map(\.event))
    }

    static let paging = PortCheck("pages of parked writes neither skip nor repeat") {
        let bench = ParkBench(try await $0.open())
        for index in 0..<13 {
            try await bench.parked.park([try await bench.write("k\(index % 4)")])
        }
        for limit in [1, 4, 13, 50] {
            let all = try await collect(limit: limit) { try await bench.parked.list($0) }
            #expect(all.count == 13 && Set(all.map(\.event.event.id)).count == 13)
        }
    }

    static let awaited = PortCheck("every kind of wait is kept and released by itself") {
        let bench = ParkBench(try await $0.open())
        let kinds: [Awaited] = [
            .decision(bench.build.stream("é~%/:漢")), .deadLetter(.named("x")),
            .earlier(bench.build.stream("é~%/:漢")), .decision(bench.classStream("K")),
        ]
        for (index, kind) in kinds.enumerated() {
            try await bench.parked.park([try await bench.write("k\(index)", awaited: kind)])
        }
        let listed = try await bench.parked.list(PageRequest()).items.map(\.awaited)
        #expect(Set(listed) == Set(kinds))
        for kind in kinds { #expect(try await bench.parked.release(kind) == 1) }
    }

    static let reopening = PortCheck("parked writes survive a kill, ready or not") {
        var bench = ParkBench(try await $0.open())
        var writes: [ParkedWrite] = []
        for text in EventBuilder.awkwardTexts {
            writes.append(try await bench.write(text, awaited: .decision(bench.classStream(text))))
        }
        try await bench.parked.park(writes)
        #expect(try await bench.parked.release(writes[2].awaited) == 1)
        bench = ParkBench(try await $0.open())
        let ready = try await bench.parked.ready(group, limit: 99)
        #expect(ready.map(\.event) == [writes[2].event])
        let all = try await collect(limit: 7) { try await bench.parked.list($0) }
        #expect(Set(all.map(\.event)) == Set(writes.map(\.event)))
        #expect(Set(all.map(\.awaited)) == Set(writes.map(\.awaited)))
    }
}

/// Parked writes of events that the store holds.
/// What parks, and what it may wait for.
struct ParkBench {
    let store: any EventStore
    let parked: any ParkedWrites
    let letters: any DeadLetters
    let build = EventBuilder()

    init(_ ports: Ports) {
        store = ports.store
        parked = ports.parked
        letters = ports.deadLetters
    }

    func classStream(_ name: String) -> StreamID {
        StreamID(database: "shop", epoch: 1, type: .ontologyClass, className: name)
    }

    func write(_ key: String, awaited: Awaited? = nil) async throws -> ParkedWrite {
        let recorded = try await appended(store, [build.command(build.stream(key))])
        return ParkedWrite(
            group: ParkedWriteChecks.group, event: recorded[0],
            awaited: awaited ?? .decision(classStream("Product")),
            reason: "waits for class Product", since: FixedClock.sampleTime)
    }
}
