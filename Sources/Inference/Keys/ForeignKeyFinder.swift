// Finds references: a column whose values all occur in a unique column of a table that its name
// fits. Inclusion alone proves nothing where keys count from 1, so the name must agree or the
// values must be unmistakable.

/// Searches references between all tables of a set.
struct ForeignKeyFinder {
    struct Match {
        var child: (table: Int, column: Int)
        var parent: (table: Int, column: Int)
        var score: Double
        var missing: Int
        var reason: String
        /// Worse ones of the same column.
        var others: [Match] = []
    }

    let tables: [KeyTable]
    private let parents: ParentIndex
    private let accepted = 0.5
    /// A worse parent is not worth telling.
    private let notable = 0.3
    /// What values without a counterpart cost at most where the names agree.
    private static let dearestLack = 0.15

    init(_ tables: [KeyTable]) {
        self.tables = tables
        parents = ParentIndex(tables)
    }

    func find() -> [ForeignKey] {
        var best: [Match] = []
        for (index, table) in tables.enumerated() {
            for column in table.columns where mayRefer(column) {
                if let match = bestParent(index, column) { best.append(match) }
            }
        }
        let single = withoutCircles(best)
        let composites = CompositeReferences(tables).find()
        let kept = single.filter { match in
            !composites.contains { composite in
                composite.table == tables[match.child.table].name
                    && composite.columns.contains(
                        tables[match.child.table].columns[match.child.column].name)
                    && isTransitive(match, composite, single)
            }
        }
        return composites + withoutCopies(kept).map(key)
    }

    private func mayRefer(_ column: KeyColumn) -> Bool {
        guard column.canBeKey, !column.values.isEmpty else { return false }
        if KeyNames.isCount(column.words) { return false }
        if column.values.count == 1, column.rowCount > 20, !column.hasKeySuffix { return false }
        return true
    }

    private func bestParent(_ child: Int, _ column: KeyColumn) -> Match? {
        var best: Match?
        var others: [Match] = []
        for (parent, index) in parents.candidates(for: column) {
            if parent == child, index == column.index { continue }
            let target = tables[parent].columns[index]
            guard let match = judge(child, column, parent, target), match.score > notable else {
                continue
            }
            if match.score > best?.score ?? accepted {
                if let best { others.append(best) }
                best = match
            } else {
                others.append(match)
            }
        }
        best?.others = others
        return best
    }

    private func judge(_ child: Int, _ column: KeyColumn, _ parent: Int, _ target: KeyColumn)
        -> Match?
    {
        let most = ParentIndex.mostMissing(of: column.values.count)
        guard column.base == target.base, column.distinct <= target.distinct * 2,
            let (compared, missing) = column.missing(in: target, atMost: most)
        else { return nil }
        guard compared > 0, ParentIndex.mayLack(missing, of: compared, isNamed: true) else {
            return nil
        }
        let name = NameAffinity(
            child: column, in: tables[child], parent: target, of: tables[parent])
        var score = name.score
        // Small numbers are in any table: of them only a name that ends like a key says enough.
        let isNamed =
            score >= 0.7 && parent != child && tables[parent].primaryKey == [target.index]
            && (column.base == .string || column.hasKeySuffix)
        guard ParentIndex.mayLack(missing, of: compared, isNamed: isNamed) else { return nil }
        if isSubtypeKey(child, column, parent, target) {
            return Match(
                child: (child, column.index), parent: (parent, target.index),
                score: 0.6 + 0.1 * Double(column.distinct) / Double(target.distinct),
                missing: missing, reason: "the same keys in a larger table")
        }
        guard score > 0 else { return nil }
        if !isOneRow(target, of: tables[parent]) {
            guard child != parent, missing == 0, column.words == target.words else { return nil }
            score -= 0.2
        }
        let isSameKey = isSameKey(child, column, parent, target)
        let hasSuffix = column.hasKeySuffix || isSameKey
        let evidence = valueEvidence(column, target)
        score += isSameKey ? max(evidence, -0.05) : evidence
        if tables[parent].primaryKey == [target.index] { score += 0.08 }
        if target.index > 2 { score -= 0.05 }
        // The key of its own table refers to another one only as a subtype.
        if tables[child].primaryKey == [column.index] {
            guard child != parent,
                isSubtype(child, column, parent, target)
                    || isSameKey && sharesKey(column, target)
            else { return nil }
            score -= 0.1
        }
        if child == parent, name.score >= 0.8, !column.hasKeySuffix { score -= 0.2 }
        if !hasSuffix, target.base == .integer, name.score < 0.9 {
            let isRelation = column.words.contains {
                KeyNames.relations.contains($0) || KeyNames.people.contains(NameTokens.singular($0))
            }
            if !isRelation { score -= 0.35 }
        }
        if !hasSuffix, target.base == .string, column.core != target.core {
            score -= 0.25
        }
        score -= min(Double(missing) / Double(compared) * 4, isNamed ? Self.dearestLack : 1)
        return Match(
            child: (child, column.index), parent: (parent, target.index), score: score,
            missing: missing, reason: name.reason)
    }

