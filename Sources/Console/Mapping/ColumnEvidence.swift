// What speaks for and against the reading of one column, and for its target.

import Engine
import TerminalUI

enum ColumnEvidence {
    static func draw(
        _ selected: MappedColumn?, _ table: InferenceView.Table, into screen: inout Screen,
        in rect: Rect
    ) {
        guard let selected, rect.height > 0 else { return }
        let column = selected.column
        let rest = rect.inset(top: drawHead(column, into: &screen, in: rect))
        let lines = evidence(selected)
        let wanted = lines.reduce(0) { sum, line in
            sum
                + Wrapping.lines(of: line.text, width: rest.width - 2, glyphs: screen.glyphs).count
        }
        var y = rest.y
        for (index, line) in lines.enumerated() where y < rest.maxY {
            let room = Rect(x: rest.x + 2, y: y, width: rest.width - 2, height: rest.maxY - y)
            // On few rows each line gets one, so that none hides the next.
            let isTight = rest.height < 8 && wanted > rest.height
            let isLast = y == rest.maxY - 1 && index < lines.count - 1
            if isTight || isLast {
                let more = isLast ? " +\(lines.count - index - 1), e shows all" : ""
                let width = screen.width(of: more)
                screen.put(line.text, x: room.x, y: y, width: room.width - width, style: line.style)
                screen.put(
                    more, x: room.x, y: y, width: room.width, style: .quiet, align: .right)
                y += 1
            } else {
                y += screen.putWrapped(line.text, in: room, style: line.style)
            }
        }
    }

    /// Name, spread, extremes and the number of values; returns the rows used.
    private static func drawHead(
        _ column: InferenceView.Column, into screen: inout Screen, in rect: Rect
    ) -> Int {
        let nulls = column.nulls == 0 ? "" : "\(Figure.count(column.nulls)) null · "
        let distinct = "\(nulls)\(Figure.count(column.distinct)) distinct"
        let bars = min(column.histogram.count, max(8, rect.width / 5))
        let shape = Sparkline.text(rebinned(column.histogram, to: bars), width: bars)
        let range = [column.minimum, column.maximum].compactMap { $0.map(Cells.short) }
            .joined(separator: " … ")
        let isNarrow = rect.width < 60
        let right = screen.put(
            distinct, x: rect.x, y: rect.y, width: rect.width, style: .quiet, align: .right)
        let name = screen.put(
            column.name, x: rect.x, y: rect.y, width: min(24, rect.width - right - 2),
            style: .strong)
        let second = isNarrow ? rect.inset(top: 1) : rect.inset(left: name + 2, right: right + 2)
        guard second.height > 0 else { return 1 }
        screen.put(
            [Span(shape, .chart1), Span(shape.isEmpty ? "" : "  "), Span(range)], x: second.x,
            y: second.y, width: second.width)
        return isNarrow && !(shape.isEmpty && range.isEmpty) ? 2 : 1
    }

    private static func rebinned(_ counts: [Int], to bins: Int) -> [Double?] {
        guard bins > 0, counts.count > bins else { return counts.map { Double($0) } }
        return (0..<bins).map { bin in
            let range = bin * counts.count / bins..<(bin + 1) * counts.count / bins
            return Double(counts[range].reduce(0, +))
        }
    }

    static func evidence(_ selected: MappedColumn) -> [Span] {
        let column = selected.column
        var lines: [Span] = []
        if column.contradictionCount > 0 {
            let cells = column.contradictions.prefix(3).map {
                "row \(Figure.count($0.row)) \"\($0.text)\""
            }
            let more = column.contradictionCount - cells.count
            lines.append(
                Span(
                    "against: " + cells.joined(separator: "  ") + (more > 0 ? "  +\(more)" : ""),
                    .attention))
        }
        if let defects = selected.key?.defects {
            lines.append(
                Span(
                    "key: \(defects.summary). An import refuses these rows and says which",
                    .attention))
        }
        if let link = selected.link {
            if let dangling = link.danglingText { lines.append(Span(dangling, .attention)) }
            lines.append(
                Span(
                    "leads to \(selected.references ?? link.target) by "
                        + "\(link.targetColumns.joined(separator: " + ")), \(link.cardinality), "
                        + "\(Figure.percent(link.confidence)): "
                        + link.reasons.joined(separator: ", ")))
            if !link.alternatives.isEmpty {
                let others = link.alternatives.map {
                    "\($0.target) \(Figure.percent($0.confidence))"
                }
                lines.append(Span("or to " + others.joined(separator: ", "), .quiet))
            }
        }
        lines += column.evidence.map { Span($0) }
        if let key = selected.key { lines += facts(of: key) }
        if let target = selected.target, !selected.reasons.isEmpty {
            lines.append(Span("to \(target): " + selected.reasons.joined(separator: ", "), .quiet))
        }
        if !column.alternatives.isEmpty {
            let others = column.alternatives.map {
                "\($0.reading) \(Figure.percent($0.confidence))"
            }
            lines.append(Span("other readings: " + others.joined(separator: ", "), .quiet))
        }
        return lines
    }

    /// How sure the key is, why, and what else it could be.
    private static func facts(of key: InferenceView.Key) -> [Span] {
        let name = key.columns.joined(separator: " + ")
        var lines = [
            Span(
                "key \(name), \(Figure.percent(key.confidence)): "
                    + key.reasons.joined(separator: ", "),
                key.confidence >= MappedColumn.sureScore ? .text : .attention)
        ]
        // What rounds to nothing is not worth a line.
        let others = key.alternatives.filter { $0.confidence >= 0.005 }.map {
            "\($0.columns.joined(separator: " + ")) \(Figure.percent($0.confidence))"
        }
        if !others.isEmpty {
            lines.append(Span("or key " + others.joined(separator: ", "), .quiet))
        }
        return lines
    }
}
