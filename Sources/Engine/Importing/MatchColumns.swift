// Use case: columns that a client describes onto properties that it describes: names, types and sample values. No
// database is asked.

internal import Inference
internal import JSONText
internal import Ontology
internal import Tables

package struct MatchColumns: UseCase, Hashable {
    package static let name = "match-columns"
    package static let maximumColumns = 2000

    /// A column, or a property.
    package struct Side: Codable, Hashable, Sendable {
        package var name: String
        package var label: String?
        package var aliases: [String]
        /// A type of the contract; nil: what the values say.
        package var type: String?
        package var values: [String]

        package init(
            name: String, label: String?, aliases: [String] = [], type: String?, values: [String]
        ) {
            self.name = name
            self.label = label
            self.aliases = aliases
            self.type = type
            self.values = values
        }
    }

    package var columns: [Side]
    package var properties: [Side]

    package init(columns: [Side], properties: [Side]) {
        self.columns = columns
        self.properties = properties
    }

    package var reach: Reach { .anyone }

    package func perform(in engine: Engine, _ call: CallContext) async throws(EngineError)
        -> ColumnMatches
    {
        guard columns.count <= MatchColumns.maximumColumns,
            properties.count <= MatchColumns.maximumColumns
        else {
            throw EngineError(.tooLarge, "at most \(MatchColumns.maximumColumns) columns")
        }
        guard !columns.isEmpty, !properties.isEmpty else { return ColumnMatches(matches: []) }
        let table = try EngineError.wrapTable { () throws(TableError) in
            try InferenceRun.infer(
                files: [TableInput(.bytes(csv, name: "columns.csv"))])
        }.tables.first
        guard let inferred = table.map({ Array($0.fileColumns) }), inferred.count == columns.count
        else {
            throw EngineError(.invalidData, "the columns cannot be told apart: give each a name")
        }
        let matches = ColumnMatcher(properties.map(MatchColumns.target)).match(inferred)
        return ColumnMatches(
            matches: zip(columns, matches).map { column, match in
                ColumnMatches.Match(
                    column: column.name, property: match.choice?.property,
                    score: match.choice?.score ?? 0, reasons: match.choice?.reasons ?? [],
                    alternatives: match.candidates.map {
                        ColumnMatches.Candidate(property: $0.property, score: $0.score)
                    })
            })
    }

    private static func target(_ side: Side) -> MatchTarget {
        let type = side.type.map { DataType($0) }
        return MatchTarget(
            name: side.name, label: side.label ?? side.aliases.first,
            base: type?.inferenceBase ?? .string,
            semantic: side.type.flatMap { Semantic(rawValue: $0.lowercased()) },
            sample: side.values)
    }

    private var csv: [UInt8] {
        func line(_ cells: [String]) -> String {
            cells.map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }.joined(separator: ",")
                + "\r\n"
        }
        var text = line(columns.map(\.name))
        for row in 0..<(columns.map(\.values.count).max() ?? 0) {
            text += line(columns.map { $0.values.indices.contains(row) ? $0.values[row] : "" })
        }
        return Array(text.utf8)
    }
}

package struct ColumnMatches: Codable, Hashable, Sendable {
    package struct Candidate: Codable, Hashable, Sendable {
        package var property: String
        package var score: Double
    }

    package struct Match: Codable, Hashable, Sendable {
        package var column: String
        package var property: String?
        package var score: Double
        package var reasons: [String]
        package var alternatives: [Candidate]
    }

    package var matches: [Match]
}

extension ColumnMatches {
    /// What a suggestion for a file says of its columns.
    package init(_ view: MappingView) {
        matches = view.matches.map { match in
            Match(
                column: match.column, property: match.property,
                score: match.property == nil ? 0 : match.score, reasons: match.reasons,
                alternatives: (match.candidates ?? []).map {
                    Candidate(property: $0.property, score: $0.score)
                })
        }
    }
}
