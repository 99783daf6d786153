// References of several columns: to a table whose primary key has as many, by equal names and
// contained tuples.

/// Finds composite references.
struct CompositeReferences {
    private let tables: [KeyTable]

    init(_ tables: [KeyTable]) { self.tables = tables }

    func find() -> [ForeignKey] {
        var found: [ForeignKey] = []
        for parent in tables where parent.primaryKey.count > 1 && hasRows(parent) {
            for child in tables where child.name != parent.name && hasRows(child) {
                if let key = reference(child, parent) { found.append(key) }
            }
        }
        return found
    }

    private func hasRows(_ table: KeyTable) -> Bool {
        table.rowCount > 0 && table.columns.first?.codes.count == table.rowCount
    }

    private func reference(_ child: KeyTable, _ parent: KeyTable) -> ForeignKey? {
        var columns: [KeyColumn] = []
        for index in parent.primaryKey {
            let target = parent.columns[index]
            guard
                let own = child.columns.first(where: {
                    $0.words == target.words && $0.base == target.base
                })
            else { return nil }
            columns.append(own)
        }
        // The same pair as its own key says only that both describe the same things.
        guard
            child.primaryKey.sorted() != columns.map(\.index).sorted()
                || child.rowCount < parent.rowCount
        else { return nil }
        let tuples = parent.primaryKey.map { parent.columns[$0] }
        let missing = Self.missingTuples(columns, tuples)
        guard missing == 0 else { return nil }
        var key = ForeignKey(
            table: child.name, columns: columns.map(\.name), target: parent.name,
            targetColumns: tuples.map(\.name), cardinality: .manyToOne,
            isOptional: columns.contains { $0.emptyCount > 0 }, danglingValues: 0, confidence: 0.9,
            evidence: ["all combinations of values are there, under the same names"])
        key.filledRows = child.rowCount - (columns.map(\.emptyCount).max() ?? 0)
        return key
    }

    /// Rows whose values in `own` are not together in any row of `target`; nil when not all rows
    /// are in memory.
    static func missingTuples(_ own: [KeyColumn], _ target: [KeyColumn]) -> Int? {
        guard (own + target).allSatisfy({ $0.codes.count == $0.rowCount && $0.hasAllTexts }) else {
            return nil
        }
        let tuples = { (columns: [KeyColumn], row: Int) in
            columns.map { $0.codes[row] < 0 ? 0 : $0.texts[Int($0.codes[row])] }
        }
        let known = Set((0..<target[0].rowCount).map { tuples(target, $0) })
        var missing = 0
        for row in 0..<own[0].rowCount where own.allSatisfy({ $0.codes[row] >= 0 }) {
            if !known.contains(tuples(own, row)) { missing += 1 }
        }
        return missing
    }
}
