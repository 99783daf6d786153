// Which commands of the streams that a batch touches are decided already: their owner may have died between the answer
// and the note that it is there, and deciding again would find the effect in its own way.

internal import EventSourcing
internal import Ontology

struct KnownAnswers: Sendable {
    let aggregates: AggregateReader
    /// What was undecided in a stream when it was read.
    private var pending: [StreamID: Set<EventID>] = [:]

    init(_ aggregates: AggregateReader) { self.aggregates = aggregates }

    mutating func note<State: Aggregate>(_ stream: StreamID, _ outlook: Outlook<State>) {
        pending[stream] = Set(outlook.pending.map(\.event.id))
    }

    /// Nil: it is to be decided, as a command is that its stream does not hold because it came over the bus alone.
    func answers(to command: RecordedEvent) async throws(HandlerFailure) -> [RecordedEvent]? {
        guard let pending = pending[command.event.stream], !pending.contains(command.event.id)
        else { return nil }
        let answers = try await store { () async throws(EventStoreError) in
            try await aggregates.answers(to: command.event.id)
        }
        return answers.isEmpty ? nil : answers
    }
}
