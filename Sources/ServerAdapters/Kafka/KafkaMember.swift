// One member of a consumer group. Its own thread polls librdkafka all the time, so that the group never waits for a
// slow consumer; what comes is kept in a bounded buffer, and a full partition is paused.

internal import Dispatch
package import EventSourcing
internal import Foundation
internal import Synchronization

package final class KafkaMember: BusMember, KafkaListener {
    /// How long the thread waits for something to come; whoever wants something of it wakes it.
    private static let turnMilliseconds: Int32 = 1000

    private let settings: KafkaSettings
    private let state = Mutex(KafkaBuffer())
    private let handle = Mutex<KafkaHandle?>(nil)
    private let asking: JobThread

    init(_ group: ConsumerGroup, _ topics: [Topic], _ settings: KafkaSettings)
        throws(KafkaFailure)
    {
        self.settings = settings
        asking = JobThread(name: "kafka \(group) asks")
        let new = try KafkaHandle(.member, settings.member(of: group), listener: self)
        try new.subscribe(topics.map(settings.name))
        handle.withLock { $0 = new }
        let thread = Thread { self.serve(new) }
        thread.name = "kafka \(group)"
        thread.start()
    }

    package func poll(limit: Int, timeoutSeconds: Double) async throws(EventBusError) -> BusPoll {
        let end = ContinuousClock.now + .seconds(timeoutSeconds)
        while true {
            let (taken, mayGoOn) = state.withLock { ($0.take(limit), $0.isDrained) }
            guard let poll = taken else { throw .closed }
            if mayGoOn { stirThread() }
            let left = end - .now
            let isEmpty = poll.records.isEmpty && poll.revoked.isEmpty && poll.assigned.isEmpty
            if !isEmpty || left <= .zero || Task.isCancelled { return poll }
            await waitForSomething(left / .seconds(1))
        }
    }

    package func commit(_ position: BusPosition) async throws(EventBusError) {
        try check(position)
        let places = self.places(position)
        if places.isEmpty { return }
        let end = ContinuousClock.now + .seconds(settings.handBackSeconds)
        var result = await commit(places)
        while case .failure(let failure) = result, settings.isForNow(failure), .now < end {
            try? await Task.sleep(for: .milliseconds(50))
            try check(position)
            result = await commit(places)
        }
        if case .failure(let failure) = result, !failure.isNothingToDo {
            guard failure.isLostPartition, let first = position.offsets.keys.min() else {
                throw failure.asBus
            }
            // What is given out now could not be committed either, and would be handled again elsewhere.
            state.withLock { state in
                state.shutUntil = .now + .seconds(settings.sessionSeconds)
                state.letGo([first])
            }
            throw .notAssigned(first)
        }
        state.withLock { state in
            state.letGo(position.offsets.filter { state.inHand[$0.key] ?? 0 <= $0.value }.keys)
        }
    }

    private func commit(_ places: [KafkaPlace]) async -> Result<Void, KafkaFailure> {
        let late = KafkaFailure(words: "the broker does not answer a commit in time")
        return await ask(late: .failure(late)) { handle in
            Result { () throws(KafkaFailure) in try handle.commit(places) }
        }
    }

    package func seek(_ position: BusPosition) async throws(EventBusError) {
        let end = ContinuousClock.now + .seconds(settings.requestSeconds)
        while true {
            try check(position)
            let places = self.places(position)
            if places.isEmpty { return }
            // A rebalance that holds up the thread need not wait for what is to be read again.
            state.withLock { $0.letGo(position.offsets.keys) }
            guard case .failure(let failure) = await seek(places, position) else { return }
            guard failure.isTooEarly, .now < end else { throw failure.asBus }
            try? await Task.sleep(for: .milliseconds(50))
        }
    }

    private func seek(_ places: [KafkaPlace], _ position: BusPosition) async
        -> Result<Void, KafkaFailure>
    {
        let late = Result<Void, KafkaFailure>.failure(KafkaFailure(words: "no seek in time"))
        let milliseconds = Int32(settings.requestSeconds * 1000)
        // On the thread that polls: whatever it polls afterwards comes from the new place.
        return await Once<Result<Void, KafkaFailure>>.wait(
            seconds: settings.requestSeconds, late: late
        ) { once in
            state.withLock { state in
                state.orders.append { handle in
                    let result = Result { () throws(KafkaFailure) in
                        try handle.seek(places, milliseconds)
                    }
                    self.forget(Array(position.offsets.keys))
                    once.resume(result)
                }
            }
            stirThread()
        }
    }

    private func forget(_ places: [TopicPartition]) {
        state.withLock { state in
            for place in places where state.queues[place] != nil {
                state.queues[place] = KafkaQueue()
            }
            state.letGo(places)
        }
    }

    package func hold(_ partition: TopicPartition, _ held: Bool) async throws(EventBusError) {
        let isOurs = state.withLock { state in
            guard state.queues[partition] != nil else { return false }
            if held { state.held.insert(partition) } else { state.held.remove(partition) }
            return true
        }
        guard isOurs else { throw .notAssigned(partition) }
        wake()
    }

    package func leave() async { await end(leaving: true) }

    /// Stops without leaving the group, as a killed process would: the others wait for the session to run out.
    package func abandon() async { await end(leaving: false) }

    private func end(leaving: Bool) async {
        // Its thread comes to its end whenever the library lets it.
        await Once<Void>.wait(seconds: settings.leaveSeconds, late: ()) { once in
            let isEnded = state.withLock { state in
                if !state.isOver { state.isLeaving = leaving }
                state.isOver = true
                state.queues = [:]
                state.inHand = [:]
                state.tellWhoWaits()
                if !state.hasEnded { state.ended.append(once) }
                return state.hasEnded
            }
            if isEnded { once.resume(()) }
            stirThread()
        }
        wake()
    }

    /// The thread looks around although nothing came.
    private func stirThread() { handle.withLock { $0?.wake() } }

    // MARK: The group's side, on the member's thread

    func delivered(_ number: Int, at place: KafkaPlace, _ failure: KafkaFailure?) {}

    func assigned(_ places: [KafkaPlace]) {
        state.withLock { $0.gain(places.map(partition)) }
        wake()
    }

    func revoked(_ places: [KafkaPlace], isLost: Bool) {
        let partitions = places.map(partition)
        if !isLost { waitForHand(partitions) }
        // librdkafka keeps a pause though the partition is somebody else's meanwhile: it would stand still when it comes
        // back. To let it flow then, and not before, would take it back to where it began.
        let paused = state.withLock { $0.paused.intersection(partitions) }
        if !paused.isEmpty {
            try? handle.withLock { $0 }?.pause(paused.map { settings.place($0) }, false)
        }
        state.withLock { $0.lose(partitions) }
        wake()
    }

    /// Until the caller has committed what it was given of these partitions, but not for long.
    private func waitForHand(_ places: [TopicPartition]) {
        let handedBack = DispatchSemaphore(value: 0)
        let isInHand = state.withLock { state in
            state.leaving = Set(places)
            guard places.contains(where: { state.inHand[$0] != nil }) else { return false }
            state.handedBack = handedBack
            return true
        }
        if isInHand { _ = handedBack.wait(timeout: .now() + settings.handBackSeconds) }
    }

    private func serve(_ handle: KafkaHandle) {
        while !state.withLock({ $0.isOver }) {
            let orders = state.withLock { state in
                defer { state.orders = [] }
                return state.orders
            }
            for order in orders { order(handle) }
            do throws(KafkaFailure) {
                if let message = try handle.next(Self.turnMilliseconds) { keep(message) }
            } catch {
                // Other errors that come here are news about brokers; librdkafka goes on by itself.
                if error.isLostPlace { try? handle.reassign() }
            }
            balance(handle)
        }
        asking.close()
        if state.withLock({ $0.isLeaving }) { handle.close() }
        self.handle.withLock { $0 = nil }
        let waiting = state.withLock { state in
            state.hasEnded = true
            defer { state.ended = [] }
            return state.ended
        }
        for once in waiting { once.resume(()) }
    }

    private func keep(_ message: KafkaMessage) {
        let content: BusRecord.Content
        do throws(UnreadableEnvelope) {
            content = .event(try EventEnvelope.decode(message.value))
        } catch {
            content = .unreadable(message.value, error.reason)
        }
        let place = partition(message.place)
        state.withLock { state in
            state.queues[place]?.records.append(
                BusRecord(place: place, offset: message.place.offset, content: content))
        }
        wake()
    }

    private func balance(_ handle: KafkaHandle) {
        let (stop, go) = state.withLock { $0.balance() }
        if !stop.isEmpty { try? handle.pause(stop.map { settings.place($0) }, true) }
        if !go.isEmpty { try? handle.pause(go.map { settings.place($0) }, false) }
    }

    // MARK: The caller's side

    private func waitForSomething(_ seconds: Double) async {
        await withTaskCancellationHandler {
            await Once<Void>.wait(seconds: seconds, late: ()) { once in
                let isNow = state.withLock { state in
                    state.waiter = once
                    return state.hasRecords || !state.gained.isEmpty || !state.lost.isEmpty
                        || state.isOver || Task.isCancelled
                }
                if isNow { once.resume(()) }
            }
        } onCancel: {
            wake()
        }
    }

    private func wake() {
        let waiter = state.withLock { state in
            defer { state.waiter = nil }
            return state.waiter
        }
        waiter?.resume(())
    }

    /// What was lost and came back is not ours to commit until the caller has heard of it.
    private func check(_ position: BusPosition) throws(EventBusError) {
        let foreign = state.withLock { state in
            position.offsets.keys.sorted().first {
                state.queues[$0] == nil || state.lost.contains($0)
            }
        }
        if let foreign { throw .notAssigned(foreign) }
    }

    private func ask<Answer: Sendable>(
        late: Answer, _ body: @escaping @Sendable (KafkaHandle) -> Answer
    ) async -> Answer {
        guard let handle = handle.withLock({ $0 }) else { return late }
        return await Once<Answer>.wait(seconds: settings.requestSeconds, late: late) { once in
            if !asking.start({ once.resume(body(handle)) }) { once.resume(late) }
        }
    }

    private func partition(_ place: KafkaPlace) -> TopicPartition { settings.partition(place) }

    private func places(_ position: BusPosition) -> [KafkaPlace] {
        position.offsets.map { settings.place($0.key, $0.value) }
    }
}
