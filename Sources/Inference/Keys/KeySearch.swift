// The keys of a set of tables, in the order in which they lean on each other: unique sets, primary
// keys, references.

/// Searches keys over tables that were read together.
struct KeySearch {
    private var tables: [KeyTable]

    init(_ tables: [KeyTable]) { self.tables = tables }

    /// Finds all keys. O(columns²) set comparisons between key-like columns.
    mutating func find() -> KeyFindings {
        var findings = KeyFindings()
        for index in tables.indices {
            let finder = PrimaryKeyFinder(tables[index])
            let name = tables[index].name
            findings.uniqueSets += finder.uniqueColumns.map {
                UniqueSet(table: name, columns: [tables[index].columns[$0].name])
            }
            guard let key = finder.choose() else { continue }
            tables[index].primaryKey = key.columns
            findings.primaryKeys.append(
                primaryKey(index, key.columns, key.confidence, key.evidence))
        }
        findings.foreignKeys = ForeignKeyFinder(tables).find()
        let links = LinkTables(tables, findings.foreignKeys).keys()
        guard !links.isEmpty else { return findings }
        for (index, columns) in links {
            tables[index].primaryKey = columns
            let key = primaryKey(
                index, columns, 0.8, ["the table does nothing but join what these columns name"])
            findings.primaryKeys.removeAll { $0.table == tables[index].name }
            findings.primaryKeys.append(key)
        }
        findings.foreignKeys = ForeignKeyFinder(tables).find()
        return findings
    }

    private func primaryKey(
        _ index: Int, _ columns: [Int], _ confidence: Double, _ evidence: [String]
    ) -> PrimaryKey {
        PrimaryKey(
            table: tables[index].name, columns: columns.map { tables[index].columns[$0].name },
            confidence: confidence, evidence: evidence)
    }
}