    /// The first column of a table and its key, called alike here, with a role before it or not: a key without a telling
    /// ending (`aid`, `src_aid`).
    private func isSameKey(
        _ child: Int, _ column: KeyColumn, _ parent: Int, _ target: KeyColumn
    ) -> Bool {
        guard target.index == 0, tables[parent].primaryKey == [0], parent != child,
            column.base != .date
        else { return false }
        return column.name.lowercased() == target.name.lowercased()
            || !target.hasKeySuffix && target.words.count == 1 && column.words.count == 2
                && column.words.last == target.words.last
    }

    /// References spread over the range of what they refer to; counts huddle at its low end.
    private func valueEvidence(_ column: KeyColumn, _ target: KeyColumn) -> Double {
        guard column.base == .integer, let own = column.range, let other = target.range else {
            return 0.1
        }
        let reach = other.upperBound > 0 ? own.upperBound / other.upperBound : 1
        var evidence = reach > 0.8 ? 0.08 : (reach < 0.2 && column.rowCount > 50 ? -0.15 : 0)
        if other.lowerBound > 50 { evidence += 0.12 }
        if column.isUnique, own.lowerBound == 1, !column.hasKeySuffix { evidence -= 0.2 }
        // A number in a sequence, not the number of a thing.
        let isOrdinal = ["number", "num", "no", "nr"].contains(column.words.last ?? "")
        if isOrdinal, reach < 0.3 { evidence -= 0.5 }
        if column.words.contains(where: { KeyNames.measures.contains($0) }) { evidence -= 0.6 }
        return evidence
    }

    /// Both are keys without a telling name, and the child's values, scattered as they are, all
    /// occur in the larger parent: a subtype shares the key of its supertype.
    private func isSubtypeKey(
        _ child: Int, _ column: KeyColumn, _ parent: Int, _ target: KeyColumn
    ) -> Bool {
        guard child != parent, KeyNames.isGeneric(column), column.words == target.words,
            tables[child].primaryKey == [column.index], tables[parent].primaryKey == [target.index],
            column.values.count >= 4, column.distinct < target.distinct,
            column.lies(in: target), column.base == .integer,
            let own = column.range, let other = target.range
        else { return false }
        let density = Double(target.distinct) / (other.upperBound - other.lowerBound + 1)
        let ownDensity = Double(column.distinct) / (own.upperBound - own.lowerBound + 1)
        guard ownDensity < 0.9, density < 0.95 else { return false }
        // The chance that scattered values fall on existing keys only.
        var chance = 1.0
        for _ in 0..<min(60, column.values.count) { chance *= density }
        return chance < 0.02
    }

