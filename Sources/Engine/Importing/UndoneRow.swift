// One row of an import that is taken back: what is to be done, by what happened to its instance. Pure.

internal import EventSourcing
internal import JSONText
internal import Ontology

struct UndoneRow {
    enum Answer {
        /// Gone, or taken back before.
        case done
        case kept(String)
        case change(BulkChange)
    }

    let command: RecordedEvent
    private let history: [RecordedEvent]
    private let importID: String

    /// `history`: all events of the command's stream.
    init(_ command: RecordedEvent, _ history: [RecordedEvent], of importID: String) {
        self.command = command
        self.history = history
        self.importID = importID
    }

    func opposite() -> Answer {
        let changes = history.filter {
            $0.event.kind == .domain && $0.event.type != DomainEventType.commandFailed.rawValue
        }
        guard let place = changes.firstIndex(where: { $0.event.cause == command.event.id }),
            let last = changes.last
        else { return .kept("its command is not decided yet, or failed") }
        guard !isUndone, last.event.type != DomainEventType.instanceDeleted.rawValue else {
            return .done
        }
        // What other rows of the import did to the same instance goes too.
        guard changes[place...].allSatisfy({ $0.event.cause.map(own.contains) == true }) else {
            return .kept("it was changed since")
        }
        let first = changes[..<place].lastIndex { $0.event.cause.map(own.contains) != true }
        var outlook = Outlook<InstanceAggregate>()
        outlook.take(history)
        guard outlook.pending.isEmpty else { return .kept("a change of it is not decided yet") }
        guard let key = try? InstanceKey(escaped: command.event.stream.key) else {
            return .kept("its key cannot be read")
        }
        var change = BulkChange(
            id: undoIDs(command.event.id)[0], key: key, data: JSONObject(),
            metadata: JSONObject(), outlook: outlook)
        if let first, let before = payload(changes[first]) {
            change.data = restoring(before, payload(last) ?? JSONObject())
        } else {
            change.type = .deleteInstance
        }
        return .change(change)
    }

    /// The commands of the import that went to this instance.
    private var own: Set<EventID> {
        Set(
            history.filter {
                $0.event.kind == .command
                    && $0.event.data["metadata"]?["source"]?["import"]?.string == importID
            }.map(\.event.id) + [command.event.id])
    }

    private func undoIDs(_ id: EventID) -> [EventID] { EventID.everOf("undo:\(id)") }

    /// An undo of it, or of another row of the import, stands in the log.
    private var isUndone: Bool {
        let ids = Set(own.flatMap(undoIDs))
        return history.contains { event in
            ids.contains(event.event.id) || event.event.cause.map(ids.contains) == true
        }
    }

    /// The patch that leads from the later state back to the earlier one.
    private func restoring(_ before: JSONObject, _ after: JSONObject) -> JSONObject {
        var patch = before
        for name in after.names where before[name] == nil { patch[name] = .null }
        return patch
    }

    /// Nil after a deletion.
    private func payload(_ recorded: RecordedEvent) -> JSONObject? {
        var state = InstanceAggregate()
        state.evolve(recorded.event)
        return state.data
    }
}
