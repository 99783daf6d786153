// The hash chain over the log: each event's hash covers the one before it and everything the event's row says.

import EventSourcing

/// The chain up to some event. A value: a writer that rolls back takes its old one again.
struct AuditChain: Hashable, Sendable {
    /// A head is kept each time so many events have been added.
    static let headInterval = 256

    private(set) var position: Int64 = 0
    private(set) var count = 0
    private(set) var hash = [UInt8](repeating: 0, count: 32)

    init() {}

    init(_ head: AuditHead) {
        position = head.position.segment
        count = head.count
        hash = head.hash
    }

    var head: AuditHead {
        AuditHead(position: StorePosition(segment: position), count: count, hash: hash)
    }

    var isDue: Bool { count % Self.headInterval == 0 }

    /// O(bytes of the event).
    mutating func add(_ event: StoredEvent) {
        var content = hash
        content.reserveCapacity(event.body.count + 512)
        func number(_ value: Int64) {
            for shift in stride(from: 56, through: 0, by: -8) {
                content.append(UInt8(truncatingIfNeeded: value >> shift))
            }
        }
        func text(_ value: String) {
            number(Int64(value.utf8.count))
            content.append(contentsOf: value.utf8)
        }
        func id(_ value: EventID?) {
            number(Int64(bitPattern: value?.high ?? 0))
            number(Int64(bitPattern: value?.low ?? 0))
        }
        number(event.position)
        number(Int64(event.sequence))
        id(event.id)
        id(event.cause)
        number(Int64(event.ordinal))
        number(event.kind == .command ? 0 : 1)
        number(event.at)
        number(Int64(event.stream.epoch))
        for part in [
            event.stream.database, event.stream.branch, event.stream.type.name,
            event.stream.className, event.stream.key, event.type, event.topic.name,
        ] { text(part) }
        content.append(contentsOf: event.body)
        hash = ContentHash.of(content)
        position = event.position
        count += 1
    }
}
