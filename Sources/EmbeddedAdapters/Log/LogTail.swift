// The newest events of the log, as values: consumers that keep up read them here and need neither SQL nor a parser.
// Filled by the writing thread after each commit, so it never shows what a crash could take back. Bounded.

import EventSourcing
import Synchronization

/// A contiguous stretch of the log that ends at its head.
final class LogTail: Sendable {
    /// Beyond either the oldest events are let go.
    static let maximumEvents = 16_384
    static let maximumBytes = 16 << 20
    /// Small commits are gathered up to so many events, so that finding a position stays cheap.
    private static let blockEvents = 512

    struct Entry: Sendable {
        var event: RecordedEvent
        /// Of the stored body.
        var bytes: Int
        /// Answers a command that the log does not hold.
        var isForeignAnswer: Bool
    }

    private struct Block: Sendable {
        var entries: [Entry]
        var bytes: Int
        var first: Int64 { entries.first?.event.position.segment ?? .max }
    }

    private struct State {
        var blocks: [Block] = []
        /// Every event from this position on is here.
        var from: Int64
        var events = 0
        var bytes = 0
        /// The last event of each stream that has one here.
        var streams: [StreamID: Last] = [:]
        var hasForeignAnswers = true
    }

    private struct Last {
        var sequence: SequenceNumber
        var id: EventID
        var position: StorePosition
    }

    private let state = Mutex(State(from: .max))

    /// Forgets everything: the log's last given position is `last`. `hasForeignAnswers`: whether it holds any.
    func reset(after last: Int64, hasForeignAnswers: Bool) {
        state.withLock { state in
            state = State(from: last + 1)
            state.hasForeignAnswers = hasForeignAnswers
        }
    }

    /// Adds what was committed, in the order of positions.
    func add(_ entries: [Entry]) {
        guard !entries.isEmpty else { return }
        let bytes = entries.reduce(0) { $0 + $1.bytes }
        state.withLock { state in
            if let last = state.blocks.indices.last,
                state.blocks[last].entries.count + entries.count <= LogTail.blockEvents
            {
                state.blocks[last].entries += entries
                state.blocks[last].bytes += bytes
            } else {
                state.blocks.append(Block(entries: entries, bytes: bytes))
            }
            state.events += entries.count
            state.bytes += bytes
            for entry in entries {
                if entry.isForeignAnswer { state.hasForeignAnswers = true }
                state.streams[entry.event.event.stream] = Last(
                    sequence: entry.event.sequence, id: entry.event.event.id,
                    position: entry.event.position)
            }
            LogTail.shrink(&state)
        }
    }

    private static func shrink(_ state: inout State) {
        var gone = 0
        while state.blocks.count - gone > 1,
            state.events > LogTail.maximumEvents || state.bytes > LogTail.maximumBytes
        {
            let block = state.blocks[gone]
            gone += 1
            state.events -= block.entries.count
            state.bytes -= block.bytes
            for entry in block.entries {
                let stream = entry.event.event.stream
                if state.streams[stream]?.position == entry.event.position {
                    state.streams[stream] = nil
                }
                state.from = entry.event.position.segment + 1
            }
        }
        if gone > 0 { state.blocks.removeFirst(gone) }
    }

    /// Visits the events from a position on until `visit` says false. Answers false, and visits none, when some of
    /// them are no longer here.
    func visit(from position: Int64, _ visit: (RecordedEvent) -> Bool) -> Bool {
        let found = state.withLock { state -> [Block]? in
            guard state.from <= position else { return nil }
            let first = state.blocks.lastIndex { $0.first <= position } ?? 0
            return Array(state.blocks[min(first, state.blocks.count)...])
        }
        guard let found else { return false }
        for block in found {
            for entry in block.entries where entry.event.position.segment >= position {
                if !visit(entry.event) { return true }
            }
        }
        return true
    }

    /// Whether this event is the last one of its stream, so that nothing has answered or overtaken it. False as well
    /// when the tail does not know.
    func isLast(_ id: EventID, _ sequence: SequenceNumber, of stream: StreamID) -> Bool {
        state.withLock { state in
            guard !state.hasForeignAnswers, let last = state.streams[stream] else { return false }
            return last.id == id && last.sequence == sequence
        }
    }
}
