// A line of bars, one cell a value, newest on the right. A value that is not known leaves a gap, so
// a paused source never looks like a steady one.

package enum Sparkline {
    private static let bars: [Character] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]

    /// The last `width` values as text. `ceiling` is the value of a full bar; default: the highest.
    package static func text(_ values: [Double?], width: Int, ceiling: Double? = nil) -> String {
        let shown = values.suffix(max(0, width))
        let top = ceiling ?? shown.compactMap { $0 }.max() ?? 0
        let bars = shown.map { value -> Character in
            guard let value, value.isFinite else { return " " }
            guard top > 0, value > 0 else { return Self.bars[0] }
            return Self.bars[min(7, Int(value / top * 7.999))]
        }
        return String(repeating: " ", count: max(0, width - bars.count)) + String(bars)
    }

    package static func draw(
        _ values: [Double?], into screen: inout Screen, x: Int, y: Int, width: Int,
        ceiling: Double? = nil, style: Style = .chart1
    ) {
        guard !screen.isPlain else { return }
        screen.put(
            text(values, width: width, ceiling: ceiling), x: x, y: y, width: width, style: style)
    }
}
