// A document as it stands in the index. Words and equality are answered by lists of keywords that we make ourselves, so
// that every server and every language gives the same answers; ranges and orders by the typed fields of its properties.

internal import EventSourcing
internal import JSONText
internal import Ontology

/// A document, or with no `document` what a deleted one leaves: its sequence.
struct ElasticDocument {
    var id: DocumentID
    var sequence: SequenceNumber
    var document: Document?

    /// At most 512 bytes, as the server wants it.
    static func key(_ id: DocumentID) -> String {
        short(
            JSON.array([
                .string(id.kind.rawValue), .string(id.scope.database), .integer(id.scope.epoch),
                .string(id.scope.branch), .string(id.className), .string(id.key),
            ]).text, limit: 480)
    }

    /// What its properties put into typed fields. Classes and databases are few and have none.
    var typedValues: [(field: ElasticField, value: JSON)] {
        guard id.kind == .instance, let document else { return [] }
        return document.data.members.flatMap { ElasticField.values(of: $0.name, $0.value) }
    }

    /// Those that the instances of this class will need; none of what is no class.
    var declaredFields: Set<ElasticField> {
        guard id.kind == .ontologyClass, let document,
            let definition = try? ClassDefinition(json: .object(document.data))
        else { return [] }
        return ElasticField.fields(of: definition)
    }

    /// With those of its typed values that the index has fields for, and the names of the others.
    func source(_ typed: [(field: ElasticField, value: JSON)], _ fields: ElasticFields) -> JSON {
        guard fields.known != nil, id.kind == .instance, document != nil else { return source }
        var families: [ElasticField.Family: [(String, JSON)]] = [:]
        var unfielded: [JSON] = []
        for (field, value) in typed {
            if fields.has(field) {
                families[field.family, default: []].append((field.name, value))
            } else if field.family == .sort {
                unfielded.append(.string(field.name))
            }
        }
        var members = source.object?.members.map { ($0.name, $0.value) } ?? []
        members.append(("fields_version", .integer(ElasticFields.version)))
        if !unfielded.isEmpty { members.append(("unfielded", .array(unfielded))) }
        for family in ElasticField.Family.allCases {
            guard let values = families[family] else { continue }
            members.append((family.rawValue, .object(JSONObject(values))))
        }
        return .object(JSONObject(members))
    }

    var source: JSON {
        var members: [(String, JSON)] = [
            ("kind", .string(id.kind.rawValue)), ("db_name", .string(id.scope.database)),
            ("epoch", .integer(id.scope.epoch)), ("branch", .string(id.scope.branch)),
            ("class_id", .string(id.className)), ("instance_id", .string(id.key)),
            ("event_sequence", .integer(sequence.value)), ("deleted", .bool(document == nil)),
        ]
        if let document {
            members += [
                ("event_id", .string(document.event.description)),
                ("event_timestamp", .integer(Int(document.eventAt.microseconds))),
                ("created_at", .integer(Int(document.createdAt.microseconds))),
                ("words", Self.list(Self.words(of: .object(document.data)))),
                (
                    "equals",
                    Self.list(
                        document.data.members.filter { !$0.value.isNull }.map {
                            Self.pair($0.name, $0.value.plainText)
                        })
                ),
                ("data", Self.readable(.object(document.data))),
                // Exact to the last digit and space: some servers write numbers anew.
                ("json", .string(JSON.object(document.data).text)),
            ]
        }
        return .object(JSONObject(members))
    }

    /// As any server can read it: a number that no double can hold, which some refuse, is a text.
    private static func readable(_ value: JSON) -> JSON {
        switch value {
        case .number(let text): value.double?.isFinite == true ? value : .string(text)
        case .array(let items): .array(items.map(readable))
        case .object(let object):
            .object(JSONObject(object.members.map { ($0.name, readable($0.value)) }))
        default: value
        }
    }

    /// What of a stored document is read back; the rest is there to be searched.
    static let readMembers = [
        "kind", "db_name", "epoch", "branch", "class_id", "instance_id", "event_sequence",
        "deleted", "event_id", "event_timestamp", "created_at", "json",
    ]

    /// Nil for what is none of ours.
    init?(source: JSON) {
        guard let kind = source["kind"]?.string.flatMap(DocumentID.Kind.init),
            let database = source["db_name"]?.string, let epoch = source["epoch"]?.integer,
            let branch = source["branch"]?.string, let className = source["class_id"]?.string,
            let key = source["instance_id"]?.string,
            let sequence = source["event_sequence"]?.integer
        else { return nil }
        id = DocumentID(
            kind: kind, scope: GraphScope(database: database, epoch: epoch, branch: branch),
            className: className, key: key)
        self.sequence = SequenceNumber(sequence)
        guard source["deleted"]?.bool == false else { return }
        guard let event = source["event_id"]?.string.flatMap(EventID.init),
            let at = source["event_timestamp"]?.integer,
            let created = source["created_at"]?.integer,
            let text = source["json"]?.string, let data = (try? JSON(parsing: text))?.object
        else { return nil }
        document = Document(
            id: id, sequence: self.sequence, event: event,
            eventAt: Timestamp(microseconds: Int64(at)),
            createdAt: Timestamp(microseconds: Int64(created)), data: data)
    }

    init(_ document: Document) {
        id = document.id
        sequence = document.sequence
        self.document = document
    }

    init(deleted id: DocumentID, _ sequence: SequenceNumber) {
        self.id = id
        self.sequence = sequence
    }

    /// Runs of letters and digits at any depth, folded, each once.
    static func words(of value: JSON) -> Set<String> {
        switch value {
        case .null: []
        case .array(let items): items.reduce(into: []) { $0.formUnion(words(of: $1)) }
        case .object(let object):
            object.members.reduce(into: []) { $0.formUnion(words(of: $1.value)) }
        default: Set(words(of: value.plainText))
        }
    }

    static func words(of text: String) -> [String] {
        text.lowercased().split { !$0.isLetter && !$0.isNumber }.map {
            short(String($0), limit: 200)
        }
    }

    static func pair(_ property: String, _ value: String) -> String {
        short("\(property)\u{1}\(value.lowercased())", limit: 200)
    }

    /// A longer text is named by its hash, so that only the same text has the same name.
    private static func short(_ text: String, limit: Int) -> String {
        text.utf8.count <= limit ? text : "#" + ContentHash.sha256Hex(Array(text.utf8))
    }

    private static func list(_ texts: some Sequence<String>) -> JSON {
        .array(texts.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.map(JSON.string))
    }

    /// Nothing beyond these fields is taken; those of properties are added as they come. `data` is kept for outside tools
    /// and not indexed.
    static var mapping: JSON {
        let fixed: [(String, JSON)] =
            [
                "kind", "db_name", "branch", "class_id", "instance_id", "event_id", "words",
                "equals", "unfielded",
            ].map { ($0, ["type": "keyword"]) }
            + ["epoch", "event_sequence", "event_timestamp", "created_at", "fields_version"].map {
                ($0, ["type": "long"])
            } + [
                ("deleted", ["type": "boolean"]), ("data", ["type": "object", "enabled": false]),
                ("json", ["type": "keyword", "index": false, "doc_values": false]),
            ]
        let families = ElasticField.Family.allCases.map { family -> (String, JSON) in
            (family.rawValue, ["type": "object", "dynamic": "strict"])
        }
        return [
            "dynamic": "strict", "_meta": ["spice_fields": .integer(ElasticFields.version)],
            "properties": .object(JSONObject(fixed + families)),
        ]
    }
}
