// What a branch held at some position, from the log alone. One pass over the log for any number of questions.

internal import EventSourcing
internal import JSONText
internal import Ontology

/// Classes and instances of one branch at one position.
struct ScopeState: Sendable {
    struct Item: Hashable, Sendable {
        var data: JSONObject
        var sequence: SequenceNumber
        /// Of its stream, commands included.
        var last: SequenceNumber
    }

    var classes: [String: Item] = [:]
    var instances: [NodeKey: Item] = [:]
    /// The last sequence of every stream, also of what is not there any more.
    var sequences: [NodeKey: SequenceNumber] = [:]

    /// An instance, or a class with an empty key, without its branch.
    struct NodeKey: Hashable, Sendable {
        var className: String
        var key: String
    }
}

struct ScopeFold: Sendable {
    private static let pageSize = 2000

    struct Question: Sendable {
        var scope: GraphScope
        /// Nil: everything.
        var upTo: StorePosition?
    }

    let store: any EventStore

    /// The answers in the order of the questions. O(log).
    func states(_ questions: [Question]) async throws(EngineError) -> [ScopeState] {
        var states = questions.map { _ in ScopeState() }
        var position = StorePosition.start
        while true {
            if Task.isCancelled { throw EngineError(.cancelled, "cancelled; nothing was changed") }
            let from = position
            let events = try await EngineError.wrapStore { () async throws(EventStoreError) in
                try await store.read(after: from, limit: ScopeFold.pageSize)
            }
            guard let last = events.last else { return states }
            position = last.position
            for event in events {
                for (index, question) in questions.enumerated()
                where question.upTo.map({ event.position <= $0 }) ?? true {
                    ScopeFold.take(event, question.scope, into: &states[index])
                }
            }
        }
    }

    private static func take(
        _ recorded: RecordedEvent, _ scope: GraphScope, into state: inout ScopeState
    ) {
        let stream = recorded.event.stream
        guard stream.database == scope.database, stream.epoch == scope.epoch,
            stream.branch == scope.branch,
            stream.type == .instance || stream.type == .ontologyClass
        else { return }
        let key = ScopeState.NodeKey(className: stream.className, key: stream.key)
        state.sequences[key] = recorded.sequence
        switch DomainEventType(rawValue: recorded.event.type) {
        case .instanceCreated, .instanceUpdated:
            state.instances[key] = ScopeState.Item(
                data: InstanceContent(recorded.event)?.data ?? JSONObject(),
                sequence: recorded.sequence, last: recorded.sequence)
        case .instanceDeleted: state.instances[key] = nil
        case .classCreated, .classUpdated:
            var aggregate = ClassAggregate()
            aggregate.evolve(recorded.event)
            guard let definition = aggregate.definition?.json.object else { return }
            state.classes[stream.className] = ScopeState.Item(
                data: definition, sequence: recorded.sequence, last: recorded.sequence)
        case .classDeleted: state.classes[stream.className] = nil
        default: break
        }
    }
}
