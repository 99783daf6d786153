// A sparkline of several rows: eight steps a row, its highest value at the upper left.

import TerminalUI

enum HistoryChart {
    private static let bars: [Character] = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]

    static func draw(
        _ values: [Double?], into screen: inout Screen, in rect: Rect, style: Style = .chart1
    ) {
        guard rect.height > 0, rect.width > 0 else { return }
        let shown = values.suffix(rect.width)
        let top = shown.compactMap { $0 }.max() ?? 0
        let start = rect.maxX - shown.count
        let before = String(repeating: "▁", count: max(0, start - rect.x))
        screen.put(before, x: rect.x, y: rect.maxY - 1, width: before.count, style: .border)
        for (offset, value) in shown.enumerated() {
            guard let value else { continue }
            let steps = top > 0 ? max(1, Int((value / top * Double(rect.height * 8)).rounded())) : 1
            for row in 0..<rect.height {
                let filled = min(8, max(0, steps - row * 8))
                guard filled > 0 else { break }
                screen.put(
                    String(bars[filled]), x: start + offset, y: rect.maxY - 1 - row, width: 1,
                    style: style)
            }
        }
    }
}
