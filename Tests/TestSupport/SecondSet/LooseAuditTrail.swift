// The audit chain: heads in a store of their own, entries recomputed from the log.

internal import Crypto
internal import EventSourcing
internal import JSONText
internal import Synchronization

final class LooseAuditState: Sendable {
    let heads = Mutex<[AuditHead]>([])
}

struct LooseAuditTrail: AuditTrail {
    let state: LooseAuditState
    let log: LooseLog
    let connection: LooseConnection

    private func check() throws(OperationsStoreError) {
        try connection.check(.operations, OperationsStoreError.unavailable)
    }

    func heads(limit: Int) async throws(OperationsStoreError) -> [AuditHead] {
        try check()
        return Array(state.heads.withLock { $0.reversed() }.prefix(limit))
    }

    func read(after position: StorePosition, limit: Int) async throws(OperationsStoreError)
        -> [AuditEntry]
    {
        try check()
        let entries = chain().filter { $0.event.position > position }
        return Array(entries.prefix(limit))
    }

    func anchor() async throws(OperationsStoreError) -> AuditHead {
        try check()
        let entries = chain()
        let head = AuditHead(
            position: entries.last?.event.position ?? .start, count: entries.count,
            hash: entries.last?.hash ?? LooseAuditTrail.genesis)
        state.heads.withLock { heads in
            if heads.last != head { heads.append(head) }
        }
        return head
    }

    func verify() async throws(OperationsStoreError) -> AuditVerdict {
        try check()
        let entries = chain()
        var before = StorePosition.start
        for head in state.heads.withLock({ $0 }) where head.count > 0 {
            guard head.count <= entries.count, entries[head.count - 1].hash == head.hash,
                entries[head.count - 1].event.position == head.position
            else { return .broken(after: before, upTo: head.position) }
            before = head.position
        }
        return .intact(
            AuditHead(
                position: entries.last?.event.position ?? .start, count: entries.count,
                hash: entries.last?.hash ?? LooseAuditTrail.genesis))
    }

    private static let genesis = [UInt8](repeating: 0, count: 32)

    private func chain() -> [AuditEntry] {
        var hash = LooseAuditTrail.genesis
        return log.read(after: .start, limit: .max).map { event in
            var digest = SHA256()
            digest.update(data: hash)
            digest.update(data: bytes(of: event))
            hash = Array(digest.finalize())
            return AuditEntry(event: event, hash: hash)
        }
    }

    private func bytes(of recorded: RecordedEvent) -> [UInt8] {
        let event = recorded.event
        let parts: [JSON] = [
            .string(event.id.description), .string(event.kind.rawValue), .string(event.type),
            .string(event.stream.wireID), .string(event.cause?.description ?? ""),
            .integer(event.ordinal), .string(event.occurredAt.description),
            .string(event.actor ?? ""), event.data, event.metadata,
            .integer(recorded.sequence.value), .string(recorded.position.description),
        ]
        return JSON.array(parts).bytes
    }
}
