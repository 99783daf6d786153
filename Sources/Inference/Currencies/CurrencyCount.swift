// How many amounts of a column are in which currency.

package struct CurrencyCount: Hashable, Sendable, Codable {
    /// A code of ISO 4217, or the sign where it stands for several currencies.
    package var name: String
    /// Cells, of those whose texts were kept.
    package var cells: Int
    /// The first row (header is 1) with it.
    package var firstRow: Int

    /// The most frequent first; empty when no cell shows a currency.
    static func list(_ sketch: ColumnSketch) -> [CurrencyCount] {
        var places: [String: Int] = [:]
        var counts: [CurrencyCount] = []
        for value in sketch.values {
            guard let sign = value.number?.currency else { continue }
            let name = CurrencyName.of(sign: sign)
            if let place = places[name] {
                counts[place].cells += value.count
                counts[place].firstRow = min(counts[place].firstRow, value.row)
            } else {
                places[name] = counts.count
                counts.append(CurrencyCount(name: name, cells: value.count, firstRow: value.row))
            }
        }
        return counts.sorted { ($1.cells, $0.firstRow) < ($0.cells, $1.firstRow) }
    }

    /// `EUR (12 cells), $ (3 cells, first in row 5)`
    static func text(_ counts: [CurrencyCount]) -> String {
        counts.enumerated().map { index, count in
            let cells = count.cells == 1 ? "1 cell" : "\(count.cells) cells"
            return index == 0
                ? "\(count.name) (\(cells))"
                : "\(count.name) (\(cells), first in row \(count.firstRow))"
        }.joined(separator: ", ")
    }
}
