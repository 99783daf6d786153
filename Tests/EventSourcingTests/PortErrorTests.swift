// What stands behind the ports says its failures as people read them.

import Testing

@testable import EventSourcing

@Suite struct PortErrorTests {
    private static let event = EventID("018f3a5e-7c00-7000-8000-000000000001")

    @Test func theyAreSentencesWithWhatTheStoreSaid() throws {
        let words = "connection refused"
        let place = TopicPartition(Topic("instance_events"), 3)
        let id = try #require(Self.event)
        let refused = RefusedRecords(reasons: [id: words], published: BusPosition())
        let said: [any Error] = [
            EventBusError.unavailable(words), EventBusError.corrupt(words),
            EventBusError.refused(refused), OperationsStoreError.unavailable(words),
            ReadModelError.unavailable(words), ReadModelError.corrupt(words),
            ReadModelError.rejected(words), EffectGuardError.unavailable(words),
            EventStoreError.unavailable(words), EventStoreError.writingStopped(words),
            EventStoreError.corrupt(.start, words), AppendRefusal.notStorable(words),
            HandlerFailure.unavailable(words),
        ]
        for error in said { #expect("\(error)".contains(words)) }
        let silent: [any Error] = [
            EventBusError.closed, EventBusError.notAssigned(place),
            EventBusError.truncated(BusPosition()), OperationsStoreError.storageFull,
            ReadModelError.storageFull, EffectGuardError.fenced(id), EventStoreError.storageFull,
            EventStoreError.closed, EventStoreError.busy(retryAfterSeconds: 2),
            AppendRefusal.otherContent(id), AppendRefusal.keyReused("k"),
            AppendRefusal.conflict(
                expected: SequenceNumber(1), actual: SequenceNumber(2)),
            HandlerFailure.held(seconds: 2),
        ]
        for error in said + silent {
            let text = "\(error)"
            #expect(text.contains(" "), "no sentence: \(text)")
            #expect(!text.contains("(\""), "internal words: \(text)")
        }
    }
}
