// Applies a decided reading to the distinct values of a column: figures and contradictions.

import JSONText

/// Figures of a column under one reading.
struct ColumnChecker {
    private let values: ColumnValues
    private let reading: ColumnReading
    /// Values that fit, as JSON, with their counts; the extremes of those that were not kept count 0.
    private var fitting: [(JSON, Int)] = []
    /// At most so many values that do not.
    private(set) var contradictions: [Contradiction] = []
    /// Rows that do not fit.
    private(set) var contradictionCount = 0
    private static let keptContradictions = 100
    private static let bins = 12
    private static let keptFrequent = 10

    init(_ values: ColumnValues, _ reading: ColumnReading) {
        self.values = values
        self.reading = reading
        guard reading.base != .string || reading.semantic == .object || reading.semantic == .array
        else {
            for value in ColumnDoubts(values, reading).strangers() { contradict(value) }
            return
        }
        let isOrdered = ![.string, .boolean, .empty].contains(reading.base)
        for value in values.values {
            do throws(CellFault) {
                let parsed = try reading.parse(value.text)
                if isOrdered, parsed != .null { fitting.append((parsed, value.count)) }
            } catch {
                contradict(value)
            }
        }
        for text in values.extremes {
            if let parsed = try? reading.parse(text), parsed != .null {
                fitting.append((parsed, 0))
            }
        }
    }

    private mutating func contradict(_ value: DistinctValue) {
        contradictionCount += value.count
        if contradictions.count < Self.keptContradictions {
            contradictions.append(
                Contradiction(row: value.firstRow, text: value.text, count: value.count))
        }
    }

    func statistics() -> ColumnStatistics {
        let nulls = values.values.reduce(0) {
            reading.nullWords.contains($1.text) ? $0 + $1.count : $0
        }
        let nullTexts = values.values.count { reading.nullWords.contains($0.text) }
        var result = ColumnStatistics(
            rows: values.rowCount, nulls: values.emptyCount + nulls,
            distinct: values.distinctCount - nullTexts, distinctIsExact: values.isDistinctExact,
            minimum: nil, maximum: nil, histogram: [],
            minLength: values.maxLength == 0 ? 0 : values.minLength, maxLength: values.maxLength,
            frequent: frequent())
        switch reading.base {
        case .integer, .decimal: numeric(&result)
        case .date, .datetime, .time: temporal(&result)
        default: textual(&result)
        }
        return result
    }

    private func frequent() -> [ColumnStatistics.Frequency] {
        var best: [DistinctValue] = []
        for value in values.values where !reading.nullWords.contains(value.text) {
            var place = best.count
            while place > 0, Self.isBefore(value, best[place - 1]) { place -= 1 }
            guard place < Self.keptFrequent else { continue }
            if best.count == Self.keptFrequent { best.removeLast() }
            best.insert(value, at: place)
        }
        return best.map { ColumnStatistics.Frequency(text: $0.text, count: $0.count) }
    }

    private static func isBefore(_ left: DistinctValue, _ right: DistinctValue) -> Bool {
        (right.count, left.firstRow) < (left.count, right.firstRow)
    }

    private func numeric(_ result: inout ColumnStatistics) {
        let numbers = fitting.compactMap { pair in pair.0.double.map { ($0, pair) } }
        guard let low = numbers.min(by: { $0.0 < $1.0 }),
            let high = numbers.max(by: { $0.0 < $1.0 })
        else { return }
        result.minimum = low.1.0.plainText
        result.maximum = high.1.0.plainText
        result.histogram = histogram(numbers.map { ($0.0, $0.1.1) }, low.0, high.0)
    }

    private func histogram(_ items: [(Double, Int)], _ low: Double, _ high: Double) -> [Int] {
        var bins = [Int](repeating: 0, count: high > low ? Self.bins : 1)
        let width = (high - low) / Double(bins.count)
        guard width.isFinite else { return [] }
        for (value, count) in items {
            let place = width > 0 ? Int((value - low) / width) : 0
            bins[min(place, bins.count - 1)] += count
        }
        return bins
    }

    private func temporal(_ result: inout ColumnStatistics) {
        let texts = fitting.compactMap { pair in pair.0.string.map { ($0, pair.1) } }
        result.minimum = texts.map(\.0).min()
        result.maximum = texts.map(\.0).max()
        let scaled = texts.map { (Self.scale($0.0), $0.1) }
        guard let low = scaled.map(\.0).min(), let high = scaled.map(\.0).max() else { return }
        result.histogram = histogram(scaled, low, high)
    }

    /// A number that grows with the moment: digits of the ISO text, days counted as 1/31 of a
    /// month.
    private static func scale(_ iso: String) -> Double {
        if let plain = PlainCell.moment(iso) {
            let hour = Double(plain.clock?.hour ?? 0)
            return Double(plain.year * 12 + plain.month - 1)
                + (Double(plain.day - 1) + hour / 24) / 31
        }
        let parts = iso.split { !$0.isNumber }.compactMap { Double($0) }
        if iso.contains(":"),
            !iso.contains("-")
                || parts.count <= 3
                    && iso.firstIndex(of: ":") == iso.index(iso.startIndex, offsetBy: 2)
        {
            return (parts.first ?? 0) * 3600 + (parts.dropFirst().first ?? 0) * 60
        }
        let year = parts.first ?? 0
        let month = parts.dropFirst().first ?? 1
        let day = parts.dropFirst(2).first ?? 1
        let hour = parts.dropFirst(3).first ?? 0
        return year * 12 + month - 1 + (day - 1 + hour / 24) / 31
    }

    private func textual(_ result: inout ColumnStatistics) {
        let texts = (values.values.map(\.text) + values.extremes).filter {
            !reading.nullWords.contains($0)
        }
        let order = { (left: String, right: String) in
            left.utf8.lexicographicallyPrecedes(right.utf8)
        }
        result.minimum = texts.min(by: order).map { String($0.prefix(80)) }
        result.maximum = texts.max(by: order).map { String($0.prefix(80)) }
        result.histogram = result.frequent.map(\.count)
    }
}
