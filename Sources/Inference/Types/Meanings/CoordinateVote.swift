// Latitudes, longitudes and pairs of them.

/// Recognises coordinates.
struct CoordinateVote: SemanticDetector {
    func vote(_ sketch: ColumnSketch, _ reading: ColumnReading) -> SemanticVote? {
        if reading.base == .string { return pair(sketch) }
        guard reading.base == .decimal, let style = reading.numberStyle else { return nil }
        let numbers = sketch.values.prefix(400).compactMap { $0.number?.text(style) }
        let values = numbers.compactMap(Double.init)
        guard let low = values.min(), let high = values.max() else { return nil }
        let isLatitude = sketch.headerHas(["lat", "latitude", "breite", "breitengrad", "y"])
        let isLongitude = sketch.headerHas([
            "lon", "lng", "long", "longitude", "länge", "längengrad", "x",
        ])
        let isFine = numbers.count { Self.places($0) >= 4 } * 10 >= numbers.count * 8
        if isLatitude, low >= -90, high <= 90, isFine || !sketch.headerHas(["y"]) {
            return SemanticVote(
                semantic: .latitude, confidence: 0.95, evidence: "named so, within ±90")
        }
        if isLongitude, low >= -180, high <= 180, isFine || !sketch.headerHas(["x"]) {
            return SemanticVote(
                semantic: .longitude, confidence: 0.95, evidence: "named so, within ±180")
        }
        guard isFine, low >= -180, high <= 180, low < 0, high > 0, values.count >= 5 else {
            return nil
        }
        return low >= -90 && high <= 90
            ? SemanticVote(
                semantic: .latitude, confidence: 0.7, evidence: "fine decimals within ±90")
            : SemanticVote(
                semantic: .longitude, confidence: 0.75, evidence: "fine decimals within ±180")
    }

    private static func places(_ text: String) -> Int {
        text.firstIndex(of: ".").map { text.distance(from: $0, to: text.endIndex) - 1 } ?? 0
    }

    private func pair(_ sketch: ColumnSketch) -> SemanticVote? {
        let share = sketch.textShare(CoordinateText.isPair)
        guard share > 0.85 else { return nil }
        return SemanticVote(semantic: .coordinate, confidence: 0.9, evidence: "pairs of degrees")
    }
}
