// The newest events of the log, as values: consumers that keep up read them here and need neither SQL nor a parser.
// Filled by the writing thread after each commit, so it never shows what a crash could take back. Bounded.

import EventSourcing
import Synchronization

/// A contiguous stretch of the log that ends at its head.
final class LogTail: Sendable {
    /// Beyond either the oldest events are let go.
    static let maximumEvents = 16_384
    static let maximumBytes = 16 << 20
    /// Small commits are gathered up to so many events, so that finding a position stays cheap, and up to so many
    /// bytes, since blocks are let go whole.
    private static let blockEvents = 512
    private static let blockBytes = 1 << 20

    struct Entry: Sendable {
        var event: RecordedEvent
        /// Of the stored body.
        var bytes: Int
        /// The event before it in its stream; 0: there is none.
        var previous: Int64
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
        /// The commands here that nothing has answered, or followed in their stream.
        var last: [EventID: SequenceNumber] = [:]
        var hasForeignAnswers = true
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
                state.blocks[last].entries.count + entries.count <= LogTail.blockEvents,
                state.blocks[last].bytes + bytes <= LogTail.blockBytes
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
                LogTail.overtake(entry.previous, in: &state)
                let recorded = entry.event
                if let cause = recorded.event.cause { state.last[cause] = nil }
                guard recorded.event.kind == .command else { continue }
                state.last[recorded.event.id] = recorded.sequence
            }
            LogTail.shrink(&state)
        }
    }

    /// The event at this position is no longer the last of its stream.
    private static func overtake(_ position: Int64, in state: inout State) {
        guard position >= state.from,
            let block = state.blocks.lastIndex(where: { $0.first <= position })
        else { return }
        let entries = state.blocks[block].entries
        var (low, high) = (0, entries.count)
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].event.position.segment < position {
                low = middle + 1
            } else {
                high = middle
            }
        }
        guard low < entries.count, entries[low].event.position.segment == position else { return }
        state.last[entries[low].event.event.id] = nil
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
            for entry in block.entries where entry.event.event.kind == .command {
                state.last[entry.event.event.id] = nil
            }
            if let last = block.entries.last { state.from = last.event.position.segment + 1 }
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

    /// Whether this command is the last event of its stream, so that nothing has answered or overtaken it. False as
    /// well when the tail does not know.
    func isLast(_ command: EventID, _ sequence: SequenceNumber) -> Bool {
        state.withLock { !$0.hasForeignAnswers && $0.last[command] == sequence }
    }
}
