// What the values of a column look like, small enough to compare with many others.

import JSONText

/// The values of one column in figures.
package struct ColumnPortrait: Sendable {
    /// Distinct values looked at.
    private static let limit = 1500

    let name: ColumnName
    let header: String
    let base: BaseType
    let semantic: Semantic?
    let distinct: Int
    let filled: Int
    /// Distinct texts in lower case, hashed alike in every portrait of one run.
    let values: Set<Int>
    /// Shares of letter groups of three, and their length as a vector.
    let grams: [Int: Double]
    let gramNorm: Double
    /// Minimum, quartiles and maximum of numbers and dates.
    let quantiles: [Double]
    /// Mean length, shares of digits, letters, blanks and marks, words a value.
    let shape: [Double]
    /// The first distinct texts.
    let sample: [String]

    package init(_ column: ColumnInference, _ values: ColumnValues) {
        header = column.header.isEmpty ? column.name : column.header
        name = ColumnName(header)
        base = column.reading.base
        semantic = column.reading.semantic
        let nulls = Set(column.reading.nullWords)
        let kept = values.values.filter { !nulls.contains($0.text) }
        let step = max(1, kept.count / Self.limit)
        let picked = stride(from: 0, to: kept.count, by: step).map { kept[$0].text.lowercased() }
        distinct = max(1, column.statistics.distinct)
        filled = max(1, column.statistics.rows - column.statistics.nulls)
        self.values = Set(picked.map(TextHash.of))
        sample = Array(picked.prefix(200))
        (grams, gramNorm) = Self.grams(picked.prefix(300))
        quantiles = Self.quantiles(picked, column.reading)
        shape = Self.shape(picked.prefix(300))
    }

    private static func grams(_ texts: some Sequence<String>) -> ([Int: Double], Double) {
        var counts: [Int: Double] = [:]
        for text in texts {
            let letters = Array(text.utf8.prefix(60))
            guard letters.count >= 2 else {
                counts[Int(letters.first ?? 0), default: 0] += 1
                continue
            }
            for index in 0..<(letters.count - 1) {
                var code = Int(letters[index]) << 8 | Int(letters[index + 1])
                if index + 2 < letters.count { code = code << 8 | Int(letters[index + 2]) }
                counts[code, default: 0] += 1
            }
        }
        let norm = counts.values.reduce(0) { $0 + $1 * $1 }.squareRoot()
        return (counts, max(norm, 1e-9))
    }

    private static func quantiles(_ texts: [String], _ reading: ColumnReading) -> [Double] {
        guard reading.base == .integer || reading.base == .decimal else { return [] }
        let numbers = texts.compactMap { text in
            (try? reading.parse(text))?.double
        }.sorted()
        guard let first = numbers.first, let last = numbers.last else { return [] }
        let at = { (share: Double) in numbers[Int(share * Double(numbers.count - 1))] }
        return [first, at(0.25), at(0.5), at(0.75), last]
    }

    private static func shape(_ texts: some Sequence<String>) -> [Double] {
        var (count, bytes, digits, letters, blanks) = (0.0, 0.0, 0.0, 0.0, 0.0)
        for text in texts {
            count += 1
            for byte in text.utf8 {
                bytes += 1
                switch byte {
                case 0x30...0x39: digits += 1
                case 0x61...0x7A, 0x80...: letters += 1
                case 0x20: blanks += 1
                default: break
                }
            }
        }
        guard count > 0, bytes > 0 else { return [0, 0, 0, 0, 0] }
        return [
            bytes / count, digits / bytes, letters / bytes, blanks / bytes,
            (bytes - digits - letters - blanks) / bytes,
        ]
    }
}
