// The columns that others may refer to, found by the values that they hold: in tables of thousands of columns not every
// pair can be compared.

/// Unique columns of all tables, and nearly unique ones that are called like their table. Memory: the values of small columns
/// once more, and half a kilobyte for each large one.
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
    /// Of each of `always`, in their order; none where the parents are few.
    private var signatures: [ValueSignature] = []

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
        signatures = always.map { number in
            let column = tables[parents[number].table].columns[parents[number].column]
            return ValueSignature(column.values, thinnedBy: column.sampleBits)
        }
    }

    /// So many of the `compared` values may be missing in the parent. Where the names agree, one may in any case that has
    /// two others.
    static func mayLack(_ missing: Int, of compared: Int, isNamed: Bool) -> Bool {
        let share = isNamed ? namedTolerance : tolerance
        return Double(missing) <= share * Double(compared)
            || isNamed && missing == 1 && compared > 2
    }

    /// No column of `count` values may refer to one that lacks more of them.
    static func mostMissing(of count: Int) -> Int { max(1, Int(namedTolerance * Double(count))) }

    /// The places of columns that may hold nearly all values of `column`, in order. Of any set of values larger than
    /// those that may be missing, one must be there.
    func candidates(for column: KeyColumn) -> [(table: Int, column: Int)] {
        var numbers = likelyLarge(for: column)
        if !holders.isEmpty {
            let mayMiss = Self.mostMissing(of: column.values.count)
            var found: Set<Int> = []
            for value in column.values.prefix(mayMiss + 1) {
                found.formUnion(holders[value] ?? [])
            }
            numbers = (numbers + found).sorted()
        }
        return numbers.map { (parents[$0].table, parents[$0].column) }
    }

    /// Those of `always` whose signatures do not show that too many values of `column` are missing.
    private func likelyLarge(for column: KeyColumn) -> [Int] {
        guard !signatures.isEmpty else { return always }
        var own: [Int: ValueSignature] = [:]
        return zip(always, signatures).compactMap { number, parent in
            // Both sides keep alike what the more thinned of them keeps.
            let bits = max(column.sampleBits, parent.thinnedBy)
            let child = own[bits] ?? ValueSignature(column.values, thinnedBy: bits)
            own[bits] = child
            let most = Self.mostMissing(of: child.count)
            return child.lacks(moreThan: most, in: parent) ? nil : number
        }
    }
}
