// Chooses the primary key of a table: a unique column that is named and placed like one, else the
// smallest set of columns that is unique together. O(rows) for each set that is tried; sets of at
// most three columns.

/// Searches unique sets in one table.
struct PrimaryKeyFinder {
    let table: KeyTable

    init(_ table: KeyTable) { self.table = table }

    /// Unique columns alone.
    var uniqueColumns: [Int] { table.columns.filter(\.isUnique).map(\.index) }

    /// The key columns, how sure, and why; nil when no set of up to three columns is unique.
    func choose() -> Choice? {
        guard var choice = best() else { return nil }
        let others = ranked.filter { [$0.column] != choice.columns && $0.merit > 0 }
        let sum = others.reduce(0) { $0 + $1.merit }
        choice.others = others.prefix(Self.keptOthers).map { other in
            ([other.column], (1 - choice.confidence) * other.merit / max(sum, 1))
        }
        return choice
    }

    private static let keptOthers = 3
    /// So few rows say little, whatever the names say.
    private static let fewRows = 5

    /// A key with what else could be it.
    struct Choice {
        var columns: [Int]
        var confidence: Double
        var evidence: [String]
        var others: [(columns: [Int], confidence: Double)] = []
        var defects: KeyDefects?

        init(_ columns: [Int], _ confidence: Double, _ evidence: [String]) {
            self.columns = columns
            self.confidence = confidence
            self.evidence = evidence
        }
    }

    /// Unique columns, the likeliest key first.
    private var ranked: [(column: Int, merit: Double)] {
        uniqueColumns.map { ($0, merit(of: table.columns[$0])) }
            .sorted { ($1.1, $0.0) < ($0.1, $1.0) }
    }

    private func best() -> Choice? {
        guard table.rowCount > 0 else { return nil }
        let ranked = ranked
        if let best = ranked.first, best.1 > 0.3 {
            let first = table.columns[best.0]
            if let thing = thing(besides: first) {
                return Choice(
                    [thing.index], 0.7,
                    ["\(thing.name) is unique, and \(first.name) only names who makes it"])
            }
            let second = ranked.dropFirst().first?.1 ?? 0
            return Choice(
                [best.0], min(0.99, 0.6 + 0.3 * best.1 + 0.2 * max(0, best.1 - second)),
                ["\(table.columns[best.0].name) is filled and unique in all \(table.rowCount) rows"]
            )
        }
        let nearly = nearlyUnique()
        if let nearly, isOwnKey(nearly) { return choice(of: nearly) }
        if let set = smallestSet(besides: nearly) {
            let names = set.map { table.columns[$0].name }.joined(separator: ", ")
            return Choice(
                set, table.rowCount < Self.fewRows ? 0.6 : 0.75,
                ["\(names) are unique together, no column is alone"])
        }
        if let nearly { return choice(of: nearly) }
        if let set = happening() {
            let names = set.map { table.columns[$0].name }
            return Choice(
                set, 0.6,
                [
                    "no column is a usual key; \(names[0]) says what, \(names[1]) when: each pair once"
                ]
            )
        }
        guard let best = ranked.first(where: { table.columns[$0.column].mayStandAlone }) else {
            return nil
        }
        return Choice(
            [best.0], 0.4, ["\(table.columns[best.0].name) is unique, though no usual key"])
    }

    /// How much a unique column looks like a key: name, place, type.
    func merit(of column: KeyColumn) -> Double {
        guard column.canBeKey, !column.isMeasure, !column.isProse else {
            return column.base == .date || column.base == .datetime ? 0.1 : 0
        }
        var merit = column.base == .integer ? 0.25 : 0.15
        if column.index == 0 { merit += 0.3 } else if column.index == 1 { merit += 0.1 }
        if column.hasKeySuffix {
            merit += 0.25
            if KeyNames.isGeneric(column) { merit += 0.15 }
            merit += 0.2 * NameAffinity.owner(column.core, table.words)
        }
        if isShortID(column) { merit += 0.2 }
        if column.maxLength > 40 { merit -= 0.2 }
        // Counts and amounts are unique by chance in small tables.
        if !column.hasKeySuffix, column.index > 0, table.rowCount < 30 { merit -= 0.25 }
        if !column.hasKeySuffix, column.index > 0 { merit -= 0.1 }
        return merit
    }

    /// The initial of the table and `id`: `rid` of a review.
    private func isShortID(_ column: KeyColumn) -> Bool {
        guard column.index == 0, !column.hasKeySuffix, column.words.count == 1,
            let initial = table.words.last?.first
        else { return false }
        return column.words[0] == "\(initial)id"
    }

