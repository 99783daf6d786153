// The keys of a set of tables, in the order in which they lean on each other: unique sets, primary keys, references.

/// Searches keys over tables that were read together.
package struct KeySearch {
    private var tables: [KeyTable]

    /// Tables by their names, each with its columns and their values in the same order.
    package init(_ tables: [(name: String, columns: [ColumnInference], values: [ColumnValues])]) {
        self.tables = tables.map { KeyTable(name: $0.name, columns: $0.columns, values: $0.values) }
    }

    /// Finds all keys. O(columns² ) set comparisons between key-like columns.
    package mutating func find() -> KeyFindings {
        var findings = KeyFindings()
        for index in tables.indices {
            let finder = PrimaryKeyFinder(tables[index])
            let name = tables[index].name
            let columns = tables[index].columns
            findings.uniqueSets += finder.uniqueColumns.map {
                UniqueSet(table: name, columns: [columns[$0].name])
            }
            guard let key = finder.choose() else { continue }
            tables[index].primaryKey = key.columns
            findings.primaryKeys.append(
                PrimaryKey(
                    table: name, columns: key.columns.map { columns[$0].name },
                    confidence: key.confidence, evidence: key.evidence))
        }
        findings.foreignKeys = ForeignKeyFinder(tables).find()
        return findings
    }
}
