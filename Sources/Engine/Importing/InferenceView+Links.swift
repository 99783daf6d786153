// What is told of keys and links: how sure each is, why, what else it could be, and the rows that lead nowhere.

internal import Inference

extension InferenceView {
    /// How many amounts of a column are in one currency.
    package struct Currency: Codable, Hashable, Sendable {
        /// A code of ISO 4217, or the sign where it stands for several currencies.
        package var name: String
        package var cells: Int
        package var firstRow: Int
    }

    /// How many telephone numbers of a column are of one country.
    package struct PhoneCountry: Codable, Hashable, Sendable {
        package var callingCode: String
        /// Codes of ISO 3166-1 of those that share it.
        package var countries: [String]
        /// `prefix`, or `pattern`: the way they are written.
        package var proof: String
        package var cells: Int
    }

    package struct Key: Codable, Hashable, Sendable {
        package struct Alternative: Codable, Hashable, Sendable {
            package var columns: [String]
            package var confidence: Double
        }

        /// Rows that it does not tell apart: an import refuses them.
        package struct Defects: Codable, Hashable, Sendable {
            package struct Repeat: Codable, Hashable, Sendable {
                package var text: String
                package var count: Int
                package var firstRow: Int
            }

            /// Rows whose value an earlier row has, counted or estimated.
            package var repeatedRows: Int
            package var isExact: Bool
            package var emptyRows: Int
            /// The first of the values that recur.
            package var examples: [Repeat]
            /// All of it in words.
            package var summary: String
        }

        /// As they stand in the file.
        package var columns: [String]
        package var confidence: Double
        package var reasons: [String]
        package var alternatives: [Alternative]
        /// Nil: it tells all rows apart.
        package var defects: Defects?

        package init(
            columns: [String], confidence: Double, reasons: [String],
            alternatives: [Alternative] = [], defects: Defects? = nil
        ) {
            self.columns = columns
            self.confidence = confidence
            self.reasons = reasons
            self.alternatives = alternatives
            self.defects = defects
        }
    }

    /// A reference from the rows of one table to those of another, or of its own.
    package struct Link: Codable, Hashable, Sendable {
        package struct Alternative: Codable, Hashable, Sendable {
            package var target: String
            package var targetColumns: [String]
            package var confidence: Double
            package var reason: String
        }

        /// Class and file of the rows that refer.
        package var source: String
        package var file: String
        package var columns: [String]
        /// The class that they refer to.
        package var target: String
        package var targetColumns: [String]
        /// `foreign_key hierarchy junction one_to_one shared_values`; of the last no link is made.
        package var kind: String
        /// `n:1`, `1:1`, `n:m`.
        package var cardinality: String
        /// Some rows refer to nothing.
        package var isOptional: Bool
        package var confidence: Double
        package var reasons: [String]
        package var alternatives: [Alternative]
        /// Rows that refer to something, and those of them whose value the target does not have.
        package var rows: Int
        package var danglingRows: Int
        /// False: at least so many.
        package var danglingIsExact: Bool
        /// The first of them.
        package var danglingExamples: [Cell]

        package init(
            source: String, file: String, columns: [String], target: String,
            targetColumns: [String], kind: String, cardinality: String, isOptional: Bool,
            confidence: Double, reasons: [String], alternatives: [Alternative] = [], rows: Int,
            danglingRows: Int = 0, danglingIsExact: Bool = true, danglingExamples: [Cell] = []
        ) {
            self.source = source
            self.file = file
            self.columns = columns
            self.target = target
            self.targetColumns = targetColumns
            self.kind = kind
            self.cardinality = cardinality
            self.isOptional = isOptional
            self.confidence = confidence
            self.reasons = reasons
            self.alternatives = alternatives
            self.rows = rows
            self.danglingRows = danglingRows
            self.danglingIsExact = danglingIsExact
            self.danglingExamples = danglingExamples
        }
    }
}

extension InferenceView.Link {
    /// No link is made of values that recur on both sides.
    package var isProposed: Bool { kind != ReferenceKind.shared.rawValue }

    /// `3 of 120 rows lead nowhere (row 7 "x")`; nil when all lead somewhere.
    package var danglingText: String? {
        guard danglingRows > 0 else { return nil }
        let most = danglingIsExact ? "" : "at least "
        let verb = danglingRows == 1 ? "leads" : "lead"
        let examples = danglingExamples.prefix(3).map { "row \($0.row) \"\($0.text)\"" }
        let tail = examples.isEmpty ? "" : ": " + examples.joined(separator: ", ")
        return "\(most)\(danglingRows) of \(rows) rows \(verb) nowhere\(tail)"
    }
}

extension InferenceView {
    /// The references of a result under the names of the proposed classes.
    static func links(_ result: InferenceResult, _ files: [LoadedFile]) -> [Link] {
        let classes = Dictionary(
            result.proposal.classes.map { ($0.table, $0.id) }
        ) { first, _ in first }
        return result.keys.foreignKeys.map { key in
            Link(
                source: classes[key.table] ?? key.table,
                file: files.first { $0.input.name == key.table }?.name ?? key.table,
                columns: key.columns, target: classes[key.target] ?? key.target,
                targetColumns: key.targetColumns, kind: key.kind.rawValue,
                cardinality: key.cardinality.rawValue, isOptional: key.isOptional,
                confidence: key.confidence, reasons: key.evidence,
                alternatives: key.alternatives.map {
                    Link.Alternative(
                        target: classes[$0.table] ?? $0.table, targetColumns: $0.columns,
                        confidence: $0.confidence, reason: $0.reason)
                }, rows: key.filledRows, danglingRows: key.danglingRows,
                danglingIsExact: key.danglingIsExact,
                danglingExamples: key.danglingExamples.map { Cell(row: $0.row, text: $0.text) })
        }
    }
}

extension InferenceView.Table {
    /// The columns that stand in the file, and the parts of those that were cut.
    package var fileColumns: [InferenceView.Column] { columns.filter { $0.derivedFrom == nil } }

    /// Takes over what is known of its key, and what it joins.
    mutating func note(_ keys: KeyFindings, table name: String, _ links: [InferenceView.Link]) {
        if let found = keys.primaryKeys.first(where: { $0.table == name }) {
            key = InferenceView.Key(
                columns: found.columns, confidence: found.confidence, reasons: found.evidence,
                alternatives: found.alternatives.map {
                    InferenceView.Key.Alternative(columns: $0.columns, confidence: $0.confidence)
                }, defects: found.defects.map(InferenceView.Key.Defects.init))
        }
        let joined = links.filter {
            $0.source == className && $0.kind == ReferenceKind.junction.rawValue
        }
        joins = joined.count > 1 ? joined.map(\.target) : nil
    }
}

extension InferenceView.Key.Defects {
    init(_ defects: KeyDefects) {
        self.init(
            repeatedRows: defects.repeatedRows, isExact: defects.isExact,
            emptyRows: defects.emptyRows,
            examples: defects.examples.map {
                Repeat(text: $0.text, count: $0.count, firstRow: $0.firstRow)
            }, summary: defects.text)
    }
}
