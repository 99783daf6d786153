// The idempotent producer. One thread gives messages to librdkafka, which may have to wait for room, another takes the
// delivery reports, which alone prove that a message is there.

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
    /// Where a batch ended in each partition: the next offset, or nil where the broker did not say.
    typealias Ends = [KafkaPlace: Int64?]
    private typealias Answer = Result<Ends, KafkaFailure>

    private struct Batch {
        var left: Int
        var ends: Ends = [:]
        var failure: KafkaFailure?
        var continuation: CheckedContinuation<Answer, Never>
    }

    private struct State {
        var handle: KafkaHandle?
        var batches: [Int: Batch] = [:]
        var last = 0
        var isClosed = false
    }

    private let settings: KafkaSettings
    private let state = Mutex(State())
    private let giving = JobThread(name: "kafka producer")

    init(_ settings: KafkaSettings) {
        self.settings = settings
        let thread = Thread { self.collect() }
        thread.name = "kafka reports"
        thread.start()
    }

    /// Durable on all replicas in sync when it answers; in the order given. When it throws, some may be there.
    func publish(_ messages: [KafkaOutgoing]) async throws(KafkaFailure) -> Ends {
        if messages.isEmpty { return [:] }
        let answer = await withCheckedContinuation {
            (continuation: CheckedContinuation<Answer, Never>) in
            let number = state.withLock { state in
                state.last += 1
                state.batches[state.last] = Batch(
                    left: messages.count, continuation: continuation)
                return state.last
            }
            let isTaken = giving.start { self.give(messages, number) }
            if !isTaken { fail(number, messages.count, KafkaFailure(words: "closed")) }
        }
        return try answer.get()
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
        try result?.get()
    }

    func deleteTopic(_ name: String) async throws(KafkaFailure) {
        let result = await giving.run { [settings] () -> Result<Void, KafkaFailure> in
            Result { () throws(KafkaFailure) in
                try self.handle().deleteTopic(name, Int32(settings.requestSeconds * 1000))
            }
        }
        try result?.get()
    }

    /// Does not wait for what is under way; that fails.
    func close() {
        giving.close()
        let batches = state.withLock { state in
            state.isClosed = true
            defer { state.batches = [:] }
            return state.batches.values
        }
        for batch in batches {
            batch.continuation.resume(returning: .failure(KafkaFailure(words: "closed")))
        }
    }

    func delivered(_ number: Int, at place: KafkaPlace, _ failure: KafkaFailure?) {
        let partition = KafkaPlace(topic: place.topic, partition: place.partition)
        settle(number, 1) { batch in
            if let failure {
                batch.failure = batch.failure ?? failure
            } else if place.offset < 0 {
                batch.ends[partition] = .some(nil)
            } else if batch.ends[partition] != .some(nil) {
                let before = batch.ends[partition].flatMap { $0 } ?? 0
                batch.ends[partition] = max(before, place.offset + 1)
            }
        }
    }

    func assigned(_ places: [KafkaPlace]) {}
    func revoked(_ places: [KafkaPlace]) {}

    private func give(_ messages: [KafkaOutgoing], _ number: Int) {
        let end = Date().addingTimeInterval(settings.deliverySeconds)
        for (index, message) in messages.enumerated() {
            while true {
                do throws(KafkaFailure) {
                    try handle().produce(
                        message.topic, key: message.key, value: message.value,
                        headers: message.headers, number: number)
                    break
                } catch {
                    guard error.isQueueFull, Date() < end else {
                        return fail(number, messages.count - index, error)
                    }
                    Thread.sleep(forTimeInterval: 0.01)
                }
            }
        }
    }

    private func fail(_ number: Int, _ count: Int, _ failure: KafkaFailure) {
        settle(number, count) { $0.failure = $0.failure ?? failure }
    }

    private func settle(_ number: Int, _ count: Int, _ change: (inout Batch) -> Void) {
        let done = state.withLock { state -> Batch? in
            guard var batch = state.batches[number] else { return nil }
            change(&batch)
            batch.left -= count
            state.batches[number] = batch.left > 0 ? batch : nil
            return batch.left > 0 ? nil : batch
        }
        guard let done else { return }
        if let failure = done.failure { replaceIfUseless(failure) }
        done.continuation.resume(
            returning: done.failure.map { .failure($0) } ?? .success(done.ends))
    }

    private func handle() throws(KafkaFailure) -> KafkaHandle {
        if let handle = state.withLock({ $0.handle }) { return handle }
        let new = try KafkaHandle(.producer, settings.producer, listener: self)
        state.withLock { $0.handle = new }
        return new
    }

    /// After a fatal error a producer takes nothing more, and one that once saw a topic missing (as from a broker that
    /// just starts) does not look again for long: a new one does. What was under way in the old one counts as failed.
    private func replaceIfUseless(_ failure: KafkaFailure) {
        let orphans = state.withLock { state -> [Batch] in
            guard failure.isUnknownTopic || state.handle?.fatal != nil else { return [] }
            state.handle = nil
            defer { state.batches = [:] }
            return Array(state.batches.values)
        }
        for orphan in orphans { orphan.continuation.resume(returning: .failure(failure)) }
    }

    private func collect() {
        while true {
            let (handle, isClosed) = state.withLock { ($0.handle, $0.isClosed) }
            if isClosed { break }
            if let handle { handle.poll(100) } else { Thread.sleep(forTimeInterval: 0.02) }
        }
        state.withLock { $0.handle = nil }
    }
}
