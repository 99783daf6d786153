// Publishing, in the order of each stream whatever is refused: a record that may be too large for its topic is sent by
// itself, and what comes after it in its stream only when it is there.

package import EventSourcing
internal import Synchronization

extension KafkaBus {
    package func publish(_ events: [RecordedEvent]) async throws(EventBusError) -> BusPosition {
        if events.isEmpty { return BusPosition() }
        var sending = Sending(events, settings)
        await renewLimits(of: Set(events.map(\.event.topic)))
        let careful = sending.careful { limits.limit(of: $0) }
        let bulk = events.indices.filter { !careful.contains($0) }
        try await send(bulk, &sending)
        // Refused in company, each is tried alone; their followers among these come after them here too.
        for index in sending.takeRefused() + careful.sorted() {
            let place = TopicStream(events[index].event)
            if sending.blocked.contains(place) {
                sending.followers.insert(events[index].event.id)
            } else {
                try await send([index], &sending)
                if sending.reasons[events[index].event.id] != nil { sending.blocked.insert(place) }
            }
        }
        guard sending.reasons.isEmpty else {
            throw .refused(
                RefusedRecords(
                    reasons: sending.reasons, followers: sending.followers,
                    published: sending.ends))
        }
        return sending.ends
    }

    private struct TopicStream: Hashable {
        let topic: Topic
        let stream: StreamID

        init(_ event: Event) { (topic, stream) = (event.topic, event.stream) }
    }

    /// A batch on its way.
    private struct Sending {
        let events: [RecordedEvent]
        let messages: [KafkaOutgoing]
        var ends = BusPosition()
        var reasons: [EventID: String] = [:]
        var followers: Set<EventID> = []
        var blocked: Set<TopicStream> = []
        private var refused: [Int] = []

        init(_ events: [RecordedEvent], _ settings: KafkaSettings) {
            self.events = events
            messages = events.map { event in
                KafkaOutgoing(
                    topic: settings.name(event.event.topic),
                    key: Array(event.event.stream.wireID.utf8),
                    value: EventEnvelope.encode(event))
            }
        }

        /// Those that may be too large by themselves (compressed they may fit), and all after them in their streams.
        func careful(_ limit: (Topic) -> Int) -> Set<Int> {
            var careful: Set<Int> = []
            var places: Set<TopicStream> = []
            for (index, event) in events.enumerated() {
                let message = messages[index]
                let size = message.value.count + message.key.count + KafkaSettings.framing
                let place = TopicStream(event.event)
                if size > limit(event.event.topic) { places.insert(place) }
                if places.contains(place) { careful.insert(index) }
            }
            return careful
        }

        mutating func refuse(_ index: Int, _ failure: KafkaFailure) {
            let event = events[index].event
            reasons[event.id] =
                "Kafka: \(failure.words): \(messages[index].value.count) bytes for the topic "
                + messages[index].topic
            refused.append(index)
        }

        /// Those that were refused so far, to be tried once more.
        mutating func takeRefused() -> [Int] {
            defer {
                refused = []
                reasons = [:]
            }
            return refused.sorted()
        }
    }

    private func send(_ indices: [Int], _ sending: inout Sending) async throws(EventBusError) {
        if indices.isEmpty { return }
        let delivery = await producer.publish(indices.map { sending.messages[$0] })
        try notice(delivery)
        for (place, failure) in delivery.failures {
            guard failure.isRefusal, indices.indices.contains(place) else {
                if failure.isUnknownTopic {
                    for topic in Set(sending.events.map(\.event.topic)) {
                        _ = try await make(topic)
                    }
                }
                throw failure.asBus
            }
            sending.refuse(indices[place], failure)
        }
        sending.ends = sending.ends.merged(with: try await ends(of: delivery))
    }

    /// Records that came to stand where others stood, or fewer places than records: the broker lost some in between.
    private func notice(_ delivery: KafkaProducer.Delivery) throws(EventBusError) {
        let cut = known.withLock { known in
            var cut = BusPosition()
            for (place, span) in delivery.spans where !span.isVague {
                let partition = partition(place)
                if span.start < known[partition] ?? 0 || span.end - span.start < span.count {
                    cut.offsets[partition] = span.start
                    known[partition] = span.start
                } else {
                    known[partition] = span.end
                }
            }
            return cut
        }
        if !cut.offsets.isEmpty { throw .truncated(cut) }
    }

    private func renewLimits(of topics: Set<Topic>) async {
        let stale = limits.stale(topics)
        if stale.isEmpty { return }
        let names = stale.map(settings.name)
        let found = try? await look { (handle, milliseconds) throws(KafkaFailure) in
            names.map { handle.limit(of: $0, min(milliseconds, 2000)) }
        }
        for (index, topic) in stale.enumerated() {
            let limit = found.flatMap { $0[index] }
            limits.note(limit, of: topic)
            guard let limit, limit < KafkaSettings.requestBytes else { continue }
            producer.keep(requestsBelow: max(1, limit - KafkaSettings.framing))
        }
    }

    /// Asks for the ends that the delivery reports did not tell.
    private func ends(of delivery: KafkaProducer.Delivery) async throws(EventBusError)
        -> BusPosition
    {
        var position = BusPosition()
        var vague: [TopicPartition] = []
        for (place, span) in delivery.spans {
            if span.isVague {
                vague.append(partition(place))
            } else {
                position.offsets[partition(place)] = span.end
            }
        }
        return position.merged(with: try await ends(of: vague))
    }

    func partition(_ place: KafkaPlace) -> TopicPartition {
        TopicPartition(settings.topic(place.topic), Int(place.partition))
    }
}
