// Making the typed fields that documents need before they are written. An index has room for so many; what finds none
// stays in the document, which names it, and questions about it look at such documents one by one.

package import EventSourcing
internal import JSONText
internal import Ontology

extension ElasticDocumentIndex {
    /// The fields of an index, with those that are needed as far as there is room. `index`: by its own name, as the server
    /// says it.
    func fields(_ needed: Set<ElasticField>, in index: String?) async throws(ElasticError)
        -> ElasticFields
    {
        guard let index else { return .none }
        var fields = try await fields(of: index)
        guard let known = fields.known, !fields.isFull else { return fields }
        let needed = needed.subtracting(known)
        let room = client.settings.maximumFields - known.count
        guard !needed.isEmpty, room > 0 else { return fields }
        // What our own questions go by comes first; in an order that is the same everywhere.
        let chosen = needed.sorted {
            ($0.family == .sort ? 0 : 1, $0.path) < ($1.family == .sort ? 0 : 1, $1.path)
        }.prefix(room)
        do throws(ElasticError) {
            _ = try await client.call(
                "PUT", "/\(index)/_mapping", ["properties": Self.mapping(of: chosen)])
            fields.known = known.union(chosen)
        } catch {
            guard case .failed = error else { throw error }
            // Another of our processes was faster, or an operator set a lower limit.
            habits.fields[index] = nil
            fields = try await self.fields(of: index)
            fields.isFull = true
        }
        habits.fields[index] = fields
        return fields
    }

    /// As the server has them, asked once an index.
    func fields(of index: String) async throws(ElasticError) -> ElasticFields {
        if let known = habits.fields[index] { return known }
        let answer = try await client.call("GET", "/\(index)/_mapping", missing: true)
        guard let mapping = answer[index]?["mappings"] else { return .none }
        let fields = ElasticFields(mapping: mapping)
        habits.fields[index] = fields
        return fields
    }

    /// Whether the index that is read has typed fields; an older one gets them with a rebuild.
    package func hasTypedFields() async throws(ReadModelError) -> Bool {
        try await translating { () async throws(ElasticError) in
            let answer = try await client.call("GET", "/\(target)/_mapping", missing: true)
            let mappings = answer.object?.members.map { $0.value["mappings"] ?? .null } ?? []
            return mappings.allSatisfy { ElasticFields(mapping: $0).known != nil }
        }
    }

    private static func mapping(of fields: some Sequence<ElasticField>) -> JSON {
        var families: [ElasticField.Family: [(String, JSON)]] = [:]
        for field in fields {
            families[field.family, default: []].append((field.name, field.family.mapping))
        }
        return .object(
            JSONObject(
                ElasticField.Family.allCases.compactMap { family in
                    families[family].map {
                        (family.rawValue, ["properties": .object(JSONObject($0))])
                    }
                }))
    }
}
