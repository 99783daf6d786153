// Matches columns with properties: names, meanings and values score each pair, types gate it, and
// one assignment over all columns decides, so that no property is taken twice and a column may stay
// alone.

/// Matches the columns of one table with the properties of one class.
package struct ColumnMatcher {
    /// A pair must score this much to be chosen.
    package static let threshold = 0.5
    private static let kept = 5

    private let targets: [MatchTarget]

    package init(_ targets: [MatchTarget]) { self.targets = targets }

    /// One answer a column, in the order of the columns. O(columns × properties).
    package func match(_ columns: [ColumnInference]) -> [ColumnMatch] {
        let scores = columns.map { column in targets.map { score(column, $0) } }
        let chosen = assign(scores.map { $0.map(\.score) })
        return columns.indices.map { index in
            let ranked = scores[index].filter { $0.score > 0.2 }.sorted { $0.score > $1.score }
            let choice = chosen[index].map { scores[index][$0] }
            return ColumnMatch(
                column: columns[index].name, choice: choice,
                candidates: Array(ranked.prefix(Self.kept)),
                refusals: choice == nil ? refusals(index, ranked.first, columns, chosen) : [])
        }
    }

    private func refusals(
        _ index: Int, _ best: MatchCandidate?, _ columns: [ColumnInference], _ chosen: [Int?]
    ) -> [String] {
        guard let best else {
            let own = columns[index]
            let namesake = targets.first {
                NameSimilarity.score(own.name, $0.name) > 0.9
                    && !Self.areCompatible(own, $0.base)
            }
            return [
                namesake.map {
                    "no match: \($0.name) holds a \($0.base.rawValue), the column a \(own.reading.base.rawValue)"
                } ?? "no match: nothing is called alike"
            ]
        }
        let percent = Int(best.score * 100)
        if best.score >= Self.threshold,
            let taker = chosen.firstIndex(where: { index in
                index.map { targets[$0].name == best.property } ?? false
            })
        {
            return ["no match: \(best.property) is taken by \(columns[taker].name)"]
        }
        return ["no match: the nearest is \(best.property) with \(percent) %"]
    }

    /// The best free pair first. With a threshold, and scores this far apart, that is the best
    /// assignment as well in all but contrived cases; swaps repair those of two pairs.
    private func assign(_ scores: [[Double]]) -> [Int?] {
        var chosen = [Int?](repeating: nil, count: scores.count)
        var pairs: [(row: Int, column: Int, score: Double)] = []
        for (row, line) in scores.enumerated() {
            for (column, score) in line.enumerated() where score >= Self.threshold {
                pairs.append((row, column, score))
            }
        }
        pairs.sort { ($1.score, $0.row, $0.column) < ($0.score, $1.row, $1.column) }
        var taken: Set<Int> = []
        for pair in pairs where chosen[pair.row] == nil && !taken.contains(pair.column) {
            chosen[pair.row] = pair.column
            taken.insert(pair.column)
        }
        improve(&chosen, scores)
        return chosen
    }

    private func improve(_ chosen: inout [Int?], _ scores: [[Double]]) {
        for left in chosen.indices {
            for right in chosen.indices where right > left {
                guard let first = chosen[left], let second = chosen[right] else { continue }
                let now = scores[left][first] + scores[right][second]
                let swapped = scores[left][second] + scores[right][first]
                let allowed = min(scores[left][second], scores[right][first]) >= Self.threshold
                if allowed, swapped > now + 1e-9 { chosen.swapAt(left, right) }
            }
        }
    }

    private func score(_ column: ColumnInference, _ target: MatchTarget) -> MatchCandidate {
        var result = MatchCandidate(property: target.name, score: 0, reasons: [])
        guard Self.areCompatible(column, target.base) else {
            result.reasons = ["a \(column.reading.base.rawValue) is no \(target.base.rawValue)"]
            return result
        }
        let names = [target.name, target.label ?? target.name].map {
            NameSimilarity.score(column.header.isEmpty ? column.name : column.header, $0)
        }
        let name = names.max() ?? 0
        if name > 0.45 { result.reasons.append("names agree to \(Int(name * 100)) %") }
        var score = 0.85 * name
        if let own = column.reading.semantic, let other = target.semantic {
            score += own == other ? 0.12 : -0.25
            if own == other { result.reasons.append("both are \(own.rawValue)") }
        }
        let overlap = overlap(column, target)
        if overlap > 0.2 {
            score = max(score, 0.55 * overlap + 0.45 * name)
            result.reasons.append("\(Int(overlap * 100)) % of the frequent values are known")
        }
        if column.reading.base == target.base { score += 0.05 * name }
        if target.acceptedNames.contains(column.header.lowercased())
            || target.acceptedNames.contains(column.name.lowercased())
        {
            score = max(score, 0.97)
            result.reasons.insert("was led there before", at: 0)
        }
        result.score = min(1, max(0, score + (name == 1 ? 0.1 : 0)))
        return result
    }

    private func overlap(_ column: ColumnInference, _ target: MatchTarget) -> Double {
        let own = column.statistics.frequent.map(\.text)
        guard !own.isEmpty, !target.sample.isEmpty else { return 0 }
        let known = Set(target.sample.map { $0.lowercased() })
        return Double(own.count { known.contains($0.lowercased()) }) / Double(own.count)
    }

    /// Types that hold each other's values; any value can become a text, and no value is of any type.
    private static func areCompatible(_ column: ColumnInference, _ target: BaseType) -> Bool {
        let own = column.reading.base
        if own == target || target == .string || column.statistics.distinct == 0 { return true }
        switch (own, target) {
        case (.integer, .decimal), (.date, .datetime), (.integer, .boolean): return true
        default: return false
        }
    }
}
