// Horizontal bars with label and count: how values are spread over classes.

package struct Histogram: Sendable {
    package struct Bar: Hashable, Sendable {
        package var label: String
        package var value: Int

        package init(_ label: String, _ value: Int) {
            self.label = label
            self.value = value
        }
    }

    package var bars: [Bar]

    package init(_ bars: [Bar]) { self.bars = bars }

    /// One row a bar; the rest that does not fit is summed up in the last row.
    package func draw(
        into screen: inout Screen, in rect: Rect, style: Style = .chart1
    ) {
        guard rect.height > 0 else { return }
        let shown = bars.count > rect.height ? folded(to: rect.height) : bars
        let labels = shown.map { screen.width(of: $0.label) }.max() ?? 0
        let label = min(labels, max(1, rect.width / 3))
        let count = shown.map { Figure.count($0.value).count }.max() ?? 0
        let room = rect.width - label - count - 2
        let top = shown.map(\.value).max() ?? 0
        for (row, bar) in shown.enumerated() {
            let y = rect.y + row
            screen.put(bar.label, x: rect.x, y: y, width: label, style: .quiet)
            screen.put(
                Figure.count(bar.value), x: rect.x + label + 1, y: y, width: count, align: .right)
            guard room > 0, top > 0 else { continue }
            screen.put(
                ProgressBar.bar(Double(bar.value) / Double(top), width: room, track: " "),
                x: rect.x + label + count + 2, y: y, width: room, style: style)
        }
    }

    private func folded(to rows: Int) -> [Bar] {
        let rest = bars[(rows - 1)...]
        return bars.prefix(rows - 1) + [Bar("\(rest.count) more", rest.reduce(0) { $0 + $1.value })]
    }
}
