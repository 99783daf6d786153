// From a request to a draft: names are checked, the address is found, the key is taken from the data.

internal import EventSourcing
internal import JSONText
internal import Ontology

struct CommandDrafter: Sendable {
    let directory: Directory

    func draft(_ request: SubmitCommand, id: EventID) async throws(EngineError) -> CommandDraft {
        guard let type = CommandType(rawValue: request.type) else {
            throw EngineError(
                .invalidRequest, "there is no command \(EngineError.quoted(request.type))")
        }
        guard let payload = request.payload.object else {
            throw EngineError(.invalidData, "the content of a command is a JSON object")
        }
        let metadata = request.metadata?.object ?? JSONObject()
        switch type {
        case .createDatabase, .deleteDatabase:
            return try databaseDraft(type, request, payload, metadata)
        case .createClass, .updateClass, .deleteClass:
            let scope = try await directory.scope(request.database, branch: request.branch)
            return try classDraft(type, request, payload, metadata, scope)
        case .createInstance, .updateInstance, .deleteInstance:
            let scope = try await directory.scope(request.database, branch: request.branch)
            let className = try required(request.className, "class")
            let definition =
                type == .deleteInstance
                ? try await directory.lastDefinition(className, in: scope)
                : try await directory.definition(className, in: scope)
            let key = try key(request, type, payload, definition, id)
            let node = NodeID(scope: scope, className: definition.id.text, key: key.text)
            return CommandDraft(
                type: type, stream: node.stream, payload: payload, metadata: metadata,
                definition: definition)
        }
    }

    /// The draft that the same request made when its command got this stream. Looks nothing up, so that what has become
    /// of class and database since does not count; a request about something else gets another stream or content.
    func draft(_ request: SubmitCommand, like stream: StreamID) throws(EngineError) -> CommandDraft
    {
        guard let type = CommandType(rawValue: request.type) else {
            throw EngineError(
                .invalidRequest, "there is no command \(EngineError.quoted(request.type))")
        }
        let payload = request.payload.object ?? JSONObject()
        let metadata = request.metadata?.object ?? JSONObject()
        let scope = GraphScope(
            database: request.database, epoch: stream.epoch,
            branch: request.branch ?? StreamID.mainBranch)
        switch type {
        case .createDatabase, .deleteDatabase:
            return try databaseDraft(type, request, payload, metadata)
        case .createClass, .updateClass, .deleteClass:
            return try classDraft(type, request, payload, metadata, scope)
        case .createInstance, .updateInstance, .deleteInstance:
            let key = try request.key.map { (text) throws(EngineError) in
                try EngineError.wrapSchema { () throws(SchemaError) in
                    try InstanceKey(escaped: text).text
                }
            }
            let node = NodeID(
                scope: scope, className: request.className ?? "", key: key ?? stream.key)
            return CommandDraft(
                type: type, stream: node.stream, payload: payload, metadata: metadata)
        }
    }

    private func databaseDraft(
        _ type: CommandType, _ request: SubmitCommand, _ payload: JSONObject,
        _ metadata: JSONObject
    ) throws(EngineError) -> CommandDraft {
        let name = try EngineError.wrapName { () throws(NameError) in
            try DatabaseName(request.database)
        }
        return CommandDraft(
            type: type, stream: DatabaseAggregate.stream(name),
            payload: try databasePayload(payload), metadata: metadata)
    }

    /// The key that the data says; for a class without key properties one made of the command's id.
    func key(
        _ type: CommandType, _ payload: JSONObject, _ definition: ClassDefinition, _ id: EventID
    ) throws(EngineError) -> InstanceKey {
        try EngineError.wrapSchema { () throws(SchemaError) in
            if let key = try definition.key(of: payload) { return key }
            // The end of a numbered id is the same in every series.
            let digits =
                id.isNumbered
                ? String(ContentHash.sha256Hex(id.bytes).prefix(12))
                : String(id.description.suffix(12))
            return try InstanceKey(parts: ["\(definition.id.text.lowercased())_\(digits)"])
        }
    }

    private func key(
        _ request: SubmitCommand, _ type: CommandType, _ payload: JSONObject,
        _ definition: ClassDefinition, _ id: EventID
    ) throws(EngineError) -> InstanceKey {
        if let text = request.key {
            return try EngineError.wrapSchema { () throws(SchemaError) in
                try InstanceKey(escaped: text)
            }
        }
        guard type == .createInstance else {
            throw EngineError(.invalidRequest, "which instance? its key is missing")
        }
        return try key(type, payload, definition, id)
    }

    private func classDraft(
        _ type: CommandType, _ request: SubmitCommand, _ payload: JSONObject,
        _ metadata: JSONObject, _ scope: GraphScope
    ) throws(EngineError) -> CommandDraft {
        let name = try required(request.className ?? payload["id"]?.string, "class id")
        let id = try EngineError.wrapName { () throws(NameError) in try ClassID(name) }
        var content = JSONObject()
        switch type {
        case .createClass:
            var members = payload
            members["id"] = .string(id.text)
            let definition = try EngineError.wrapSchema { () throws(SchemaError) in
                try ClassDefinition(json: .object(members))
            }
            content = definition.json.object ?? members
        case .updateClass:
            content["updates"] = .object(payload)
        default: break
        }
        return CommandDraft(
            type: type, stream: Directory.stream(id, in: scope), payload: content,
            metadata: metadata)
    }

    private func databasePayload(_ payload: JSONObject) throws(EngineError) -> JSONObject {
        switch payload["description"] {
        case nil, .null: return JSONObject()
        case .string(let text) where text.unicodeScalars.count <= 500:
            return JSONObject([("description", .string(text))])
        default:
            throw EngineError(
                .invalidData, "description is a text of at most 500 characters",
                details: JSONObject([("path", "description")]))
        }
    }

    private func required(_ text: String?, _ what: String) throws(EngineError) -> String {
        guard let text, !text.isEmpty else {
            throw EngineError(.invalidRequest, "the \(what) is missing")
        }
        return text
    }
}
