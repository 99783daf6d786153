// Plain figures of a few numbers, for the features of a column.

#if canImport(Glibc)
    import Glibc
#endif

enum FeatureFigures {
    /// 0 of none.
    static func mean(_ numbers: [Double]) -> Double {
        numbers.isEmpty ? 0 : numbers.reduce(0, +) / Double(numbers.count)
    }

    /// Of all of them, not of a sample; 0 of none.
    static func deviation(_ numbers: [Double]) -> Double {
        let middle = mean(numbers)
        return sqrt(mean(numbers.map { ($0 - middle) * ($0 - middle) }))
    }

    /// The order of magnitude with the sign; 0 for what is no number.
    static func magnitude(_ number: Double) -> Double {
        guard number.isFinite else { return 0 }
        return number < 0 ? -log10(1 - number) : log10(1 + number)
    }

    static func share<Element>(_ values: [Element], _ test: (Element) -> Bool) -> Double {
        values.isEmpty ? 0 : Double(values.count(where: test)) / Double(values.count)
    }
}
