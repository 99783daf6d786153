// A document index with short ways to fill and search it, for its checks.

internal import EventSourcing
internal import JSONText
internal import Ontology

struct DocumentBench {
    let ports: Ports

    init(_ ports: Ports) { self.ports = ports }

    var index: any DocumentIndex { ports.documents }
    var scope: GraphScope { GraphScope(database: "shop", epoch: 1) }

    func id(_ key: String) -> DocumentID {
        DocumentID(kind: .instance, scope: scope, className: "Product", key: key)
    }

    func document(
        _ id: DocumentID, _ sequence: Int, _ data: [(String, JSON)] = [("name", "Chai")]
    ) -> Document {
        Document(
            id: id, sequence: SequenceNumber(sequence),
            event: .named("\(id.text)@\(sequence)"), eventAt: FixedClock.sampleTime,
            createdAt: FixedClock.sampleTime, data: JSONObject(data))
    }

    func document(
        _ key: String, _ sequence: Int, _ data: [(String, JSON)] = [("name", "Chai")]
    ) -> Document {
        document(id(key), sequence, data)
    }

    func put(
        _ key: String, _ sequence: Int, _ data: [(String, JSON)] = [("name", "Chai")]
    ) async throws {
        try await index.apply([.upsert(document(key, sequence, data))], upTo: nil)
    }

    func delete(_ key: String, _ sequence: Int) async throws {
        try await index.apply(
            [.delete(id(key), sequence: SequenceNumber(sequence))], upTo: nil)
    }

    func query(
        className: String? = nil, words: [String] = [], equals: [String: String] = [:]
    ) -> DocumentQuery {
        DocumentQuery(
            kind: .instance, scope: scope, className: className, words: words, equals: equals)
    }

    func keys(_ query: DocumentQuery) async throws -> [String] {
        try await collect(limit: 4) { try await index.search(query, $0) }.map(\.id.key)
    }

    func history() -> [DocumentChange] {
        var changes: [DocumentChange] = []
        for index in 0..<12 {
            for sequence in 1...4 {
                let data: [(String, JSON)] = [
                    ("name", .string("name\(index) version\(sequence)")),
                    ("group", .integer(index % 3)),
                ]
                changes.append(.upsert(document("k\(index)", sequence, data)))
            }
            if index % 4 == 3 {
                changes.append(.delete(id("k\(index)"), sequence: SequenceNumber(5)))
            }
        }
        return changes
    }

    /// Everything that can be read, as text.
    func export() async throws -> String {
        var lines: [String] = []
        for document in try await collect(limit: 5, { try await index.search(query(), $0) }) {
            lines.append(
                "\(document.id.text) \(document.sequence) \(JSON.object(document.data).text)")
        }
        for word in ["version1", "version4", "name3", "name5"] {
            lines.append("\(word): \(try await keys(query(words: [word])))")
        }
        for group in ["0", "1", "2"] {
            lines.append("\(group): \(try await keys(query(equals: ["group": group])))")
        }
        return lines.joined(separator: "\n")
    }
}
