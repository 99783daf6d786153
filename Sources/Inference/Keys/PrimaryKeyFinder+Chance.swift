// Keys of tables that people kept: a column that is the key but for a few rows, and sets of columns that are unique by
// chance, which are no keys.

extension PrimaryKeyFinder {
    /// The column that is named and placed like the key, and is one but for a few rows.
    func nearlyUnique() -> KeyColumn? {
        table.columns.filter { column in
            column.defects != nil && !column.isUnique && column.canBeKey
                && (column.hasKeySuffix && merit(of: column) > 0.3
                    || column.index == 0 && column.semantic == .identifier)
        }
        .max { (merit(of: $0), $1.index) < (merit(of: $1), $0.index) }
    }

    /// It is called like the table, or only `id`: nothing else can be meant by a row.
    func isOwnKey(_ column: KeyColumn) -> Bool {
        column.index == 0 && KeyNames.isGeneric(column) && column.hasKeySuffix
            || NameAffinity.owner(column.core, table.words) >= 0.9
            || table.words.count == 1 && NameAffinity.owner(column.core, table.words) >= 0.75
    }

    func choice(of column: KeyColumn) -> Choice {
        let defects = column.defects
        var choice = Choice(
            [column.index], min(0.9, 0.5 + 0.3 * merit(of: column)),
            [
                "\(column.name) is named or placed like the key"
                    + (defects.map { ", but \($0.text)" } ?? "")
            ])
        choice.defects = defects
        return choice
    }

    /// So few rows were to be expected to agree in all of `set` if its columns had nothing to do with each other that
    /// nothing follows from there being none. Columns that are named like keys, and moments, are believed all the same;
    /// as company of a column that is nearly unique by itself only where they tell apart the rows of one thing, or where
    /// the table holds little else.
    func isByChance(_ set: [Int], besides nearly: KeyColumn?) -> Bool {
        let columns = set.map { table.columns[$0] }
        let isNearly = nearly.map { set.contains($0.index) } ?? false
        let isNamed = columns.allSatisfy { column in
            if isNearly {
                return column.index == nearly?.index || isPart(column)
                    || column.hasKeySuffix && table.columns.count <= 2 * set.count
            }
            return column.hasKeySuffix || column.semantic == .identifier || isMoment(column)
                || isLine(column) && columns.contains(where: \.hasKeySuffix)
        }
        // A table that holds nothing else joins what its columns name, whatever they are called.
        let isWhole = set.count == table.columns.count && !columns.contains(where: isFlag)
        return !isNamed && !isWhole && expectedAgreements(columns) < Self.tellingAgreements
    }

    /// With so many expected, none at all comes once in twenty times.
    private static let tellingAgreements = 3.0

    private func isFlag(_ column: KeyColumn) -> Bool {
        column.base == .boolean || column.semantic == .gender || column.distinct < 3
    }

    private func isMoment(_ column: KeyColumn) -> Bool {
        column.base == .date || column.base == .datetime || column.semantic == .year
    }

    /// What tells apart the rows of one thing: a line, a version, a day.
    private func isPart(_ column: KeyColumn) -> Bool {
        isMoment(column) || column.words.contains { Self.parts.contains($0) }
    }

    /// A whole number that is called nothing but a line: of the order beside it.
    private func isLine(_ column: KeyColumn) -> Bool {
        column.base == .integer && column.core.count == 1 && Self.parts.contains(column.core[0])
    }

    private static let parts: Set<String> = [
        "line", "item", "pos", "position", "seq", "sequence", "version", "revision", "rev", "step",
        "part", "lfd", "zeile", "ligne", "linea", "línea", "riga", "linha", "rad", "regel",
    ]

    /// How many pairs of rows would agree in all columns.
    private func expectedAgreements(_ columns: [KeyColumn]) -> Double {
        let rows = Double(table.rowCount)
        let pairs = rows * (rows - 1) / 2
        guard pairs > 0 else { return 0 }
        return columns.reduce(pairs) { $0 * agreements($1) / pairs }
    }

    private func agreements(_ column: KeyColumn) -> Double {
        var counts: [Int32: Int] = [:]
        for code in column.codes { counts[code, default: 0] += 1 }
        return counts.values.reduce(0) { $0 + Double($1) * Double($1 - 1) / 2 }
    }
}
