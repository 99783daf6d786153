// Inference as the Funnel service tells it: the columns of /analyze and the class of
// /suggest-schema.

package import Engine
package import EventSourcing
package import JSONText

package enum FunnelAnswers {
    /// The answer of /analyze.
    package static func analysis(_ view: InferenceView, _ body: FunnelBody, now: Timestamp) -> JSON
    {
        let table = view.tables.first
        let isComplex = body.includeComplexTypes ?? false
        let columns = table.map { self.columns(of: $0, isComplex: isComplex) } ?? []
        return [
            "columns": .array(columns),
            "analysis_metadata": [
                "total_columns": .integer(columns.count), "analyzed_rows": JSON(table?.rows ?? 0),
                "include_complex_types": .bool(isComplex),
                "analysis_version": "1.0",
            ],
            "warnings": RepairAnswers.warnings(view, body), "repairs": RepairAnswers.json(table),
            "primary_key": table?.key.map(StructureAnswer.key) ?? .null,
            "timestamp": .string(now.description),
        ]
    }

    /// What the columns of a table hold.
    package static func columns(of table: InferenceView.Table, isComplex: Bool = true) -> [JSON] {
        table.columns.enumerated().map { index, column in
            self.column(
                column, at: index, rows: table.rows, sample: table.sample, isComplex: isComplex)
        }
    }

    private static func column(
        _ column: InferenceView.Column, at index: Int, rows: Int, sample: [[String]],
        isComplex: Bool
    ) -> JSON {
        let cells = sample.compactMap { $0.indices.contains(index) ? $0[index] : nil }
        let values = cells.filter { !$0.isEmpty }.prefix(10).map(JSON.string)
        let total = Double(max(rows, 1))
        return [
            "column_name": .string(column.name),
            "inferred_type": [
                "type": .string(type(column, isComplex: isComplex)),
                "confidence": JSON(column.confidence),
                "reason": .string(column.evidence.joined(separator: "; ")),
                "metadata": [
                    "semantic": JSON(column.semantic), "format": JSON(column.format),
                    "locale": JSON(column.locale), "min": JSON(column.minimum),
                    "max": JSON(column.maximum),
                    "contradictions": .integer(column.contradictionCount),
                    "currencies": .array((column.currencies ?? []).map { .string($0.name) }),
                    "derived_from": JSON(column.derivedFrom),
                ],
            ],
            "total_count": .integer(rows), "non_empty_count": .integer(rows - column.nulls),
            "sample_values": .array(Array(values)), "null_count": .integer(column.nulls),
            "unique_count": .integer(column.distinct),
            "null_ratio": JSON(Double(column.nulls) / total),
            "unique_ratio": JSON(Double(column.distinct) / total),
        ]
    }

    /// The contract's name of a column's type.
    static func type(_ column: InferenceView.Column, isComplex: Bool = false) -> String {
        if isComplex, let meaning = column.semantic.flatMap({ complexTypes[$0] }) { return meaning }
        return switch column.base {
        case "integer", "decimal", "boolean", "date", "time": "xsd:" + column.base
        case "datetime": "xsd:dateTime"
        default: "xsd:string"
        }
    }

    /// What the contract calls meanings, where the request asks for them.
    private static let complexTypes: [String: String] = [
        "email": "email", "phone": "phone", "url": "xsd:anyURI", "money": "money", "uuid": "uuid",
        "ip": "ip", "array": "array", "object": "object", "coordinate": "coordinate",
        "enum": "enum", "street_address": "address", "duration": "xsd:duration",
        "year": "xsd:gYear", "percent": "percent",
    ]

    /// A class proposed from a file, with what is known of the columns that its properties come from.
    package static func proposal(
        _ proposed: JSON, _ table: InferenceView.Table, now: Timestamp
    ) -> JSONObject {
        var schema = proposed.object ?? JSONObject()
        let columns = zip(table.columns, columns(of: table))
        var confidences = JSONObject()
        for (column, _) in columns { confidences[column.name] = JSON(column.confidence) }
        let known = Dictionary(
            columns.map { ($0.proposedProperty ?? $0.name, $1) }, uniquingKeysWith: { a, _ in a })
        schema["properties"] = .array(
            (schema["properties"]?.array ?? []).map { property in
                guard var object = property.object, let name = object["name"]?.string,
                    let column = known[name]
                else { return property }
                object["metadata"] = knowledge(of: column)
                return .object(object)
            })
        var metadata = schema["metadata"]?.object ?? JSONObject()
        metadata["generated_by"] = "funnel"
        metadata["generation_date"] = .string(now.description)
        metadata["confidence_scores"] = .object(confidences)
        schema["metadata"] = .object(metadata)
        return schema
    }

    /// The answer of /suggest-schema, from the answer of /analyze.
    package static func schema(of analysis: JSON, className: String?, now: Timestamp) -> JSON {
        let columns = analysis["columns"]?.array ?? []
        var confidences = JSONObject()
        let properties = columns.compactMap { column -> JSON? in
            guard let name = column["column_name"]?.string else { return nil }
            confidences[name] = column["inferred_type"]?["confidence"]
            return property(column, name: name)
        }
        let id = className ?? "GeneratedClass"
        return [
            "id": .string(id), "label": .string(id),
            "description": .string("proposed from \(properties.count) columns"),
            "properties": .array(properties), "relationships": [],
            "metadata": [
                "generated_by": "funnel", "generation_date": .string(now.description),
                "confidence_scores": .object(confidences),
            ],
        ]
    }

    private static func property(_ column: JSON, name: String) -> JSON {
        let inferred = column["inferred_type"]
        let confidence = inferred?["confidence"]?.double ?? 0
        let nulls = column["null_count"]?.integer ?? 0
        return [
            "name": .string(name), "label": .string(name),
            "type": confidence >= 0.7 ? inferred?["type"] ?? "xsd:string" : "xsd:string",
            "required": .bool(nulls == 0),
            "metadata": knowledge(of: column),
        ]
    }

    private static func knowledge(of column: JSON) -> JSON {
        let names = [
            "total_count", "non_empty_count", "unique_count", "null_count", "unique_ratio",
            "null_ratio",
        ]
        let confidence = column["inferred_type"]?["confidence"] ?? .null
        return .object(
            JSONObject(
                [("inferred_confidence", confidence)] + names.map { ($0, column[$0] ?? .null) }))
    }

    /// `analysis_summary` of the BFF's suggestion.
    package static func summary(of analysis: JSON) -> JSON {
        let columns = analysis["columns"]?.array ?? []
        let confidences = columns.map { $0["inferred_type"]?["confidence"]?.double ?? 0 }
        let average = confidences.reduce(0, +) / Double(max(confidences.count, 1))
        let types = Set(columns.compactMap { $0["inferred_type"]?["type"]?.string }).sorted()
        return [
            "total_columns": .integer(columns.count),
            "high_confidence_columns": .integer(confidences.filter { $0 >= 0.7 }.count),
            "average_confidence": JSON((average * 100).rounded() / 100),
            "detected_types": .array(types.map(JSON.string)),
        ]
    }
}
