// The bounded way to the log's writing thread, in two lanes: single commands and jobs first, bulk behind.

import Dispatch
import EventSourcing
import Synchronization

/// One thread takes; any number of callers put.
final class LogQueue: Sendable {
    enum Refusal: Error { case full, closed }

    /// Appends of more events than this go to the bulk lane.
    static let singleEvents = 16
    static let maximumEvents = 20_000
    static let maximumBytes = 16 << 20
    /// So many calls of the first lane share one commit at most.
    static let callsPerRound = 2048

    struct Round {
        var single: [LogWork] = []
        var bulk: AppendCall?
        /// Commits that ride along.
        var later: [GroupCommit] = []
    }

    private struct State {
        var single: [LogWork] = []
        var bulk: [AppendCall] = []
        var later: [ConsumerGroup: GroupCommit] = [:]
        var events = 0
        var bytes = 0
        var isClosed = false
        var isWriterWaiting = false
    }

    private let state = Mutex(State())
    private let arrival = DispatchSemaphore(value: 0)

    /// What does not fit is refused at once; a call that is larger than the whole queue is taken when it is empty.
    func put(_ work: LogWork) throws(Refusal) {
        let (events, bytes) = Self.weight(work)
        let result = state.withLock { state -> Result<Bool, Refusal> in
            if state.isClosed { return .failure(.closed) }
            let fits =
                state.events + events <= Self.maximumEvents
                && state.bytes + bytes <= Self.maximumBytes
            guard fits || state.events == 0 else { return .failure(.full) }
            state.events += events
            state.bytes += bytes
            if case .append(let call) = work, events > Self.singleEvents {
                state.bulk.append(call)
            } else {
                state.single.append(work)
            }
            defer { state.isWriterWaiting = false }
            return .success(state.isWriterWaiting)
        }
        if try result.get() { arrival.signal() }
    }

    /// Kept with whatever is written next, at the latest when the log closes. Nobody is woken for it, and nobody waits.
    func putLater(_ commit: GroupCommit) {
        state.withLock { state in
            let before = state.later[commit.group]?.position ?? BusPosition()
            state.later[commit.group] = GroupCommit(
                group: commit.group, position: before.merged(with: commit.position))
        }
    }

    /// What waits; nil when the queue is closed and empty. With `isBusy` it does not wait and takes no bulk call,
    /// because the thread has one in hand.
    func take(isBusy: Bool) -> Round? {
        while true {
            let round = state.withLock { state -> Round? in
                var round = Round()
                if state.single.count <= Self.callsPerRound {
                    swap(&round.single, &state.single)
                } else {
                    round.single = Array(state.single.prefix(Self.callsPerRound))
                    state.single.removeFirst(Self.callsPerRound)
                }
                if !isBusy, !state.bulk.isEmpty { round.bulk = state.bulk.removeFirst() }
                if !round.single.isEmpty || round.bulk != nil || isBusy || state.isClosed {
                    round.later = Array(state.later.values)
                    state.later = [:]
                }
                state.isWriterWaiting =
                    round.single.isEmpty && round.bulk == nil && !isBusy && !state.isClosed
                return state.isWriterWaiting ? nil : round
            }
            guard let round else {
                arrival.wait()
                continue
            }
            let isOver =
                round.single.isEmpty && round.bulk == nil && !isBusy && round.later.isEmpty
            return isOver ? nil : round
        }
    }

    /// What was taken is dealt with and no longer counts.
    func finished(_ work: LogWork) {
        let (events, bytes) = Self.weight(work)
        state.withLock { state in
            state.events -= events
            state.bytes -= bytes
        }
    }

    /// Refuses more; what waits is still taken.
    func close() {
        let wakes = state.withLock { state in
            state.isClosed = true
            defer { state.isWriterWaiting = false }
            return state.isWriterWaiting
        }
        if wakes { arrival.signal() }
    }

    private static func weight(_ work: LogWork) -> (events: Int, bytes: Int) {
        switch work {
        case .append(let call): (call.eventCount, call.bytes)
        case .job, .anchor: (1, 256)
        }
    }
}
