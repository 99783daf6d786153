// What takes a decided change back: the opposite command with the values from before. Pure.

internal import EventSourcing
internal import JSONText
internal import Ontology

struct Reversal {
    private let before: [RecordedEvent]
    private let answer: RecordedEvent

    /// `history`: the whole stream; `answer`: the domain event to take back.
    init(_ history: [RecordedEvent], _ answer: RecordedEvent) {
        before = history.filter { $0.sequence < answer.sequence }
        self.answer = answer
    }

    /// Turns the request that made the command into its opposite.
    func apply(to request: inout SubmitCommand, _ command: RecordedEvent) throws(EngineError) {
        let type = CommandType(eventType: command.event.type)
        switch type {
        case .createInstance: request.turn(into: .deleteInstance, JSONObject())
        case .createClass: request.turn(into: .deleteClass, JSONObject())
        case .deleteInstance:
            request.turn(into: .createInstance, states(InstanceAggregate.self).before.data)
        case .deleteClass:
            let definition = states(ClassAggregate.self).before.definition
            request.turn(into: .createClass, definition?.json.object)
        case .updateInstance:
            let states = states(InstanceAggregate.self)
            request.turn(
                into: .updateInstance,
                try Reversal.patch(from: states.after.data, to: states.before.data))
        case .updateClass:
            let states = states(ClassAggregate.self)
            request.turn(
                into: .updateClass,
                try Reversal.patch(
                    from: states.after.definition?.json.object,
                    to: states.before.definition?.json.object))
        case .createDatabase, .deleteDatabase, nil:
            throw EngineError(
                .notApplicable,
                "\(type?.phrase ?? command.event.type) cannot be undone: what a database holds is "
                    + "not kept with its command")
        }
    }

    /// What the reversal would change, as it stands after the command: all of it when it goes, the members of a patch.
    func current(_ payload: JSON, _ command: RecordedEvent) -> JSON {
        let after: JSONObject? =
            switch CommandType(eventType: command.event.type) {
            case .createInstance, .updateInstance: states(InstanceAggregate.self).after.data
            case .createClass, .updateClass:
                states(ClassAggregate.self).after.definition?.json.object
            default: nil
            }
        guard let after else { return .null }
        guard let names = payload.object?.names, !names.isEmpty else { return .object(after) }
        return .object(JSONObject(names.map { ($0, after[$0] ?? .null) }))
    }

    private func states<State: Aggregate>(_ type: State.Type) -> (before: State, after: State) {
        var state = State()
        for event in before where !event.isFailure { state.evolve(event.event) }
        let former = state
        state.evolve(answer.event)
        return (former, state)
    }

    /// The members that differ, with their former values; null for those that were not there, because an update cannot
    /// take a member away.
    private static func patch(from new: JSONObject?, to old: JSONObject?) throws(EngineError)
        -> JSONObject
    {
        var patch = JSONObject()
        let (new, old) = (new ?? JSONObject(), old ?? JSONObject())
        for name in old.overlaid(by: new).names where new[name] != old[name] {
            patch[name] = old[name] ?? .null
        }
        guard !patch.isEmpty else {
            throw EngineError(.notApplicable, "the command changed no value")
        }
        return patch
    }
}

extension SubmitCommand {
    fileprivate mutating func turn(into type: CommandType, _ payload: JSONObject?) {
        self.type = type.rawValue
        self.payload = .object(payload ?? JSONObject())
    }
}
