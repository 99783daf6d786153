// A document as it stands in the index. What is searched are lists of keywords that we make ourselves (words, and
// `property=value`), so that every server and every language gives the same answers.

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
                ("data", .object(document.data)),
                // Exact to the last digit and space: some servers write numbers anew.
                ("json", .string(JSON.object(document.data).text)),
            ]
        }
        return .object(JSONObject(members))
    }

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

    /// Nothing beyond these fields is taken; `data` is kept for outside tools and not indexed.
    static let mapping: JSON = [
        "dynamic": "strict",
        "properties": [
            "kind": ["type": "keyword"], "db_name": ["type": "keyword"],
            "epoch": ["type": "long"], "branch": ["type": "keyword"],
            "class_id": ["type": "keyword"], "instance_id": ["type": "keyword"],
            "event_sequence": ["type": "long"], "deleted": ["type": "boolean"],
            "event_id": ["type": "keyword"], "event_timestamp": ["type": "long"],
            "created_at": ["type": "long"], "words": ["type": "keyword"],
            "equals": ["type": "keyword"], "data": ["type": "object", "enabled": false],
            "json": ["type": "keyword", "index": false, "doc_values": false],
        ],
    ]
}
