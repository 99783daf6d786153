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
            findings.primaryKeys.append(primaryKey(index, key))
        }
        findings.foreignKeys = ForeignKeyFinder(tables).find()
        let links = LinkTables(tables, findings.foreignKeys).keys()
        guard !links.isEmpty else { return told(findings) }
        for (index, columns) in links {
            tables[index].primaryKey = columns
            let key = primaryKey(
                index,
                PrimaryKeyFinder.Choice(
                    columns, 0.8, ["the table does nothing but join what these columns name"]))
            findings.primaryKeys.removeAll { $0.table == tables[index].name }
            findings.primaryKeys.append(key)
        }
        findings.foreignKeys = ForeignKeyFinder(tables).find()
        return told(findings)
    }

    private func told(_ findings: KeyFindings) -> KeyFindings {
        var findings = findings
        let kinds = ReferenceKinds(tables, findings.foreignKeys)
        for index in findings.foreignKeys.indices {
            findings.foreignKeys[index].kind = kinds.kind(of: findings.foreignKeys[index])
        }
        return findings
    }

    private func primaryKey(_ index: Int, _ key: PrimaryKeyFinder.Choice) -> PrimaryKey {
        let names = { (columns: [Int]) in columns.map { tables[index].columns[$0].name } }
        return PrimaryKey(
            table: tables[index].name, columns: names(key.columns), confidence: key.confidence,
            evidence: key.evidence,
            alternatives: key.others.map {
                OtherKey(columns: names($0.columns), confidence: $0.confidence)
            }, defects: key.defects)
    }
}
