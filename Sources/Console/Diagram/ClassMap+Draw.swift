// Draws a class diagram, or the part of it that fits: what is left out is said at the edges.

import Engine
import TerminalUI

extension ClassMap {
    /// Where the window begins: around the chosen box, moved by `pan`, never beyond the picture.
    func origin(_ chosen: String?, _ pan: Point, in window: Size) -> Point {
        let middle = box(of: chosen)?.center ?? Point(x: 0, y: 0)
        func place(_ wanted: Int, _ whole: Int, _ room: Int) -> Int {
            max(0, min(wanted, whole - room))
        }
        return Point(
            x: place(middle.x - window.columns / 2 + pan.x, size.columns, window.columns),
            y: place(middle.y - window.rows / 2 + pan.y, size.rows, window.rows))
    }

    func draw(chosen: String?, pan: Point, into screen: inout Screen, in rect: Rect) {
        var part = Screen(columns: rect.width, rows: rect.height, glyphs: screen.glyphs)
        let start = origin(chosen, pan, in: part.size)
        let number = boxes.firstIndex { $0.id == chosen }
        let near = Set(
            wires.indices.filter { wires[$0].from == number || wires[$0].to == number })
        for place in grid.places {
            let (x, y) = (place.x - start.x, place.y - start.y)
            guard part.bounds.contains(Point(x: x, y: y)) else { continue }
            let isNear = !grid.numbers(at: place).isDisjoint(with: near)
            part.put(grid.glyph(at: place), x: x, y: y, width: 1, style: isNear ? .accent : .border)
        }
        for label in labels {
            let style: Style = near.contains(label.wire) ? .accent : .quiet
            part.put(
                label.text, x: label.place.x - start.x, y: label.place.y - start.y, width: 1,
                style: style)
        }
        for box in boxes {
            draw(box, isChosen: box.id == chosen, into: &part, from: start)
        }
        drawEdges(start, into: &part)
        screen.place(part, at: Point(x: rect.x, y: rect.y))
        guard let box = box(of: chosen) else { return }
        let cursor = Point(
            x: rect.x + box.rect.x + 2 - start.x, y: rect.y + box.titleRow - start.y)
        if rect.contains(cursor) { screen.cursor = cursor }
    }

    private func draw(_ box: Box, isChosen: Bool, into part: inout Screen, from start: Point) {
        let rect = Rect(
            x: box.rect.x - start.x, y: box.rect.y - start.y, width: box.rect.width,
            height: box.rect.height)
        guard !rect.intersection(part.bounds).isEmpty else { return }
        part.frame(rect, style: isChosen ? .accent : .border)
        let (x, width) = (rect.x + 2, rect.width - 4)
        let count = Figure.count(box.instances)
        part.put(count, x: x, y: rect.y + 1, width: width, style: .quiet, align: .right)
        part.put(
            box.id, x: x, y: rect.y + 1, width: width - part.width(of: count) - 1,
            style: isChosen ? .selection : .strong, cut: .middle)
        for (row, line) in box.lines.enumerated() {
            let y = rect.y + 2 + row
            let type = min(part.width(of: line.type), Self.widestType)
            part.put(line.isKey ? "●" : " ", x: x, y: y, width: 1, style: .quiet)
            part.put(line.name, x: x + 2, y: y, width: max(0, width - 3 - type))
            part.put(line.type, x: x + width - type, y: y, width: type, style: .quiet)
        }
    }

    private func rows(_ count: Int) -> String { "\(count) \(count == 1 ? "row" : "rows")" }

    /// How much lies beyond each edge.
    private func drawEdges(_ start: Point, into part: inout Screen) {
        let (width, height) = (part.size.columns, part.size.rows)
        let below = size.rows - start.y - height
        let right = size.columns - start.x - width
        if start.y > 0 {
            part.put(
                " ▲ \(rows(start.y))", x: 0, y: 0, width: width, style: .quiet, align: .right)
        }
        if below > 0 {
            part.put(
                " ▼ \(rows(below))", x: 0, y: height - 1, width: width, style: .quiet,
                align: .right)
        }
        if start.x > 0 { part.put("◂", x: 0, y: height / 2, width: 1, style: .attention) }
        if right > 0 { part.put("▸", x: width - 1, y: height / 2, width: 1, style: .attention) }
    }
}