    /// A key that is a reference as well: named after the other table, or generic and smaller than
    /// a table that holds all its values though they are no plain running numbers.
    private func isSubtype(_ child: Int, _ column: KeyColumn, _ parent: Int, _ target: KeyColumn)
        -> Bool
    {
        guard tables[parent].primaryKey == [target.index] else { return false }
        if KeyNames.isGeneric(column) { return false }
        let own = NameAffinity.owner(column.core, tables[child].words)
        let other = NameAffinity.owner(column.core, tables[parent].words)
        return other > own
    }

    /// One key for both tables, which the parent counts up and the child holds in no order: its rows came after.
    private func sharesKey(_ column: KeyColumn, _ target: KeyColumn) -> Bool {
        !KeyNames.isGeneric(column) && column.words == target.words && target.isRising
            && !column.isRising && column.values.count >= 4
            && column.lies(in: target)
    }

    /// A table that copies attributes of what it refers to (`team_id`, `team_name`, `team_code`)
    /// refers once: the columns whose values only follow the better reference are attributes.
    private func withoutCopies(_ matches: [Match]) -> [Match] {
        matches.filter { match in
            !matches.contains { other in
                other.child.table == match.child.table && other.parent.table == match.parent.table
                    && other.parent.column != match.parent.column
                    && isBetterReference(other, than: match)
                    && follows(match, other)
            }
        }
    }

    private func isBetterReference(_ left: Match, than right: Match) -> Bool {
        let rank = { (match: Match) -> (Int, Double) in
            let table = tables[match.parent.table]
            let target = table.columns[match.parent.column]
            let isNamed = tables[match.child.table].columns[match.child.column].hasKeySuffix
            let isKey = table.primaryKey == [match.parent.column]
            let isID = target.words.last == "id"
            return ((isKey ? 4 : 0) + (isID ? 2 : 0) + (isNamed ? 1 : 0), match.score)
        }
        return rank(left) > rank(right)
    }

    /// Every pair of values in the child is a pair of one row of the parent.
    private func follows(_ copy: Match, _ reference: Match) -> Bool {
        let child = tables[copy.child.table].columns
        let parent = tables[copy.parent.table].columns
        let missing = CompositeReferences.missingTuples(
            [child[reference.child.column], child[copy.child.column]],
            [parent[reference.parent.column], parent[copy.parent.column]])
        guard let missing else { return false }
        return missing * 20 <= child[copy.child.column].rowCount
    }

    /// Two one-to-one references against each other: the better one stays.
    private func withoutCircles(_ matches: [Match]) -> [Match] {
        matches.filter { match in
            !matches.contains { other in
                other.child == match.parent && other.parent == match.child
                    && (other.score > match.score
                        || other.score == match.score && other.child < match.child)
            }
        }
    }

    /// The target that a part of a composite reference points to anyway.
    private func isTransitive(_ match: Match, _ composite: ForeignKey, _ all: [Match]) -> Bool {
        let name = tables[match.child.table].columns[match.child.column].name
        guard let place = composite.columns.firstIndex(of: name),
            let middle = tables.firstIndex(where: { $0.name == composite.target }),
            let column = tables[middle].columns.first(where: {
                $0.name == composite.targetColumns[place]
            })
        else { return false }
        if match.parent.table == middle { return true }
        return all.contains { $0.child == (middle, column.index) && $0.parent == match.parent }
    }

    /// A value of `target` means one row: it is unique, or the key, of which an import takes the first.
    func isOneRow(_ target: KeyColumn, of table: KeyTable) -> Bool {
        target.isUniqueWhereFilled || table.isKey(target)
    }

    func cardinality(_ column: KeyColumn, _ target: KeyColumn, of table: KeyTable) -> Cardinality {
        guard isOneRow(target, of: table) else { return .manyToMany }
        return column.isUniqueWhereFilled ? .oneToOne : .manyToOne
    }
}