    /// The best unique pair or triple; none when all rows are not in memory. Amounts and measures are unique by
    /// chance, so no set leans on one, and no set counts that is unique by chance.
    func smallestSet(besides nearly: KeyColumn? = nil) -> [Int]? {
        for size in 2...3 {
            let sets = uniqueSets(of: size).filter { set in
                !set.contains { table.columns[$0].isAmount } && !isByChance(set, besides: nearly)
            }
            if let best = sets.max(by: { merit($0) < merit($1) }) { return best }
        }
        return nil
    }

    /// What happened to something, by its name and by the moment: a visit, a reading. The moment may be unique alone
    /// in these rows and not in the next.
    private func happening() -> [Int]? {
        let subjects = table.columns.filter { column in
            column.emptyCount == 0 && !column.isUnique && column.values.count > 1
                && (column.hasKeySuffix || column.semantic == .identifier)
        }
        let moments = table.columns.filter { column in
            column.isUnique && (column.base == .datetime || column.base == .date)
                && !column.words.contains { KeyNames.births.contains($0) }
        }
        guard let subject = subjects.first,
            let moment = moments.first(where: { $0.base == .datetime }) ?? moments.first
        else { return nil }
        return [subject.index, moment.index]
    }

    private func merit(_ set: [Int]) -> Double {
        let parts = set.map { index -> Double in
            let column = table.columns[index]
            var merit = column.hasKeySuffix ? 0.5 : 0
            if column.base == .integer || column.base == .string { merit += 0.2 }
            if column.base == .date { merit += 0.15 }
            if column.base == .decimal { merit -= 0.4 }
            if column.base == .datetime || column.base == .boolean { merit -= 0.1 }
            if column.semantic == .freeText { merit -= 0.5 }
            // What holds for a while can hold again: the start belongs to the key.
            if isTemporal, column.words.contains(where: { Self.startWords.contains($0) }) {
                merit += 0.5
            }
            return merit - 0.06 * Double(index)
        }
        return parts.reduce(0, +) / Double(parts.count)
    }

    private static let startWords: Set<String> = [
        "start", "begin", "from", "since", "valid", "effective",
    ]

    /// Rows hold from one date to another, or the table is named a history.
    private var isTemporal: Bool {
        let dates = table.columns.filter { $0.base == .date || $0.base == .datetime }
        let isHistory = table.words.contains {
            ["history", "hist", "log", "audit", "period"].contains($0)
        }
        let hasStart = dates.contains { column in
            column.words.contains { Self.startWords.contains($0) }
        }
        let hasEnd = dates.contains { column in
            column.words.contains { ["end", "to", "until", "thru"].contains($0) }
        }
        return hasStart && (hasEnd || isHistory)
    }

    /// Minimal unique sets of exactly `size` filled columns, none of which is unique alone.
    func uniqueSets(of size: Int) -> [[Int]] {
        let rows = table.rowCount
        guard table.columns.first?.codes.count == rows, rows > 1 else { return [] }
        let candidates = table.columns.filter { column in
            column.emptyCount == 0 && !column.isUnique && column.values.count > 1
                && column.maxLength <= 120
        }.prefix(size == 2 ? 40 : 12).map(\.index)
        var found: [[Int]] = []
        let pairs = size == 3 ? Set(uniqueSets(of: 2)) : []
        for set in Self.combinations(Array(candidates), size) {
            let capacity = set.reduce(1.0) { $0 * Double(table.columns[$1].distinct) }
            guard capacity >= Double(rows) else { continue }
            if size == 3, pairs.contains(where: { Set($0).isSubset(of: set) }) { continue }
            if isUnique(set) { found.append(set) }
        }
        return found
    }

    private static func combinations(_ items: [Int], _ size: Int) -> [[Int]] {
        guard size > 0 else { return [[]] }
        guard items.count >= size else { return [] }
        return combinations(Array(items.dropFirst()), size - 1).map { [items[0]] + $0 }
            + combinations(Array(items.dropFirst()), size)
    }

    func isUnique(_ set: [Int]) -> Bool {
        var seen: Set<[Int32]> = []
        seen.reserveCapacity(table.rowCount)
        for row in 0..<table.rowCount {
            guard seen.insert(set.map { table.columns[$0].codes[row] }).inserted else {
                return false
            }
        }
        return true
    }
}
