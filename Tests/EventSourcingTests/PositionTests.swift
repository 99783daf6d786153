// Positions, streams and facts as values.

import EventSourcing
import JSONText
import TestSupport
import Testing

@Suite("Positions, streams, facts")
struct PositionTests {
    @Test func storePositionsAreOrderedBySegmentThenOrdinal() {
        let sorted = [
            StorePosition.start, StorePosition(segment: 0, ordinal: 3), StorePosition(segment: 2),
            StorePosition(segment: 2, ordinal: 10), StorePosition(segment: 11),
        ]
        #expect(sorted.reversed().sorted() == sorted)
        for position in sorted { #expect(StorePosition(position.description) == position) }
    }

    @Test(arguments: ["", "x", "1.", ".1", "1.2.3", "1.x", "1 ", "é"])
    func anotherTextIsNoPosition(_ text: String) {
        #expect(StorePosition(text) == nil)
    }

    @Test func busPositionsMergeToTheLargerAndCoverTheSmaller() {
        let topic = Topic("t")
        let low = BusPosition([TopicPartition(topic, 0): 5, TopicPartition(topic, 1): 1])
        let high = BusPosition([TopicPartition(topic, 0): 3, TopicPartition(topic, 2): 7])
        let both = low.merged(with: high)
        #expect(
            both.offsets == [
                TopicPartition(topic, 0): 5, TopicPartition(topic, 1): 1,
                TopicPartition(topic, 2): 7,
            ])
        #expect(both.covers(low) && both.covers(high) && both.covers(BusPosition()))
        #expect(!low.covers(high) && !high.covers(low))
        #expect(BusPosition().covers(BusPosition([TopicPartition(topic, 0): 0])))
    }

    @Test func aWireIDJoinsThePartsThatAreThere() {
        let build = EventBuilder()
        #expect(build.stream("1").wireID == "shop:Product:1")
        let database = StreamID(
            database: "", epoch: 0, type: AggregateType("Database"), key: "shop")
        #expect(database.wireID == "shop")
    }

    @Test func theHashOfAStreamIsTheSameInEveryProcess() {
        #expect(EventBuilder().stream("1").stableHash == 0x1d58_ec8a_a71f_467c)
        let build = EventBuilder()
        let hashes = Set((0..<10_000).map { build.stream("k\($0)").stableHash })
        #expect(hashes.count == 10_000)
        var counts = [0, 0, 0, 0]
        for hash in hashes { counts[Int(hash % 4)] += 1 }
        #expect(counts.allSatisfy { $0 > 2_200 })
    }

    @Test func partsCannotMoveFromOneFieldToTheNext() {
        let build = EventBuilder()
        let left = build.stream("bc", className: "a")
        let right = build.stream("c", className: "ab")
        #expect(left.stableHash != right.stableHash)
        #expect(left != right)
    }

    @Test func streamsThatDifferInBytesAreTwo() {
        let build = EventBuilder()
        let composed = build.stream("caf\u{E9}")
        let decomposed = build.stream("cafe\u{301}")
        #expect(composed != decomposed)
        #expect(Set([composed, decomposed]).count == 2)
        #expect(composed == build.stream("caf\u{E9}"))
    }

    @Test func theSameFactIsAboutContentNotAboutWhenItWasWritten() {
        let build = EventBuilder()
        let event = build.command(build.stream("1"), JSONObject([("a", 1), ("b", "\u{E9}")]))
        var later = event
        later.occurredAt = event.occurredAt.adding(seconds: 9)
        later.metadata = .object(JSONObject([("note", "x")]))
        later.data = .object(
            JSONObject([("payload", .object(JSONObject([("b", "\u{E9}"), ("a", 1)])))]))
        #expect(event.sameFact(as: later))
        var others = [event, event, event, event, event]
        others[0].data = .object(
            JSONObject([("payload", .object(JSONObject([("a", 1), ("b", "e\u{301}")])))]))
        others[1].type = "OTHER"
        others[2].ordinal = 1
        others[3].kind = .domain
        others[4].stream.epoch = 2
        for other in others { #expect(!event.sameFact(as: other)) }
    }
}
