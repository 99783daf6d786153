// Turns inferred tables and keys into classes.

/// Makes the proposal.
struct SchemaProposer {
    private let tables: [TableInference]
    private let keys: KeyFindings
    private let ids: [String: String]

    init(tables: [TableInference], keys: KeyFindings) {
        self.tables = tables
        self.keys = keys
        var taken: Set<String> = []
        var ids: [String: String] = [:]
        for (index, table) in tables.enumerated() {
            ids[table.name] = SchemaNames.unique(
                SchemaNames.classID(forFile: table.name, number: index + 1), taken: &taken)
        }
        self.ids = ids
    }

    func propose() -> SchemaProposal { SchemaProposal(classes: tables.map(proposedClass)) }

    private func proposedClass(_ table: TableInference) -> ProposedClass {
        let key = keys.primaryKeys.first { $0.table == table.name }?.columns ?? []
        var taken: Set<String> = []
        let properties = table.columns.map { column in
            ProposedProperty(
                name: SchemaNames.unique(
                    SchemaNames.identifier(column.name, fallback: "column_\(column.index + 1)"),
                    taken: &taken),
                column: column.name, label: column.header.isEmpty ? column.name : column.header,
                base: column.reading.base == .empty ? .string : column.reading.base,
                semantic: column.reading.semantic, required: column.hasNoNulls,
                isKey: key.contains(column.name), confidence: column.confidence)
        }
        let id = ids[table.name] ?? table.name
        return ProposedClass(
            id: id, label: id, table: table.name, properties: properties,
            primaryKey: key.compactMap { name in properties.first { $0.column == name }?.name },
            links: links(table, properties), rowCount: table.rowCount)
    }

    private func links(_ table: TableInference, _ properties: [ProposedProperty]) -> [ProposedLink]
    {
        var taken: Set<String> = []
        // Single columns give their names away first; composites take what is free.
        // A link needs one thing at its other end.
        let own = keys.foreignKeys.filter {
            $0.table == table.name && $0.cardinality != .manyToMany
        }
        .sorted { ($0.columns.count, $0.columns[0]) < ($1.columns.count, $1.columns[0]) }
        return own.map { key in
            let names = key.columns.map { column in
                properties.first { $0.column == column }?.name ?? column
            }
            let target = ids[key.target] ?? key.target
            let wanted =
                names.count == 1
                ? names[0] : SchemaNames.identifier(names.joined(separator: "_"), fallback: target)
            return ProposedLink(
                predicate: SchemaNames.unique(wanted, taken: &taken),
                label: key.columns.joined(separator: ", "), sourceColumns: key.columns,
                targetClass: target, targetTable: key.target, targetColumns: key.targetColumns,
                cardinality: key.cardinality, isOptional: key.isOptional,
                danglingValues: key.danglingValues, confidence: key.confidence,
                reasons: key.evidence)
        }
    }
}
