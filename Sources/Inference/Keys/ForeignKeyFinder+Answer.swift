// A found reference as it is told: how sure, why, what else it could be, and which rows lead nowhere.

extension ForeignKeyFinder {
    private static let keptExamples = 5
    private static let keptAlternatives = 3

    func key(_ match: Match) -> ForeignKey {
        let child = tables[match.child.table]
        let column = child.columns[match.child.column]
        let parent = tables[match.parent.table]
        let target = parent.columns[match.parent.column]
        var evidence = [
            "\(column.values.count - match.missing) of \(column.values.count) values are there"
        ]
        if !match.reason.isEmpty { evidence.append(match.reason) }
        if !isOneRow(target, of: parent) {
            evidence.append("values recur in \(parent.name): no single row is meant")
        }
        let confidence = Self.confidence(match.score)
        var key = ForeignKey(
            table: child.name, columns: [column.name], target: parent.name,
            targetColumns: [target.name], cardinality: cardinality(column, target, of: parent),
            isOptional: column.emptyCount > 0, danglingValues: match.missing,
            confidence: confidence, evidence: evidence)
        key.filledRows = column.rowCount - column.emptyCount
        key.alternatives = alternatives(match.others, left: 1 - confidence)
        guard match.missing > 0 else { return key }
        let dangling = column.dangling(in: target)
        key.danglingRows = max(dangling.rows, match.missing)
        key.danglingIsExact = dangling.isExact && dangling.rows >= match.missing
        key.danglingExamples = dangling.firstRows.prefix(Self.keptExamples).map {
            DanglingRow(row: $0, text: "")
        }
        return key
    }

    private static func confidence(_ score: Double) -> Double {
        min(0.99, max(0.5, 0.45 + 0.5 * score))
    }

    /// They share what the answer leaves.
    private func alternatives(_ others: [Match], left: Double) -> [OtherTarget] {
        let sum = others.reduce(0) { $0 + $1.score }
        return others.sorted { $0.score > $1.score }.prefix(Self.keptAlternatives).map { other in
            let table = tables[other.parent.table]
            return OtherTarget(
                table: table.name, columns: [table.columns[other.parent.column].name],
                confidence: left * other.score / max(sum, 1), reason: other.reason)
        }
    }
}
