// Rows of a bulk request on their way to events.

internal import EventSourcing
internal import JSONText
internal import Ontology

/// A row before it is a command.
struct BulkRow: Sendable {
    var data: JSONObject
    var metadata = JSONObject()
    /// Nil: the next one.
    var id: EventID?
    /// The data is known to fit the class.
    var isChecked = false
}

extension BulkRow {
    init(_ row: SubmitBulk.Row) throws(EngineError) {
        guard let data = row.data.object else {
            throw EngineError(.invalidData, "a row is a JSON object")
        }
        self.init(data: data, metadata: row.metadata?.object ?? JSONObject())
        guard let text = row.commandID else { return }
        guard let given = EventID(text) else {
            throw EngineError(.invalidRequest, "command_id must be a UUID")
        }
        id = given
    }
}

/// Some rows with what they share.
struct BulkBatch: Sendable {
    let scope: GraphScope
    let definition: ClassDefinition
    let actor: String
    let rows: ArraySlice<BulkRow>

    /// The checked command event of a row.
    func event(_ row: BulkRow, _ acceptor: CommandAcceptor, at now: Timestamp)
        throws(EngineError) -> Event
    {
        let id = row.id ?? acceptor.ports.ids.next()
        let drafter = CommandDrafter(directory: acceptor.directory)
        let key = try drafter.key(.createInstance, row.data, definition, id)
        let node = NodeID(scope: scope, className: definition.id.text, key: key.text)
        let draft = CommandDraft(
            type: .createInstance, stream: node.stream, payload: row.data,
            metadata: row.metadata, definition: definition)
        do throws(Rejection) {
            try InstanceAggregate.checkCreation(
                row.data, definition, isChecked: row.isChecked)
        } catch {
            throw EngineError(error, stream: draft.stream, actual: .none)
        }
        return draft.event(id: id, at: now, actor: actor, expected: nil)
    }
}
