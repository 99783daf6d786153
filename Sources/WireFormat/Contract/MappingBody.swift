// POST …/suggest-mappings: two schemas, with sample rows.

package import Engine
package import JSONText

package struct MappingBody: Decodable, Sendable {
    package struct Field: Decodable, Sendable {
        package var name: String?
        package var type: String?
        package var label: JSON?
        package var aliases: [String]?
    }

    package var source: [Field]
    package var target: [Field]
    package var sample: [JSONMembers]?
    package var targetSample: [JSONMembers]?
    /// Given instead of the schemas when they were read from a file.
    private var sides: (columns: [MatchColumns.Side], properties: [MatchColumns.Side])?

    enum CodingKeys: String, CodingKey {
        case source = "source_schema"
        case target = "target_schema"
        case sample = "sample_data"
        case targetSample = "target_sample_data"
    }

    package init(columns: [MatchColumns.Side], properties: [MatchColumns.Side]) {
        source = []
        target = []
        sides = (columns, properties)
    }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        source = try values.decode([Field].self, forKey: .source)
        target = try values.decode([Field].self, forKey: .target)
        sample = try values.decodeIfPresent([JSONMembers].self, forKey: .sample)
        targetSample = try values.decodeIfPresent([JSONMembers].self, forKey: .targetSample)
    }

    /// Where a name is missing.
    package var problem: [String]? {
        for (list, fields) in [("source_schema", source), ("target_schema", target)] {
            if let index = fields.firstIndex(where: { $0.name?.isEmpty ?? true }) {
                return [list, "[\(index)]", "name"]
            }
        }
        return nil
    }

    package var useCase: MatchColumns {
        if let sides { return MatchColumns(columns: sides.columns, properties: sides.properties) }
        return MatchColumns(
            columns: source.map { MappingBody.side($0, sample) },
            properties: target.map { MappingBody.side($0, targetSample) })
    }

    private static func side(_ field: Field, _ rows: [JSONMembers]?) -> MatchColumns.Side {
        let name = field.name ?? ""
        return MatchColumns.Side(
            name: name, label: field.label?.string, aliases: field.aliases ?? [],
            type: field.type,
            values: (rows ?? []).prefix(200).map { $0.object[name]?.plainText ?? "" })
    }
}

package enum MappingAnswers {
    package static func suggestion(_ matches: ColumnMatches, _ body: MappingBody) -> JSONObject {
        let chosen = matches.matches.filter { $0.property != nil }
        let taken = Set(chosen.compactMap(\.property))
        let useCase = body.useCase
        let scores = chosen.map(\.score)
        let overall = scores.isEmpty ? 0 : scores.reduce(0, +) / Double(scores.count)
        let mappings = chosen.map { match -> JSON in
            [
                "source_field": .string(match.column), "target_field": JSON(match.property),
                "confidence": JSON(match.score),
                "match_type": match.score >= 0.95 ? "exact" : "fuzzy",
                "reasons": .array(match.reasons.map(JSON.string)),
                "alternatives": .array(
                    match.alternatives.map {
                        ["target_field": .string($0.property), "confidence": JSON($0.score)]
                    }),
            ]
        }
        let statistics: JSON = [
            "total_source_fields": .integer(useCase.columns.count),
            "total_target_fields": .integer(useCase.properties.count),
            "mapped_fields": .integer(chosen.count),
            "high_confidence_mappings": .integer(scores.count { $0 >= 0.8 }),
            "medium_confidence_mappings": .integer(scores.count { $0 >= 0.6 && $0 < 0.8 }),
        ]
        let free = useCase.properties.map(\.name).filter { !taken.contains($0) }
        let alone = matches.matches.filter { $0.property == nil }.map(\.column)
        return JSONObject([
            ("status", "success"), ("message", .string("\(chosen.count) columns have a property")),
            ("mappings", .array(mappings)),
            ("unmapped_source_fields", .array(alone.map(JSON.string))),
            ("unmapped_target_fields", .array(free.map(JSON.string))),
            ("overall_confidence", JSON(overall)),
            ("statistics", statistics),
        ])
    }
}
