// Tables that only join others: their key is all their references together, even where one of them
// is unique by chance in the rows at hand.

/// Finds link tables whose chosen key is a single reference.
struct LinkTables {
    private let tables: [KeyTable]
    private let references: [ForeignKey]

    init(_ tables: [KeyTable], _ references: [ForeignKey]) {
        self.tables = tables
        self.references = references
    }

    /// Table indices with their key columns.
    func keys() -> [(Int, [Int])] {
        tables.indices.compactMap { index in
            let table = tables[index]
            guard table.primaryKey.count == 1 else { return nil }
            let own = references.filter { $0.table == table.name && $0.target != table.name }
            let columns = table.columns.filter { column in
                own.contains { $0.columns == [column.name] }
            }
            guard columns.count >= 2, columns.count <= 3,
                columns.contains(where: { $0.index == table.primaryKey[0] }),
                columns.allSatisfy({ $0.emptyCount == 0 }), isBare(table, columns),
                !columns.allSatisfy(\.isUnique)
            else { return nil }
            return (index, columns.map(\.index))
        }
    }

    /// Beside the references there is nothing, or nothing but when the row was written.
    func isBare(_ table: KeyTable, _ columns: [KeyColumn]) -> Bool {
        table.columns.allSatisfy { column in
            columns.contains { $0.index == column.index } || column.values.isEmpty
                || (column.base == .datetime || column.base == .date)
                    && column.words.contains { Self.writingWords.contains($0) }
        }
    }

    private static let writingWords: Set<String> = [
        "update", "updated", "modified", "changed", "created", "inserted", "loaded", "timestamp",
        "at", "stamp", "synced",
    ]
}
