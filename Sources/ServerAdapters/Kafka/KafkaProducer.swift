// The idempotent producer. One thread gives messages to librdkafka, which may have to wait for room, another takes the
// delivery reports, which alone prove that a message is there.

internal import Dispatch
internal import Foundation
internal import Synchronization

struct KafkaOutgoing: Sendable {
    var topic: String
    var key: [UInt8]
    var value: [UInt8]
    var headers: [(String, [UInt8])] = []
}

/// Close it before letting go of it.
final class KafkaProducer: KafkaListener {
    /// Where the records of a batch came to stand in one partition.
    struct Span: Hashable {
        /// The lowest offset, and the one after the highest.
        var start = Int64.max
        var end: Int64 = 0
        var count = 0
        /// The broker did not say where each of them is.
        var isVague = false
    }

    /// What became of a batch.
    struct Delivery: Sendable {
        var spans: [KafkaPlace: Span] = [:]
        /// By the place of the message in the batch.
        var failures: [Int: KafkaFailure] = [:]
    }

    private struct Batch {
        var left: Int
        var delivery = Delivery()
        var continuation: CheckedContinuation<Delivery, Never>

        /// What is not told yet counts as failed, whichever it is.
        func end(_ failure: KafkaFailure) {
            var delivery = delivery
            delivery.failures[-1] = failure
            continuation.resume(returning: delivery)
        }
    }

    /// A message is named by its batch and its place in it, in one number.
    private static let indexBits = 20

    private struct State {
        var handle: KafkaHandle?
        var batches: [Int: Batch] = [:]
        var last = 0
        var requestBytes = KafkaSettings.requestBytes
        var isClosed = false
    }

    private let settings: KafkaSettings
    private let state = Mutex(State())
    private let giving = JobThread(name: "kafka producer")
    private let reports = DispatchSemaphore(value: 0)

    init(_ settings: KafkaSettings) {
        self.settings = settings
        let thread = Thread { self.collect() }
        thread.name = "kafka reports"
        thread.start()
    }

    /// What it does not name as a failure is durable on all replicas in sync when it answers; in the order given. At most
    /// a million messages.
    func publish(_ messages: [KafkaOutgoing]) async -> Delivery {
        if messages.isEmpty { return Delivery() }
        return await withCheckedContinuation {
            (continuation: CheckedContinuation<Delivery, Never>) in
            let number = state.withLock { state in
                state.last += 1
                state.batches[state.last] = Batch(
                    left: messages.count, continuation: continuation)
                return state.last
            }
            let isTaken = giving.start { self.give(messages, number) }
            if !isTaken { fail(number, messages.indices, KafkaFailure(words: "closed")) }
        }
    }

    /// From now on no request is larger, but for a single message. What is under way counts as failed: the handle that is
    /// let go of tells nothing about it any more.
    func keep(requestsBelow bytes: Int) {
        let orphans = state.withLock { state -> [Batch] in
            guard bytes < state.requestBytes else { return [] }
            state.requestBytes = bytes
            return Self.dropHandle(&state)
        }
        for orphan in orphans { orphan.end(KafkaFailure(words: "requests became smaller")) }
    }

    /// Answers what was under way on it.
    private static func dropHandle(_ state: inout State) -> [Batch] {
        state.handle?.wake()
        state.handle = nil
        defer { state.batches = [:] }
        return Array(state.batches.values)
    }

    func createTopic(
        _ name: String, partitions: Int, replication: Int, retentionSeconds: Double?
    ) async throws(KafkaFailure) {
        let result = await giving.run { [settings] () -> Result<Void, KafkaFailure> in
            Result { () throws(KafkaFailure) in
                try self.handle().createTopic(
                    name, partitions: partitions, replication: replication,
                    retentionSeconds: retentionSeconds,
                    largestBytes: KafkaSettings.largestBytes,
                    Int32(settings.requestSeconds * 1000))
            }
        }
        guard let result else { throw KafkaFailure(words: "closed") }
        try result.get()
    }

    func deleteTopic(_ name: String) async throws(KafkaFailure) {
        let result = await giving.run { [settings] () -> Result<Void, KafkaFailure> in
            Result { () throws(KafkaFailure) in
                try self.handle().deleteTopic(name, Int32(settings.requestSeconds * 1000))
            }
        }
        guard let result else { throw KafkaFailure(words: "closed") }
        try result.get()
    }

