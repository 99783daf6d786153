// Progress of a job on one line: bar, part, and a text of the caller (rate, time left). Without a
// known end the bar is left out and the text stands alone.

package enum ProgressBar {
    private static let eighths: [Character] = ["▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"]

    /// A bar of exactly `width` cells, to an eighth of a cell.
    package static func bar(_ part: Double, width: Int, track: Character = "░") -> String {
        guard width > 0 else { return "" }
        let clamped = part.isFinite ? max(0, min(1, part)) : 0
        let steps = Int((clamped * Double(width * 8)).rounded(.down))
        var text = String(repeating: "█", count: steps / 8)
        if steps % 8 > 0 { text.append(eighths[steps % 8 - 1]) }
        return text + String(repeating: track, count: width - (steps + 7) / 8)
    }

    /// The cells that are left for the text beside the bar.
    package static func textWidth(_ part: Double?, in rect: Rect) -> Int {
        guard let part else { return rect.width }
        return max(0, rect.width - barWidth(rect) - Figure.percent(part).count - 3)
    }

    private static func barWidth(_ rect: Rect) -> Int { min(max(8, rect.width / 8), rect.width) }

    /// Draws into one row. `part` from 0 to 1, nil when the end is not known.
    package static func draw(
        _ part: Double?, text: String, into screen: inout Screen, in rect: Rect,
        style: Style = .chart1
    ) {
        guard let part else {
            screen.put(text, x: rect.x, y: rect.y, width: rect.width)
            return
        }
        var x = rect.x
        x += screen.put(
            bar(part, width: barWidth(rect)), x: x, y: rect.y, width: rect.width,
            style: style)
        x +=
            1
            + screen.put(
                Figure.percent(part), x: x + 1, y: rect.y, width: rect.maxX - x - 1, style: .strong)
        screen.put(text, x: x + 2, y: rect.y, width: rect.maxX - x - 2, style: .quiet)
    }
}
