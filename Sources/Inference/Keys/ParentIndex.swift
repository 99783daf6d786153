// The columns that others may refer to, found by the values that they hold: in tables of thousands of columns not every
// pair can be compared.

/// Unique columns of all tables, and nearly unique ones that are called like their table. Memory: the values of small columns once more.
struct ParentIndex {
    private struct Parent {
        var table: Int
        var column: Int
    }

    /// More distinct values than this are not worth an entry each.
    private static let smallColumn = 256
    /// Fewer parents are compared one by one.
    private static let fewParents = 100
    /// The share of values that may be missing in the parent, where only the values speak for it.
    private static let tolerance = 0.05
    /// The same where the column is named after the table or its key: a few customers who were deleted make no other
    /// column of `customer`.
    private static let namedTolerance = 0.2

    private var parents: [Parent] = []
    private var always: [Int] = []
    private var holders: [Int: [Int]] = [:]

    init(_ tables: [KeyTable]) {
        for (index, table) in tables.enumerated() {
            for column in table.columns
            where column.canBeKey
                && (column.isUniqueWhereFilled || table.isNamedFor(column) || table.isKey(column))
            {
                parents.append(Parent(table: index, column: column.index))
            }
        }
        guard parents.count > Self.fewParents else {
            always = Array(parents.indices)
            return
        }
        for (number, parent) in parents.enumerated() {
            let column = tables[parent.table].columns[parent.column]
            guard column.values.count <= Self.smallColumn, column.sampleBits == 0 else {
                always.append(number)
                continue
            }
            for value in column.values { holders[value, default: []].append(number) }
        }
    }

    /// So many of the `compared` values may be missing in the parent. Where the names agree, one may in any case that has
    /// two others.
    static func mayLack(_ missing: Int, of compared: Int, isNamed: Bool) -> Bool {
        let share = isNamed ? namedTolerance : tolerance
        return Double(missing) <= share * Double(compared)
            || isNamed && missing == 1 && compared > 2
    }

    /// The places of columns that may hold nearly all values of `column`, in order. Of any set of values larger than
    /// those that may be missing, one must be there.
    func candidates(for column: KeyColumn) -> [(table: Int, column: Int)] {
        var numbers = always
        if !holders.isEmpty {
            let mayMiss = max(1, Int(Self.namedTolerance * Double(column.values.count)))
            var found: Set<Int> = []
            for value in column.values.prefix(mayMiss + 1) {
                found.formUnion(holders[value] ?? [])
            }
            numbers = (numbers + found).sorted()
        }
        return numbers.map { (parents[$0].table, parents[$0].column) }
    }
}
