// From a raw score to a probability that means what it says: a monotone map through a few points, linear between them.

/// A monotone map from raw scores to probabilities.
struct Calibration: Sendable {
    /// Raw scores and probabilities, both rising.
    private let points: [(raw: Double, probability: Double)]

    init(_ points: [(Double, Double)]) { self.points = points.map { ($0.0, $0.1) } }

    func callAsFunction(_ raw: Double) -> Double {
        guard let first = points.first, let last = points.last else { return raw }
        if raw <= first.raw { return first.probability }
        if raw >= last.raw { return last.probability }
        let index = points.firstIndex { $0.raw >= raw } ?? 0
        let (low, high) = (points[index - 1], points[index])
        let share = high.raw > low.raw ? (raw - low.raw) / (high.raw - low.raw) : 1
        return low.probability + share * (high.probability - low.probability)
    }
}