    /// Does not wait for what is under way; that fails.
    func close() {
        giving.close()
        let batches = state.withLock { state in
            state.isClosed = true
            state.handle?.wake()
            defer { state.batches = [:] }
            return state.batches.values
        }
        for batch in batches { batch.end(KafkaFailure(words: "closed")) }
        reports.signal()
    }

    func delivered(_ number: Int, at place: KafkaPlace, _ failure: KafkaFailure?) {
        let (batch, index) = (number >> Self.indexBits, number & (1 << Self.indexBits - 1))
        let partition = KafkaPlace(topic: place.topic, partition: place.partition)
        settle(batch, 1) { delivery in
            if let failure {
                delivery.failures[index] = failure
                return
            }
            var span = delivery.spans[partition] ?? Span()
            span.count += 1
            if place.offset < 0 {
                span.isVague = true
            } else {
                span.start = min(span.start, place.offset)
                span.end = max(span.end, place.offset + 1)
            }
            delivery.spans[partition] = span
        }
    }

    func assigned(_ places: [KafkaPlace]) {}
    func revoked(_ places: [KafkaPlace], isLost: Bool) {}

    private func give(_ messages: [KafkaOutgoing], _ number: Int) {
        let end = Date().addingTimeInterval(settings.deliverySeconds)
        // One for all: when it is given up in the middle, nothing of this batch may follow on the next one.
        let handle: KafkaHandle
        do throws(KafkaFailure) { handle = try self.handle() } catch {
            return fail(number, messages.indices, error)
        }
        for (index, message) in messages.enumerated() {
            while true {
                // Told already that it failed.
                guard state.withLock({ $0.batches[number] != nil }) else { return }
                do throws(KafkaFailure) {
                    try handle.produce(
                        message.topic, key: message.key, value: message.value,
                        headers: message.headers, number: number << Self.indexBits | index)
                    break
                } catch {
                    if error.isRefusal {
                        fail(number, index..<index + 1, error)
                        break
                    }
                    guard error.isQueueFull, Date() < end else {
                        return fail(number, index..<messages.count, error)
                    }
                    Thread.sleep(forTimeInterval: 0.01)
                }
            }
        }
    }

    private func fail(_ number: Int, _ messages: Range<Int>, _ failure: KafkaFailure) {
        settle(number, messages.count) { delivery in
            for index in messages { delivery.failures[index] = failure }
        }
    }

    private func settle(_ number: Int, _ count: Int, _ change: (inout Delivery) -> Void) {
        let done = state.withLock { state -> Batch? in
            guard var batch = state.batches[number] else { return nil }
            change(&batch.delivery)
            batch.left -= count
            state.batches[number] = batch.left > 0 ? batch : nil
            return batch.left > 0 ? nil : batch
        }
        guard let done else { return }
        for failure in Set(done.delivery.failures.values) { replaceIfUseless(failure) }
        done.continuation.resume(returning: done.delivery)
    }

    private func handle() throws(KafkaFailure) -> KafkaHandle {
        if let handle = state.withLock({ $0.handle }) { return handle }
        let bytes = state.withLock { $0.requestBytes }
        let new = try KafkaHandle(
            .producer, settings.producer(requestBytes: bytes), listener: self)
        state.withLock { $0.handle = new }
        reports.signal()
        return new
    }

    /// After a fatal error a producer takes nothing more, one that the broker does not know any more is refused for ever
    /// though librdkafka calls that no fatal error where there are no transactions, one that once saw a topic missing (as from
    /// a broker that just starts) does not look again for long, and one whose records ran out of time may wait for answers
    /// that were lost with a connection: a new one does none of that. What was under way in the old one counts as failed.
    private func replaceIfUseless(_ failure: KafkaFailure) {
        let orphans = state.withLock { state -> [Batch] in
            let isOver = failure.isUnknownTopic || failure.isProducerLost || failure.isSilence
            guard isOver || state.handle?.fatal != nil else { return [] }
            return Self.dropHandle(&state)
        }
        for orphan in orphans { orphan.end(failure) }
    }

    private func collect() {
        while true {
            let (handle, isClosed) = state.withLock { ($0.handle, $0.isClosed) }
            if isClosed { break }
            // Reports wake the poll; the first handle, and the end, this thread.
            if let handle { handle.poll(1000) } else { reports.wait() }
        }
        state.withLock { $0.handle = nil }
    }
}
