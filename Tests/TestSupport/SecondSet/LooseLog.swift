// The durable part of the loose event store: segments of events, as on an object store with a relational index.

internal import EventSourcing
internal import JSONText
internal import Synchronization

/// Segments are never rewritten; a position is (segment, ordinal). Some sequences are lost, as reservations are.
final class LooseLog: Sendable {
    private struct State {
        var events: [RecordedEvent] = []
        var byID: [EventID: Int] = [:]
        var byStream: [StreamID: [Int]] = [:]
        var answers: [EventID: [Int]] = [:]
        var keys: [String: (key: IdempotencyKey, events: [EventID])] = [:]
        var segment: Int64 = 0
        var chance: SeededGenerator
    }

    private let state: Mutex<State>
    private let losesSequences: Bool

    init(seed: UInt64, losesSequences: Bool) {
        self.losesSequences = losesSequences
        state = Mutex(State(chance: SeededGenerator(seed: seed)))
    }

    func append(_ batch: [Submission]) -> [AppendAnswer] {
        state.withLock { state in
            state.segment += 1
            var ordinal: Int64 = 0
            return batch.map { submission in
                if let answer = LooseLog.known(submission, state) { return answer }
                let last = LooseLog.lastSequence(of: submission.events[0].stream, state)
                if let refusal = submission.refusal(after: last) { return .refused(refusal) }
                return .appended(
                    store(submission, after: last, &ordinal, &state), isDuplicate: false)
            }
        }
    }

    /// The answer for what was submitted before.
    private static func known(_ submission: Submission, _ state: State) -> AppendAnswer? {
        if let key = submission.idempotencyKey, let first = state.keys[name(key)] {
            guard first.key.contentHash == key.contentHash else {
                return .refused(.keyReused(key.key))
            }
            return .appended(
                first.events.compactMap { state.byID[$0] }.map { state.events[$0] },
                isDuplicate: true)
        }
        var found: [RecordedEvent] = []
        for event in submission.events {
            guard let index = state.byID[event.id] else { continue }
            guard state.events[index].event.sameFact(as: event) else {
                return .refused(.otherContent(event.id))
            }
            found.append(state.events[index])
        }
        if found.isEmpty { return nil }
        return found.count == submission.events.count
            ? .appended(found, isDuplicate: true) : .refused(.otherContent(found[0].event.id))
    }

    private func store(
        _ submission: Submission, after last: SequenceNumber, _ ordinal: inout Int64,
        _ state: inout State
    ) -> [RecordedEvent] {
        var sequence = last
        if losesSequences, state.chance.next() % 8 == 0 { sequence = sequence.next }
        var recorded: [RecordedEvent] = []
        for (number, event) in submission.events.enumerated() {
            sequence = submission.sequences?[number] ?? sequence.next
            let place = StorePosition(segment: state.segment, ordinal: ordinal)
            ordinal += 1
            let index = state.events.count
            recorded.append(RecordedEvent(event: event, sequence: sequence, position: place))
            state.events.append(recorded[recorded.count - 1])
            state.byID[event.id] = index
            state.byStream[event.stream, default: []].append(index)
            if let cause = event.cause { state.answers[cause, default: []].append(index) }
        }
        if let key = submission.idempotencyKey {
            state.keys[LooseLog.name(key)] = (key, submission.events.map(\.id))
        }
        return recorded
    }

    private static func name(_ key: IdempotencyKey) -> String { sortKey(key.scope, key.key) }

    private static func lastSequence(of stream: StreamID, _ state: State) -> SequenceNumber {
        state.byStream[stream]?.last.map { state.events[$0].sequence } ?? .none
    }

    func read(_ stream: StreamID, after: SequenceNumber, limit: Int) -> [RecordedEvent] {
        state.withLock { state in
            let events = (state.byStream[stream] ?? []).map { state.events[$0] }
            return Array(events.filter { $0.sequence > after }.prefix(limit))
        }
    }

    func read(after position: StorePosition, limit: Int) -> [RecordedEvent] {
        state.withLock { state in
            var low = 0
            var high = state.events.count
            while low < high {
                let middle = (low + high) / 2
                if state.events[middle].position > position {
                    high = middle
                } else {
                    low = middle + 1
                }
            }
            return Array(state.events[low...].prefix(limit))
        }
    }

    func find(_ id: EventID) -> RecordedEvent? {
        state.withLock { state in state.byID[id].map { state.events[$0] } }
    }

    func answers(to command: EventID) -> [RecordedEvent] {
        state.withLock { state in
            (state.answers[command] ?? []).map { state.events[$0] }
                .filter { $0.event.kind == .domain }
                .sorted { $0.event.ordinal < $1.event.ordinal }
        }
    }

    func keys(after position: StorePosition, through end: StorePosition) -> [KeptKey] {
        state.withLock { state in
            let kept = state.keys.values.compactMap { key, events -> KeptKey? in
                guard let first = events.first.flatMap({ state.byID[$0] }) else { return nil }
                return KeptKey(
                    key: key, first: state.events[first].position, count: events.count)
            }
            return kept.filter { $0.first > position && $0.first <= end }
                .sorted { $0.first < $1.first }
        }
    }

    func ends(of type: AggregateType, on branch: BranchAddress) -> [StreamEnd] {
        state.withLock { state in
            state.byStream.values.compactMap { places in
                places.last.map { StreamEnd(state.events[$0]) }
            }.filter { $0.stream.type == type && branch.holds($0.stream) }
        }
    }

    func head() -> StorePosition { state.withLock { $0.events.last?.position ?? .start } }

    /// What nobody should be able to do: changes what is stored.
    func tamper(with id: EventID) -> Bool {
        state.withLock { state in
            guard let index = state.byID[id] else { return false }
            state.events[index].event.data = .string("tampered")
            return true
        }
    }
}
