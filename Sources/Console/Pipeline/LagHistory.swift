// What a worker's lag was, a value a second, for as long as the console remembers.

package struct LagHistory: Hashable, Sendable {
    /// One hour at one answer a second.
    package static let capacity = 3600

    /// Oldest first; nil where the engine gave no answer.
    package private(set) var values: [Double?] = []

    package init() {}

    package mutating func append(_ value: Double?) {
        values.append(value)
        if values.count > Self.capacity { values.removeFirst(values.count - Self.capacity) }
    }

    /// What was before the first value, oldest first.
    package mutating func prepend(_ older: [Double?]) {
        values = Array((older + values).suffix(Self.capacity))
    }

    /// Whether nothing ever waited.
    package var isFlat: Bool { values.allSatisfy { ($0 ?? 0) == 0 } }

    package var highest: Double? { values.compactMap { $0 }.max() }

    /// The values in at most `width` steps, newest last, each the highest of its part: a short peak
    /// is seen however long the history is.
    package func steps(_ width: Int) -> [Double?] {
        guard width > 0, values.count > width else { return values }
        let part = (values.count + width - 1) / width
        var result: [Double?] = []
        var end = values.count
        while end > 0 {
            let start = max(0, end - part)
            result.append(values[start..<end].compactMap { $0 }.max())
            end = start
        }
        return result.reversed()
    }
}
