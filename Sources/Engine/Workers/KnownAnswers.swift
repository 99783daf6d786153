// Which commands of the streams that a batch touches are decided already: their owner may have died between the answer
// and the note that it is there, and deciding again would find the effect in its own way. And which earlier ones are not:
// a bus that lost records may bring a later command before them.

internal import EventSourcing
internal import Ontology

struct KnownAnswers: Sendable {
    let aggregates: AggregateReader
    /// What was undecided in a stream when it was read, in order.
    private var pending: [StreamID: [RecordedEvent]] = [:]
    /// Decided in this batch, and not in the log yet.
    private var settled: Set<EventID> = []

    init(_ aggregates: AggregateReader) { self.aggregates = aggregates }

    mutating func note<State: Aggregate>(_ stream: StreamID, _ outlook: Outlook<State>) {
        pending[stream] = outlook.pending
    }

    func hasNoted(_ stream: StreamID) -> Bool { pending[stream] != nil }

    mutating func settle(_ command: RecordedEvent) { settled.insert(command.event.id) }

    /// Nil: it is to be decided, as a command is that its stream does not hold because it came over the bus alone.
    func answers(to command: RecordedEvent) async throws(HandlerFailure) -> [RecordedEvent]? {
        guard let pending = pending[command.event.stream],
            !pending.contains(where: { $0.event.id == command.event.id })
        else { return nil }
        let answers = try await store { () async throws(EventStoreError) in
            try await aggregates.answers(to: command.event.id)
        }
        return answers.isEmpty ? nil : answers
    }

    /// What a command waits for whose stream holds an earlier one that nobody has decided.
    func earlier(than command: RecordedEvent) -> Decision? {
        let isAwaited = (pending[command.event.stream] ?? []).contains { other in
            other.sequence < command.sequence && !settled.contains(other.event.id)
        }
        return isAwaited
            ? .waits(.earlier(command.event.stream), "an earlier command of it has not come yet")
            : nil
    }
}
