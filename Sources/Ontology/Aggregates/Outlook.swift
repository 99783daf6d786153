// How an aggregate stands, and how it will stand when the commands that are still undecided have been decided.
// Acceptance looks at the second: a create that is in flight already takes the name.

package import EventSourcing

/// An aggregate folded from its stream.
package struct Outlook<State: Aggregate>: Sendable {
    /// After the domain events alone.
    package private(set) var current = State()
    /// The last sequence of the stream, commands included: what `expected_seq` must name.
    package private(set) var sequence = SequenceNumber.none
    /// The sequence of the last domain event that changed the state.
    package private(set) var stateSequence = SequenceNumber.none
    /// Commands without an answer, in order.
    package private(set) var pending: [RecordedEvent] = []

    package init() {}

    /// Takes in the next events of the stream, in order.
    package mutating func take(_ events: some Sequence<RecordedEvent>) {
        for recorded in events where recorded.sequence > sequence {
            sequence = recorded.sequence
            switch recorded.event.kind {
            case .command:
                pending.append(recorded)
            case .domain:
                pending.removeAll { $0.event.id == recorded.event.cause }
                guard recorded.event.type != DomainEventType.commandFailed.rawValue else {
                    continue
                }
                current.evolve(recorded.event)
                stateSequence = recorded.sequence
            }
        }
    }

    /// The state once the pending commands are decided; those that will fail change nothing.
    package func expected(_ context: State.Context) -> State {
        var state = current
        for command in pending {
            guard let content = try? CommandContent(command.event),
                let decided = try? state.decide(content, context)
            else { continue }
            state.evolve(decided.type, data: decided.data, metadata: decided.metadata)
        }
        return state
    }
}
