// Lines on a grid of cells: each cell knows in which directions lines leave it, and looks accordingly where they meet.

import TerminalUI

struct LineGrid: Hashable {
    private struct Ways: OptionSet, Hashable {
        let rawValue: UInt8
        static let up = Ways(rawValue: 1)
        static let right = Ways(rawValue: 2)
        static let down = Ways(rawValue: 4)
        static let left = Ways(rawValue: 8)
    }

    private var cells: [Point: Ways] = [:]
    /// The lines that run through a cell.
    private var lines: [Point: Set<Int>] = [:]

    var places: Dictionary<Point, Set<Int>>.Keys { lines.keys }

    func numbers(at place: Point) -> Set<Int> { lines[place] ?? [] }

    /// From one cell to another in the same row or column, both included.
    mutating func run(_ line: Int, from start: Point, to end: Point) {
        let (dx, dy) = ((end.x - start.x).signum(), (end.y - start.y).signum())
        var place = start
        lines[place, default: []].insert(line)
        while place != end {
            let next = Point(x: place.x + dx, y: place.y + dy)
            let (out, back): (Ways, Ways) =
                dx > 0
                ? (.right, .left)
                : dx < 0 ? (.left, .right) : dy > 0 ? (.down, .up) : (.up, .down)
            cells[place, default: []].insert(out)
            cells[next, default: []].insert(back)
            lines[next, default: []].insert(line)
            place = next
        }
    }

    func glyph(at place: Point) -> String {
        let ways = cells[place] ?? []
        switch ways {
        case [.up, .down], [.up], [.down]: return "│"
        case [.right, .down]: return "╭"
        case [.left, .down]: return "╮"
        case [.right, .up]: return "╰"
        case [.left, .up]: return "╯"
        case [.up, .down, .right]: return "├"
        case [.up, .down, .left]: return "┤"
        case [.left, .right, .down]: return "┬"
        case [.left, .right, .up]: return "┴"
        case [.up, .right, .down, .left]: return "┼"
        default: return "─"
        }
    }
}
