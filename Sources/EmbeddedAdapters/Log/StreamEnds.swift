// The last sequence of streams that were asked for or written lately. Acceptance asks for the same database and class
// all the time, and nearly always nothing has happened there: that answer needs no thread and no SQL.

import EventSourcing
import Synchronization

final class StreamEnds: Sendable {
    /// All are forgotten when there are so many.
    private static let maximumStreams = 4096

    /// What was known when a look at the file began.
    struct Knowledge: Sendable {
        /// Nil when nothing is known.
        var last: Int?
        fileprivate var generation: Int
    }

    private struct End {
        var last = 0
        /// A reader has seen all there was; before that only what was written since it began.
        var isComplete = false
    }

    private struct State {
        var ends: [StreamID: End] = [:]
        /// Counts how often everything was forgotten: what was read before that may be old.
        var generation = 0
    }

    private let state = Mutex(State())

    /// From here on the writer's events of this stream are noted.
    func knowledge(of stream: StreamID) -> Knowledge {
        state.withLock { state in
            if let end = state.ends[stream] {
                return Knowledge(
                    last: end.isComplete ? end.last : nil, generation: state.generation)
            }
            if state.ends.count >= StreamEnds.maximumStreams { StreamEnds.forget(&state) }
            state.ends[stream] = End()
            return Knowledge(last: nil, generation: state.generation)
        }
    }

    /// Of a reader: everything up to `last` was seen after `knowledge` was taken. Sequences only grow, so the larger
    /// one is right.
    func note(_ stream: StreamID, _ last: Int, since knowledge: Knowledge) {
        state.withLock { state in
            guard state.generation == knowledge.generation, let end = state.ends[stream]
            else { return }
            state.ends[stream] = End(last: max(end.last, last), isComplete: true)
        }
    }

    /// Of the writer, after the commit and before anybody is told of it.
    func advance(_ entries: [LogTail.Entry]) {
        state.withLock { state in
            for entry in entries {
                let stream = entry.event.event.stream
                guard let end = state.ends[stream] else { continue }
                state.ends[stream]?.last = max(end.last, entry.event.sequence.value)
            }
        }
    }

    func forget() { state.withLock { StreamEnds.forget(&$0) } }

    private static func forget(_ state: inout State) {
        state.ends = [:]
        state.generation += 1
    }
}
