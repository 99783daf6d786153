// Drawing the graph: columns side by side with the lines between them. Where it is larger than its place, the part
// around the node under the cursor is shown, and the edges say what is left out.

import Engine
import TerminalUI

extension GraphPicture {
    private static let widestName = 28
    private static let widestPredicate = 14
    /// Joint, arrow and spaces around a predicate.
    private static let frame = 10

    private struct Widths {
        var names: [Int] = []
        /// Of the lines that lead to a column.
        var lines: [Int] = []

        /// From where a column's own lines begin to where its names end.
        func span(_ column: Int, from first: Int) -> Int {
            names[column] + (column > first ? lines[column] : 0)
        }
    }

    func draw(current: Int?, into screen: inout Screen, in rect: Rect) {
        guard rect.height > 2, rect.width > 20 else { return }
        let widths = widths(screen, rect)
        let chosen = item(of: current).map { items[$0] }
        let first = firstColumn(chosen?.column ?? 0, widths, rect)
        let body = rect.inset(top: 2)
        let top = max(0, min((chosen?.row ?? 0) - body.height / 2, height - body.height))
        var x = [Int](repeating: -1, count: columns)
        var next = rect.x + (first > 0 ? 2 : 0)
        for column in first..<columns {
            next += column > first ? widths.lines[column] : 0
            guard next + widths.names[column] <= rect.maxX else { break }
            x[column] = next
            next += widths.names[column]
        }
        drawHeads(x, first, into: &screen, in: rect)
        for item in items where x[item.column] >= 0 {
            let y = body.y + item.row - top
            if item.column > first { drawLine(item, x, widths, top, into: &screen, in: body) }
            guard body.y..<body.maxY ~= y else { continue }
            drawName(
                item, isChosen: item == chosen, into: &screen,
                at: Rect(x: x[item.column], y: y, width: widths.names[item.column], height: 1))
        }
        let below = height - top - body.height
        if below > 0 {
            screen.put(
                "▼ \(below) rows", x: rect.x, y: rect.maxY - 1, width: rect.width, style: .quiet,
                align: .right)
        }
        if top > 0 {
            screen.put(
                "▲ \(top) rows", x: rect.x, y: body.y, width: rect.width, style: .quiet,
                align: .right)
        }
    }

    private func widths(_ screen: Screen, _ rect: Rect) -> Widths {
        var widths = Widths(
            names: Array(repeating: 8, count: columns), lines: Array(repeating: 0, count: columns))
        for item in items {
            let name = screen.width(of: text(item)) + (item.isNode ? 2 : 0)
            let predicate = min(screen.width(of: item.predicate), Self.widestPredicate)
            widths.names[item.column] = max(
                widths.names[item.column], min(name, Self.widestName, rect.width / 2))
            widths.lines[item.column] = max(widths.lines[item.column], predicate + Self.frame)
        }
        return widths
    }

    /// As far left as the chosen column and what hangs on it allow.
    private func firstColumn(_ chosen: Int, _ widths: Widths, _ rect: Rect) -> Int {
        let last = min(columns - 1, chosen + 1)
        for first in 0...chosen {
            let used = (first...last).reduce(first > 0 ? 2 : 0) {
                $0 + widths.span($1, from: first)
            }
            if used <= rect.width { return first }
        }
        return chosen
    }

    private func drawHeads(
        _ x: [Int], _ first: Int, into screen: inout Screen, in rect: Rect
    ) {
        for column in x.indices where x[column] >= 0 {
            let title = column == 0 ? "start" : column == 1 ? "1 hop" : "\(column) hops"
            let count = items.count { $0.column == column && $0.isNode }
            let text = column == 0 ? [] : [Span(" · \(Figure.count(count))", .quiet)]
            screen.put(
                [Span(title, .header)] + text, x: x[column], y: rect.y,
                width: rect.maxX - x[column])
        }
        if first > 0 { screen.put("◂", x: rect.x, y: rect.y, width: 1, style: .quiet) }
        if x.last == -1 {
            screen.put("▸", x: rect.maxX - 1, y: rect.y, width: 1, style: .quiet)
        }
        screen.horizontalLine(x: rect.x, y: rect.y + 1, width: rect.width)
    }

    private func drawName(
        _ item: Item, isChosen: Bool, into screen: inout Screen, at rect: Rect
    ) {
        guard case .node(let place) = item.kind else {
            let style: Style = if case .again(_, true) = item.kind { .attention } else { .quiet }
            screen.put(
                text(item), x: rect.x, y: rect.y, width: rect.width, style: style, cut: .middle)
            return
        }
        let look = Cells.look(tree[place: place].node.badge)
        screen.put(
            String(look.glyph), x: rect.x, y: rect.y, width: 1, style: Style(look.role))
        screen.put(
            text(item), x: rect.x + 2, y: rect.y, width: rect.width - 2,
            style: isChosen ? .selection : .text, cut: .middle)
        if isChosen { screen.cursor = Point(x: rect.x + 2, y: rect.y) }
    }

    private func text(_ item: Item) -> String {
        switch item.kind {
        case .node(let place): tree[place: place].node.id
        case .again(let id, let isCycle): isCycle ? "\(id) cycle" : "\(id) again"
        case .more(let count): count.map { "… \(Figure.count($0)) more" } ?? "… more"
        }
    }

    /// From the parent's row down, then across with the predicate: `├─ customerId ─▸`, `├◂ customerId ──`.
    private func drawLine(
        _ item: Item, _ x: [Int], _ widths: Widths, _ top: Int, into screen: inout Screen,
        in body: Rect
    ) {
        guard let number = item.parent, x[items[number].column] >= 0 else { return }
        let parent = items[number]
        let start = x[item.column] - widths.lines[item.column] + 1
        let y = body.y + item.row - top
        let isLast = !items.contains { $0.parent == number && $0.row > item.row }
        let isFirst = item.row == parent.row
        for row in (parent.row + 1)..<max(parent.row + 1, item.row) {
            let place = body.y + row - top
            guard body.y..<body.maxY ~= place, screen[start + 1, place].text == " " else {
                continue
            }
            screen.put("│", x: start + 1, y: place, width: 1, style: .border)
        }
        guard body.y..<body.maxY ~= y else { return }
        if isFirst {
            let from = min(x[parent.column] + 2 + screen.width(of: text(parent)) + 1, start)
            screen.horizontalLine(x: from, y: y, width: start + 1 - from)
        }
        let joint = isFirst ? (isLast ? "─" : "┬") : isLast ? "╰" : "├"
        screen.put(joint, x: start + 1, y: y, width: 1, style: .border)
        let room = widths.lines[item.column] - 4
        screen.horizontalLine(x: start + 2, y: y, width: room)
        if item.isIncoming {
            screen.put("◂", x: start + 2, y: y, width: 1, style: .border)
        } else {
            screen.put("▸", x: start + 1 + room, y: y, width: 1, style: .border)
        }
        let width = min(screen.width(of: item.predicate), room - 3)
        screen.put(
            [Span(" ", .quiet), Span(item.predicate, .quiet)], x: start + 3, y: y, width: width + 1,
            cut: .middle)
        if width + 4 < room {
            screen.put(" ", x: start + 4 + width, y: y, width: 1)
        }
    }
}

extension GraphPicture.Item {
    var isNode: Bool { if case .node = kind { true } else { false } }
}
