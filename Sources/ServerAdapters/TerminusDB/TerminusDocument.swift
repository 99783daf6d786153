// A node as a document of TerminusDB. One class for all: which classes there are, and what their properties mean, stands
// in the log; the graph keeps instances. Data stays the JSON text that it was, so that no number loses a digit.

internal import EventSourcing
internal import JSONText
internal import Ontology

struct TerminusDocument: Sendable {
    var id: NodeID
    var sequence: SequenceNumber
    var event: EventID
    /// Nil for a deleted node: it only keeps its sequence.
    var data: JSONObject?
    var links: [LinkValue]

    static let schema: [JSON] = [
        [
            "@type": "Class", "@id": "Node",
            "@documentation": [
                "@comment":
                    "An instance. data holds it, link its links as JSON, mark what it is found by, want the marks that its links look for."
            ],
            "ver": "xsd:integer", "alive": "xsd:boolean", "branch": "xsd:string",
            "kind": "xsd:string", "name": "xsd:string", "home": "xsd:string",
            "sort": "xsd:string", "event": "xsd:string",
            "data": ["@type": "Optional", "@class": "xsd:string"],
            "link": ["@type": "Set", "@class": "xsd:string"],
            "mark": ["@type": "Set", "@class": "xsd:string"],
            "want": ["@type": "Set", "@class": "xsd:string"],
        ]
    ]

    /// The change of one node; nil for any other.
    init?(_ change: GraphChange) {
        switch change {
        case .upsert(let id, let sequence, let event, let data, let links):
            self.init(
                id: id, sequence: sequence, event: event, data: data,
                links: Self.withoutRepeats(links))
        case .delete(let id, let sequence, let event):
            self.init(id: id, sequence: sequence, event: event, data: nil, links: [])
        case .dropDatabase: return nil
        }
    }

    private init(
        id: NodeID, sequence: SequenceNumber, event: EventID, data: JSONObject?,
        links: [LinkValue]
    ) {
        self.id = id
        self.sequence = sequence
        self.event = event
        self.data = data
        self.links = links
    }

    /// Links with the same predicate and target are one, by bytes.
    private static func withoutRepeats(_ links: [LinkValue]) -> [LinkValue] {
        var seen: Set<[UInt8]> = []
        return links.filter { seen.insert($0.json.bytes).inserted }
    }

    /// What it is found by; nothing finds a deleted node.
    var marks: [String] {
        guard let data else { return [] }
        let own = data.members.filter { !$0.value.isNull }.map {
            TerminusNames.mark(id.scope, id.className, $0.name, $0.value.plainText)
        }
        return Array(Set([TerminusNames.mark(id)] + own)).sorted()
    }

    /// As the fields of a document.
    var fields: [(String, JSON)] {
        var fields: [(String, JSON)] = [
            ("@type", text("Node")), ("@id", text(TerminusNames.document(id))),
            ("ver", WOQL.value(WOQL.integer(sequence.value))),
            ("alive", WOQL.value(["@type": "xsd:boolean", "@value": .bool(data != nil)])),
            ("branch", text(id.scope.branch)), ("kind", text(id.className)),
            ("name", text(id.key)), ("home", text(TerminusNames.home(id.scope, id.className))),
            ("sort", text(TerminusNames.sort(id.key))), ("event", text(event.description)),
        ]
        guard let data else { return fields }
        fields.append(("data", text(JSON.object(data).text)))
        fields.append(("mark", texts(marks)))
        if !links.isEmpty {
            let wants = Set(links.flatMap { TerminusNames.marks($0.target, in: id.scope) })
            fields.append(("link", texts(links.map { $0.json.text })))
            fields.append(("want", texts(wants.sorted())))
        }
        return fields
    }

    private func text(_ text: String) -> JSON { WOQL.value(WOQL.string(text)) }

    private func texts(_ texts: [String]) -> JSON {
        ["@type": "Value", "list": .array(texts.map { WOQL.value(WOQL.string($0)) })]
    }

    /// From a document as it is read; nil for one that is none of ours. Branch, class and key are taken from it.
    init?(_ json: JSON, database: String, epoch: Int) {
        guard let branch = json["branch"]?.string, let kind = json["kind"]?.string,
            let name = json["name"]?.string, let version = json["ver"]?.integer,
            let event = (json["event"]?.string).flatMap({ EventID($0) })
        else { return nil }
        let scope = GraphScope(database: database, epoch: epoch, branch: branch)
        id = NodeID(scope: scope, className: kind, key: name)
        sequence = SequenceNumber(version)
        self.event = event
        data = (json["data"]?.string).flatMap { try? JSON(parsing: $0) }?.object
        links = (json["link"]?.array ?? []).compactMap { link in
            guard let text = link.string, let value = try? JSON(parsing: text) else { return nil }
            return try? LinkValue(json: value)
        }
    }

    var node: GraphNode? {
        data.map { GraphNode(id: id, sequence: sequence, event: event, data: $0) }
    }
}
