// One database of the contract server: schema and documents as they are read back, and the triples behind them.

internal import JSONText

struct ContractDatabase: Sendable {
    struct Triple: Hashable, Sendable {
        var subject: String
        var predicate: String
        var object: JSON
    }

    var label: String
    var comment: String
    let id: String
    /// Class id → its schema document, in the order in which they came.
    var classes: [(id: String, document: JSONObject)] = []
    private(set) var documents: [String: JSONObject] = [:]
    /// In the order in which they came.
    private(set) var order: [String] = []
    /// Triples that no document stands for.
    var schemaTriples: [Triple] = []
    private(set) var version = 0
    private var subjects: [String: Set<String>] = [:]
    private var before = Before()

    /// What a query changed, as it was before. A copy of all documents would cost each query as much as there is.
    private struct Before: Sendable {
        var documents: [(id: String, document: JSONObject?)] = []
        var classes: [(id: String, document: JSONObject)] = []
        var schemaTriples: [Triple] = []
    }

    init(label: String, comment: String, id: String) {
        self.label = label
        self.comment = comment
        self.id = id
    }

    mutating func touch() { version += 1 }

    mutating func begin() { before = Before(classes: classes, schemaTriples: schemaTriples) }

    /// As at `begin`.
    mutating func takeBack() {
        for (id, document) in before.documents.reversed() {
            if let document { put(id, document) } else { remove(id) }
        }
        (classes, schemaTriples) = (before.classes, before.schemaTriples)
        before = Before()
    }

    func schema(_ id: String) -> JSONObject? { classes.first { $0.id == id }?.document }

    mutating func put(_ id: String, _ document: JSONObject) {
        let old = documents[id]
        before.documents.append((id, old))
        if let old { unindex(id, old) } else { order.append(id) }
        documents[id] = document
        for (predicate, object) in triples(document) {
            subjects[Self.key(predicate, object), default: []].insert(id)
        }
    }

    mutating func remove(_ id: String) {
        guard let old = documents.removeValue(forKey: id) else { return }
        before.documents.append((id, old))
        unindex(id, old)
        order.removeAll { $0 == id }
    }

    private mutating func unindex(_ id: String, _ document: JSONObject) {
        for (predicate, object) in triples(document) {
            subjects[Self.key(predicate, object)]?.remove(id)
        }
    }

    /// Documents that have this value, in no order.
    func subjects(_ predicate: String, _ object: JSON) -> Set<String> {
        subjects[Self.key(predicate, object)] ?? []
    }

    /// Predicates with objects as bindings show them.
    func triples(_ document: JSONObject) -> [(String, JSON)] {
        let type = document["@type"]?.string ?? "sys:JSONDocument"
        var triples: [(String, JSON)] = [("rdf:type", .string("@schema:" + type))]
        for member in document.members where !member.name.hasPrefix("@") {
            let kind = Self.kind(schema(type)?[member.name])
            for value in member.value.array ?? [member.value] {
                triples.append((member.name, Self.literal(value, kind)))
            }
        }
        return triples
    }

    /// The type of a field, without its family.
    static func kind(_ field: JSON?) -> String {
        field?.string ?? field?["@class"]?.string ?? "xsd:string"
    }

    private static func literal(_ value: JSON, _ kind: String) -> JSON {
        kind.hasPrefix("xsd:") ? ["@type": .string(kind), "@value": value] : value
    }

    private static func key(_ predicate: String, _ object: JSON) -> String {
        predicate + "\u{1}" + text(object)
    }

    /// Equal for equal nodes and literals.
    static func text(_ object: JSON) -> String {
        if let node = object.string { return "node:" + node }
        return (object["@type"]?.string ?? "") + ":" + (object["@value"]?.plainText ?? "")
    }

    /// What is wrong with a document; nil when nothing is.
    func complaint(_ document: JSONObject) -> JSON? {
        let type = document["@type"]?.string ?? ""
        guard let known = schema(type) else {
            return [
                "@type": "ascribed_type_does_not_exist",
                "ascribed_type": .string("terminusdb:///schema#" + type),
            ]
        }
        for member in document.members where !member.name.hasPrefix("@") {
            guard known[member.name] != nil else {
                return [
                    "@type": "unknown_property_for_type",
                    "property": [.string("terminusdb:///schema#" + member.name)],
                ]
            }
        }
        for field in known.members where !field.name.hasPrefix("@") {
            guard field.value.string != nil, document[field.name] == nil else { continue }
            return [
                "@type": "required_field_does_not_exist_in_document",
                "field": .string("terminusdb:///schema#" + field.name),
            ]
        }
        return nil
    }
}
