// The document routes of the contract server: insert, replace, delete and read of schema and instances.

internal import EventSourcing
internal import JSONText

enum ContractDocuments {
    static let contextTriples: [ContractDatabase.Triple] = [
        .init(
            subject: "terminusdb://context", predicate: "sys:base",
            object: ["@type": "xsd:string", "@value": "terminusdb:///data/"]),
        .init(
            subject: "terminusdb://context", predicate: "sys:schema",
            object: ["@type": "xsd:string", "@value": "terminusdb:///schema#"]),
        .init(
            subject: "terminusdb://context", predicate: "rdf:type", object: "sys:Context"),
    ]

    static func answer(
        _ method: String, _ request: HandlerServer.Request, _ database: inout ContractDatabase
    ) -> HandlerServer.Answer {
        let body = try? JSON(parsing: request.body)
        let parameter = { (name: String) -> JSON? in
            body?.object?[name] ?? request.query[name].map(JSON.string)
        }
        let isSchema = parameter("graph_type")?.string == "schema"
        switch method {
        case "POST", "PUT":
            let documents = (body?.array ?? body.map { [$0] } ?? []).compactMap(\.object)
            return isSchema
                ? schema(documents, method, &database)
                : instances(documents, method, request.query, &database)
        case "DELETE": return delete(request.query["id"], body, &database)
        default: return read(parameter, isSchema, database)
        }
    }

    private static func schema(
        _ documents: [JSONObject], _ method: String, _ database: inout ContractDatabase
    ) -> HandlerServer.Answer {
        var ids: [JSON] = []
        for document in documents {
            guard document["@type"]?.string != "@context" else { continue }
            guard let id = document["@id"]?.string else { continue }
            if let index = database.classes.firstIndex(where: { $0.id == id }) {
                guard method == "PUT" else {
                    return TerminusContractServer.failure(
                        400, "api:InsertDocumentErrorResponse",
                        ["@type": "api:DocumentIdAlreadyExists", "api:document_id": .string(id)],
                        "exists")
                }
                database.classes[index].document = document
            } else {
                database.classes.append((id, document))
            }
            ids.append(.string(id))
        }
        database.touch()
        return TerminusContractServer.json(200, .array(ids), version(database))
    }

    private static func instances(
        _ documents: [JSONObject], _ method: String, _ query: [String: String],
        _ database: inout ContractDatabase
    ) -> HandlerServer.Answer {
        var changed = database
        var ids: [JSON] = []
        for given in documents {
            var document = given
            let isRaw = query["raw_json"] == "true"
            if !isRaw, document["@type"] == nil, database.classes.count == 1 {
                document["@type"] = .string(database.classes[0].id)
            }
            let id = document["@id"]?.string ?? newID(document, isRaw, changed)
            document["@id"] = .string(id)
            if !isRaw, let witness = database.complaint(document) {
                return TerminusContractServer.failure(
                    400, "api:InsertDocumentErrorResponse",
                    ["@type": "api:SchemaCheckFailure", "api:witnesses": [witness]],
                    "Schema check failure")
            }
            if method == "POST", changed.documents[id] != nil {
                return TerminusContractServer.failure(
                    400, "api:InsertDocumentErrorResponse",
                    [
                        "@type": "api:DocumentIdAlreadyExists",
                        "api:document_id": .string("terminusdb:///data/" + id),
                    ], "exists")
            }
            changed.put(id, sorted(document))
            ids.append(.string("terminusdb:///data/" + id))
        }
        database = changed
        database.touch()
        return TerminusContractServer.json(200, .array(ids), version(database))
    }

    private static func newID(
        _ document: JSONObject, _ isRaw: Bool, _ database: ContractDatabase
    ) -> String {
        let type = isRaw ? "JSONDocument" : document["@type"]?.string ?? ""
        let key = database.schema(type)?["@key"]
        guard key?["@type"]?.string == "Lexical" else {
            return type + "/" + randomID(database.order.count + database.version * 1000 + 1)
        }
        let parts = (key?["@fields"]?.array ?? []).compactMap(\.string).map {
            document[$0]?.plainText ?? ""
        }
        return type + "/" + parts.joined(separator: "+")
    }

    /// As a document is read: id, type, then the fields by name.
    private static func sorted(_ document: JSONObject) -> JSONObject {
        let head = ["@id", "@type"].compactMap { name in document[name].map { (name, $0) } }
        let rest = document.members.filter { !["@id", "@type"].contains($0.name) }
            .map { ($0.name, $0.value) }.sorted { $0.0 < $1.0 }
        return JSONObject(head + rest)
    }

    private static func delete(
        _ id: String?, _ body: JSON?, _ database: inout ContractDatabase
    ) -> HandlerServer.Answer {
        if let id, database.documents[id] == nil { return notFound(id) }
        for id in (id.map { [$0] } ?? []) + (body?.array ?? []).compactMap(\.string) {
            database.remove(id)
        }
        database.touch()
        return HandlerServer.Answer(204, "")
    }

    private static func read(
        _ parameter: (String) -> JSON?, _ isSchema: Bool, _ database: ContractDatabase
    ) -> HandlerServer.Answer {
        let id = parameter("id")?.string.map(short)
        var found: [JSONObject]
        if isSchema {
            found = database.classes.sorted { $0.id < $1.id }.map(\.document)
            if let id {
                found = found.filter { $0["@id"]?.string == id }
            } else {
                found.insert(context, at: 0)
            }
        } else if let ids = parameter("ids")?.array {
            found = ids.compactMap(\.string).compactMap { database.documents[short($0)] }
        } else {
            found = (id.map { [$0] } ?? database.order.sorted()).compactMap {
                database.documents[$0]
            }
        }
        if let type = parameter("type")?.string {
            found = found.filter { $0["@type"]?.string == type }
        }
        if let count = parameter("count")?.integer { found = Array(found.prefix(count)) }
        let asList = parameter("as_list").map { $0.bool == true || $0.string == "true" } ?? false
        if let id, found.isEmpty, !asList { return notFound(id) }
        let objects = found.map(JSON.object)
        guard !asList else {
            return TerminusContractServer.json(200, .array(objects), version(database))
        }
        return HandlerServer.Answer(
            200, objects.map { $0.text + "\n" }.joined(),
            headers: [("Content-Type", "application/json; stream=true; charset=UTF-8")]
                + version(database))
    }

    private static let context = JSONObject([
        ("@base", "terminusdb:///data/"), ("@schema", "terminusdb:///schema#"),
        ("@type", "@context"),
    ])

    private static func short(_ id: String) -> String {
        id.hasPrefix("terminusdb:///data/")
            ? String(id.dropFirst("terminusdb:///data/".count)) : id
    }

    private static func notFound(_ id: String) -> HandlerServer.Answer {
        TerminusContractServer.failure(
            404, "api:GetDocumentErrorResponse",
            ["@type": "api:DocumentNotFound", "api:document_id": .string(id)],
            "Document not found: '\(id)'", status: "api:not_found")
    }

    static func version(_ database: ContractDatabase) -> [(String, String)] {
        [("TerminusDB-Data-Version", "branch:\(randomID(database.version))\(database.id)")]
    }

    /// 16 characters that look random, the same for the same number.
    static func randomID(_ number: Int) -> String {
        String(ContentHash.sha256Hex(Array("id \(number)".utf8)).prefix(16))
    }
}
