// Dead letters that are also copied to the contract's topic, for tools that watch it. The store behind is the truth: a
// copy that fails is a copy missing, not a letter lost.

package import EventSourcing
internal import Foundation
internal import JSONText

package struct KafkaDeadLetters: DeadLetters {
    package static let topic = Topic("projection_failures_dlq")

    private let store: any DeadLetters
    private let bus: KafkaBus

    package init(_ store: any DeadLetters, copyingTo bus: KafkaBus) {
        self.store = store
        self.bus = bus
    }

    package func park(_ letter: DeadLetter) async throws(OperationsStoreError) {
        try await store.park(letter)
        let value = JSON.object(
            JSONObject([
                ("original_value", .string(String(decoding: letter.bytes, as: UTF8.self))),
                // The same to the last byte: what cannot be read is often no text.
                (
                    "original_value_base64",
                    .string(Data(letter.bytes).base64EncodedString())
                ),
                ("error", .string(letter.cause)), ("code", .string(letter.code)),
                ("attempts", .integer(letter.attempts)),
                ("timestamp", .string(letter.at.description)),
                ("worker", .string(letter.group.name)),
            ]))
        try? await bus.send(
            to: Self.topic, key: letter.stream?.wireID ?? letter.id.description,
            value: value.bytes,
            headers: [
                ("letter_id", letter.id.description), ("group", letter.group.name),
                ("event_id", letter.event?.description ?? ""), ("event_type", letter.eventType),
                ("code", letter.code), ("attempts", String(letter.attempts)),
            ])
    }

    package func list(_ page: PageRequest) async throws(OperationsStoreError) -> Page<DeadLetter> {
        try await store.list(page)
    }

    package func count() async throws(OperationsStoreError) -> Int { try await store.count() }

    package func retrying(
        _ group: ConsumerGroup
    ) async throws(OperationsStoreError) -> [DeadLetter] {
        try await store.retrying(group)
    }

    package func blocked(
        _ group: ConsumerGroup, among streams: Set<StreamID>
    ) async throws(OperationsStoreError) -> [StreamID: Blockage] {
        try await store.blocked(group, among: streams)
    }

    package func find(_ id: EventID) async throws(OperationsStoreError) -> DeadLetter? {
        try await store.find(id)
    }

    package func retry(_ id: EventID) async throws(OperationsStoreError) -> Bool {
        try await store.retry(id)
    }

    package func discard(_ id: EventID) async throws(OperationsStoreError) -> Bool {
        try await store.discard(id)
    }
}
