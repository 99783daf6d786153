// Ranges and orders by the sort keys of properties. A document that was written without its fields, by an earlier version
// or for want of room, is uncertain: a range takes it in to be looked at, and an order is not kept while there is one.

package import EventSourcing
internal import JSONText
package import Ontology

extension ElasticDocumentIndex {
    /// How far the server counts into its hits.
    static let window = 10_000

    package func sorted(_ query: DocumentQuery, by order: DocumentOrder, _ places: Range<Int>)
        async throws(ReadModelError) -> [Document]?
    {
        guard places.upperBound <= Self.window else { return nil }
        guard !places.isEmpty, let terms = Self.terms(query) else { return [] }
        return try await translating { () async throws(ElasticError) -> [Document]? in
            var doubtful = query.ranges.map(\.property)
            if case .property(let name) = order.criterion { doubtful.append(name) }
            if !doubtful.isEmpty {
                let unsure = Self.all(terms + [Self.isUncertain(doubtful)])
                guard try await count(unsure) == 0 else { return nil }
            }
            let direction = JSON.string(order.isDescending ? "desc" : "asc")
            switch order.criterion {
            case .key:
                return try await documents(
                    terms, [("class_id", direction), ("instance_id", direction)], places
                ).items
            case .changed:
                return try await documents(
                    terms, [("event_timestamp", direction)] + Self.byKey, places
                ).items
            case .property(let name):
                return try await documents(terms, name, direction, places)
            }
        }
    }

    /// First those with a value, then those without: no server is asked to place what is not there.
    private func documents(
        _ terms: [JSON], _ property: String, _ direction: JSON, _ places: Range<Int>
    ) async throws(ElasticError) -> [Document] {
        let path = ElasticField(.sort, of: property).path
        let hasValue: JSON = ["exists": ["field": .string(path)]]
        let (first, count) = try await documents(
            terms + [hasValue], [(path, direction)] + Self.byKey, places)
        guard places.upperBound > count else { return first }
        let rest = max(0, places.lowerBound - count)..<(places.upperBound - count)
        let none: JSON = ["bool": ["must_not": [hasValue]]]
        return try await first + documents(terms + [none], Self.byKey, rest).items
    }

    private static let byKey: [(String, JSON)] = [("class_id", "asc"), ("instance_id", "asc")]

    private func documents(
        _ terms: [JSON], _ order: [(String, JSON)], _ places: Range<Int>
    ) async throws(ElasticError) -> (items: [Document], count: Int) {
        let sort = order.map { path, direction -> JSON in
            // A field that no document has is not there.
            let more: [(String, JSON)] =
                path.hasPrefix(ElasticField.Family.sort.rawValue + ".")
                ? [("unmapped_type", "keyword")] : []
            return .object(
                JSONObject([(path, .object(JSONObject([("order", direction)] + more)))]))
        }
        let answer = try await hits([
            ("from", .integer(places.lowerBound)), ("size", .integer(places.count)),
            ("query", Self.all(terms)), ("track_total_hits", true), ("sort", .array(sort)),
        ])
        guard let count = answer.total else { throw Self.strange("search") }
        return (answer.sources.compactMap { ElasticDocument(source: $0)?.document }, count)
    }

    // MARK: Conditions

    /// Documents of which the index cannot tell the values of these properties.
    static func isUncertain(_ properties: [String]) -> JSON {
        any(uncertainties(properties))
    }

    private static func uncertainties(_ properties: [String]) -> [JSON] {
        [["bool": ["must_not": [["exists": ["field": "fields_version"]]]]]]
            + properties.map { ["term": ["unfielded": .string(ElasticField.encoded($0))]] }
    }

    /// Those whose value is within, of another kind, or uncertain.
    static func condition(_ range: PropertyRange) -> JSON {
        let path = ElasticField(.sort, of: range.property).path
        let (start, end) = (range.kind.rawValue, range.kind.next)
        func between(_ ends: [(String, String)]) -> JSON {
            let ends = JSONObject(ends.map { ($0.0, JSON.string($0.1)) })
            return ["range": .object(JSONObject([(path, .object(ends))]))]
        }
        return any(
            [
                between([
                    ("gte", range.low?.text ?? start),
                    range.high.map { ("lte", $0.text) } ?? ("lt", end),
                ]),
                between([("lt", start)]), between([("gte", end)]),
            ] + uncertainties([range.property]))
    }

    static func all(_ terms: [JSON]) -> JSON { ["bool": ["filter": .array(terms)]] }

    private static func any(_ terms: [JSON]) -> JSON {
        ["bool": ["should": .array(terms), "minimum_should_match": 1]]
    }
}

extension SortKey.Kind {
    /// Above all keys of this kind and below those of the next.
    fileprivate var next: String {
        switch self {
        case .number: "o"
        case .text: "u"
        case .container: "{"
        }
    }
}
