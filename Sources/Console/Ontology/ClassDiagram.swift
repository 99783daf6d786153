// A class between the classes that point to it and those it points to: the picture on wide screens.

import Engine
import TerminalUI

enum ClassDiagram {
    /// The rows it takes.
    static func height(of item: ClassView) -> Int {
        1 + max(1, item.links.count, item.incoming.count)
    }

    static func draw(
        _ item: ClassView, _ state: OntologyState, into screen: inout Screen, in rect: Rect
    ) {
        let area = rect.inset(left: 1, right: 1)
        guard area.height > 0 else { return }
        let middle = area.y + (min(area.height, height(of: item) - 1) - 1) / 2
        // Names go before numbers where there is no room for both.
        let isTight = area.width < 64
        let name = isTight ? item.id : "\(item.id) \(Figure.count(item.instances))"
        let center = min(screen.width(of: name), area.width / 3)
        let side = (area.width - center - 12) / 2
        guard side >= 8 else { return }
        let left = span(item.incoming.count, middle, area)
        let right = span(item.links.count, middle, area)
        for (row, link) in zip(left, item.incoming) {
            let count = state.definition(of: link.className)?.instances
            screen.put(
                [Span(link.className), Span(isTight ? "" : " \(Figure.count(count))", .quiet)],
                x: area.x, y: row,
                width: side, align: .right)
            screen.put(
                " ──" + joint(row, left, middle, isLeft: true), x: area.x + side, y: row, width: 4,
                style: .border)
        }
        let start = area.x + side + 4
        if !left.isEmpty { screen.put("─▸", x: start, y: middle, width: 2, style: .border) }
        screen.put(name, x: start + 3, y: middle, width: center, style: .accent)
        let after = start + 3 + center + 1
        if !right.isEmpty { screen.put("──", x: after, y: middle, width: 2, style: .border) }
        for (row, link) in zip(right, item.links) {
            screen.put(
                joint(row, right, middle, isLeft: false) + "─▸ ", x: after + 2, y: row, width: 4,
                style: .border)
            let target = state.definition(of: link.target)
            screen.put(
                [
                    Span(link.target),
                    Span(isTight ? "" : " \(Figure.count(target?.instances))", .quiet),
                    Span(isTight ? "" : "  \(link.predicate)", .quiet),
                ], x: after + 6, y: row, width: max(0, area.maxX - after - 6))
        }
    }

    /// The rows of one side, spread around the middle.
    private static func span(_ count: Int, _ middle: Int, _ area: Rect) -> Range<Int> {
        guard count > 0 else { return middle..<middle }
        let first = max(area.y, middle - (count - 1) / 2)
        return first..<max(first, min(area.maxY, first + count))
    }

    /// Where the lines of a side meet.
    private static func joint(
        _ row: Int, _ rows: Range<Int>, _ middle: Int, isLeft: Bool
    ) -> String {
        let isFirst = row == rows.lowerBound
        let isLast = row == rows.upperBound - 1
        if row == middle { return isFirst ? (isLast ? "─" : "┬") : (isLast ? "┴" : "┼") }
        if isFirst { return isLeft ? "╮" : "╭" }
        if isLast { return isLeft ? "╯" : "╰" }
        return isLeft ? "┤" : "├"
    }
}
