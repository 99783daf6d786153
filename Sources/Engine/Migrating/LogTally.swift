// What a log comes to, without regard to the positions that its store gave: two stores hold the same log when their
// tallies are equal.

internal import EventSourcing
internal import JSONText

struct LogTally: Hashable, Sendable {
    private(set) var events = 0
    private(set) var keys = 0
    /// Events of each aggregate type.
    private(set) var types: [String: Int] = [:]
    /// SHA-256 over the hash before it and everything that an event and its key say.
    private(set) var hash = [UInt8](repeating: 0, count: 32)

    /// O(bytes of the event).
    mutating func add(_ entry: LogCursor.Entry) {
        let event = entry.event.event
        var content = hash
        func text(_ value: String) {
            content += Array("\(value.utf8.count):".utf8)
            content += Array(value.utf8)
        }
        func bytes(_ value: [UInt8]) {
            content += Array("\(value.count):".utf8)
            content += value
        }
        let stream = event.stream
        for part in [
            String(entry.event.sequence.value), event.id.description, event.kind.rawValue,
            event.type, event.cause?.description ?? "", String(event.ordinal),
            String(event.occurredAt.microseconds), event.actor ?? "",
            event.actor == nil ? "-" : "+", event.topic.name, String(event.schemaVersion),
            stream.database, String(stream.epoch), stream.branch, stream.type.name,
            stream.className, stream.key,
        ] { text(part) }
        bytes(event.data.bytes)
        bytes(event.metadata.bytes)
        if let kept = entry.key {
            text(kept.key.scope)
            text(kept.key.key)
            bytes(kept.key.contentHash)
            text(String(kept.count))
            keys += 1
        }
        hash = ContentHash.of(content)
        events += 1
        types[stream.type.name, default: 0] += 1
    }
}
