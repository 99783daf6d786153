// Short spellings of document changes.

import EventSourcing
import JSONText
import Ontology

func instance(_ className: String, _ key: String, _ scope: GraphScope = trade) -> DocumentID {
    DocumentID(kind: .instance, scope: scope, className: className, key: key)
}

func document(_ id: DocumentID, _ sequence: Int, _ data: JSON = [:]) -> Document {
    Document(
        id: id, sequence: SequenceNumber(sequence), event: anEvent(sequence),
        eventAt: Timestamp(microseconds: Int64(sequence) * 1000),
        createdAt: Timestamp(microseconds: Int64(sequence)), data: data.object ?? JSONObject())
}

func upsert(_ id: DocumentID, _ sequence: Int, _ data: JSON = [:]) -> DocumentChange {
    .upsert(document(id, sequence, data))
}

func delete(_ id: DocumentID, _ sequence: Int) -> DocumentChange {
    .delete(id, sequence: SequenceNumber(sequence))
}

func query(
    _ className: String? = nil, words: [String] = [], equals: [String: String] = [:],
    scope: GraphScope? = trade
) -> DocumentQuery {
    DocumentQuery(
        kind: .instance, scope: scope, className: className, words: words, equals: equals)
}

extension DocumentIndex {
    /// The documents that a query finds, as `Class/key`; the count must agree.
    func found(_ query: DocumentQuery, limit: Int = 3) async throws -> [String] {
        let items = try await collect(limit: limit) { try await search(query, $0) }.items
        guard try await count(query) == items.count else { return ["the count differs"] }
        return items.map(\.id.text)
    }
}
