// Segments in the object store: stored once and never replaced, read through a small cache, and settled for writers
// that died or were too slow.

internal import EventSourcing
internal import Synchronization

final class SegmentObjects: Sendable {
    /// Bytes of segments that are kept parsed, roughly.
    private static let cacheBytes = 32 << 20

    private struct Cache {
        var segments: [Int64: (events: [RecordedEvent], bytes: Int)] = [:]
        var order: [Int64] = []
        var bytes = 0
    }

    let client: S3Client
    let index: SegmentIndex
    private let writing: S3Client
    private let cache = Mutex(Cache())

    init(_ client: S3Client, _ index: SegmentIndex) {
        self.client = client
        self.index = index
        // Longer than a reservation lasts, nobody needs to try.
        writing = client.waiting(seconds: SegmentReservation.deadlineSeconds, attempts: 2)
    }

    /// What became of a segment.
    enum Stored: Sendable {
        /// It is there, now or since an attempt whose answer was lost.
        case there
        /// The number was closed.
        case closed
        /// Other events are there: the index is behind the log.
        case taken
        /// Never: the object store does not take what is in it.
        case refused(String)
        case failed(EventStoreError)
    }

    func store(_ segment: Segment, at number: Int64) async -> Stored {
        let bytes = segment.bytes
        let key = Segment.objectKey(number)
        do throws(S3Error) {
            if try await writing.put(key, bytes, ifAbsent: true) == .existsAlready {
                guard let there = try await writing.get(key) else {
                    return .failed(.unavailable("\(key) is refused and yet not there"))
                }
                if there != bytes { return Self.standing(there, number) }
            }
        } catch {
            if case .content(let words) = error { return .refused(words) }
            return .failed(.unavailable(error.message))
        }
        keep(segment.events, bytes.count, number)
        return .there
    }

    /// What it means that something else stands under a number that was reserved: it was closed, or the index that gave
    /// the number away does not know how far the log goes. That must never pass for a closed number: the writer would
    /// count on from an old state, over events that were acknowledged.
    private static func standing(_ bytes: [UInt8], _ number: Int64) -> Stored {
        guard let segment = try? Segment(bytes: bytes) else { return .failed(foreign(number)) }
        return segment.members == nil ? .closed : .taken
    }

    private static func foreign(_ number: Int64) -> EventStoreError {
        .corrupt(
            StorePosition(segment: number), "\(Segment.objectKey(number)) is there but no segment")
    }

    /// The events of a recorded segment, by ordinal.
    func events(_ number: Int64) async throws(EventStoreError) -> [RecordedEvent] {
        if let kept = cache.withLock({ $0.segments[number]?.events }) { return kept }
        let position = StorePosition(segment: number)
        guard let bytes = try await get(number) else {
            throw .corrupt(position, "\(Segment.objectKey(number)) is gone")
        }
        let segment: Segment
        do throws(UnreadableEnvelope) {
            segment = try Segment(bytes: bytes)
        } catch {
            throw .corrupt(position, error.reason)
        }
        keep(segment.events, bytes.count, number)
        return segment.events
    }

    /// Ends a reservation that nobody works on: what is under its number decides, and if nothing is, it is closed.
    func settle(_ number: Int64) async throws(EventStoreError) {
        let key = Segment.objectKey(number)
        let answer: S3Client.PutAnswer
        do throws(S3Error) {
            answer = try await client.put(key, Segment.closed.bytes, ifAbsent: true)
        } catch {
            throw .unavailable(error.message)
        }
        if answer == .stored { return try await index.settle(number, isRecorded: false) }
        guard let bytes = try await get(number), let segment = try? Segment(bytes: bytes) else {
            throw Self.foreign(number)
        }
        if segment.members != nil {
            guard try await index.reserves(number, segment.events) else {
                throw SegmentIndex.isBehind(number)
            }
        }
        try await index.settle(number, isRecorded: segment.members != nil)
    }

    func settleAbandoned() async throws(EventStoreError) {
        for number in try await index.abandoned() { try await settle(number) }
    }

    /// Until another process's reservation has ended, by itself or by us.
    func waitUntilSettled(_ number: Int64) async throws(EventStoreError) {
        for _ in 0..<500 {
            if try await index.abandoned().contains(number) { return try await settle(number) }
            guard try await index.isOpen(number) else { return }
            try? await Task.sleep(for: .milliseconds(20))
        }
        throw .unavailable("segment \(number) of another process does not end")
    }

    private func get(_ number: Int64) async throws(EventStoreError) -> [UInt8]? {
        do throws(S3Error) {
            return try await client.get(Segment.objectKey(number))
        } catch {
            throw .unavailable(error.message)
        }
    }

    private func keep(_ events: [RecordedEvent], _ bytes: Int, _ number: Int64) {
        cache.withLock { cache in
            guard cache.segments[number] == nil else { return }
            cache.segments[number] = (events, bytes)
            cache.order.append(number)
            cache.bytes += bytes
            while cache.bytes > Self.cacheBytes, cache.order.count > 1 {
                let oldest = cache.order.removeFirst()
                cache.bytes -= cache.segments.removeValue(forKey: oldest)?.bytes ?? 0
            }
        }
    }
}
