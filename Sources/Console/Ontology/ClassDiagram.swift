// A class in a box between the classes that point to it and those it points to: the small picture beside the detail.

import Engine
import TerminalUI

enum ClassDiagram {
    /// From here on there is room for numbers and predicates.
    private static let roomyColumns = 64

    /// The rows it takes.
    static func height(of item: ClassView) -> Int {
        1 + max(3, item.links.count, item.incoming.count)
    }

    static func draw(
        _ item: ClassView, _ state: OntologyState, into screen: inout Screen, in rect: Rect
    ) {
        let area = rect.inset(left: 1, right: 1)
        guard area.height > 2 else { return }
        let isTight = area.width < roomyColumns
        let middle = area.y + (min(area.height, height(of: item) - 1) - 1) / 2
        let name = isTight ? item.id : "\(item.id) \(Figure.count(item.instances))"
        let box = min(screen.width(of: name) + 4, area.width / 2)
        let sources = item.incoming.map { source($0, state, isTight) }
        let widest = sources.map { $0.reduce(0) { $0 + screen.width(of: $1.text) } }.max() ?? 0
        let side = min(widest, (area.width - box - 14) / 2)
        let left = span(item.incoming.count, middle, area)
        let right = span(item.links.count, middle, area)
        for (row, spans) in zip(left, sources) {
            screen.put(spans, x: area.x, y: row, width: side, align: .right)
            screen.put(
                " ──" + joint(row, left, middle, isLeft: true), x: area.x + side, y: row, width: 4,
                style: .border)
        }
        var x = area.x
        if !left.isEmpty {
            x += side + 4
            screen.put("─▸", x: x, y: middle, width: 2, style: .border)
            x += 3
        }
        drawBox(name, at: Rect(x: x, y: middle - 1, width: box, height: 3), into: &screen)
        x += box + 1
        if !right.isEmpty { screen.put("──", x: x, y: middle, width: 2, style: .border) }
        for (row, link) in zip(right, item.links) {
            screen.put(
                joint(row, right, middle, isLeft: false) + "─▸ ", x: x + 2, y: row, width: 4,
                style: .border)
            screen.put(
                target(link, state, isTight), x: x + 6, y: row, width: max(0, area.maxX - x - 6))
        }
    }

    private static func source(
        _ link: ClassView.Incoming, _ state: OntologyState, _ isTight: Bool
    ) -> [Span] {
        let count = state.definition(of: link.className)?.instances
        return [Span(link.className), Span(isTight ? "" : " \(Figure.count(count))", .quiet)]
    }

    private static func target(
        _ link: ClassView.Link, _ state: OntologyState, _ isTight: Bool
    ) -> [Span] {
        let count = state.definition(of: link.target)?.instances
        return [
            Span(link.target), Span(isTight ? "" : " \(Figure.count(count))", .quiet),
            Span(isTight ? "" : "  \(link.predicate)", .quiet),
        ]
    }

    private static func drawBox(_ name: String, at box: Rect, into screen: inout Screen) {
        let line = String(repeating: "─", count: max(0, box.width - 2))
        screen.put("╭\(line)╮", x: box.x, y: box.y, width: box.width, style: .border)
        screen.put("│", x: box.x, y: box.y + 1, width: 1, style: .border)
        screen.put(name, x: box.x + 2, y: box.y + 1, width: box.width - 4, style: .accent)
        screen.put("│", x: box.maxX - 1, y: box.y + 1, width: 1, style: .border)
        screen.put("╰\(line)╯", x: box.x, y: box.y + 2, width: box.width, style: .border)
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
