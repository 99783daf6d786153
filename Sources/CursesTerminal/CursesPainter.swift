// Screen → ncurses. Hands over only the cells that differ from the last screen: a list that went on by a row still has
// most of its letters where they were. Lives on the terminal's thread.

import CNcurses
import TerminalUI

struct CursesPainter {
    private struct Look {
        var attributes: UInt32
        var pair: Int32
    }

    private let depth: ColorDepth
    private let colors: Int
    private var looks: [Style: Look] = [:]
    private var theme: Theme?
    private var last: Screen?
    private var scalars: [UInt32] = []

    /// `depth` is what the environment allows, `colors` what the terminal has.
    init(depth: ColorDepth, colors: Int) {
        self.colors = colors
        let most: ColorDepth =
            switch colors {
            case ..<8: .mono
            case ..<256: .sixteen
            case ..<0x100_0000: .palette
            default: .trueColor
            }
        self.depth = min(depth, most)
    }

    /// After the terminal was resized or came back: everything is written again.
    mutating func forget() { last = nil }

    /// `screen` has the size of the terminal. Answers whether anything was to be written.
    mutating func show(_ screen: Screen, _ theme: Theme) -> Bool {
        if theme != self.theme {
            self.theme = theme
            looks = [:]
            last = nil
        }
        let size = screen.size
        let before = last.flatMap { $0.size == size ? $0 : nil }
        var isChanged = screen.cursor != last?.cursor
        for y in 0..<size.rows {
            if let before, screen.hasSameRow(y, as: before) { continue }
            isChanged = true
            paint(screen.row(y), before?.row(y), y, columns: size.columns, theme)
        }
        last = screen
        let corner = Point(x: size.columns - 1, y: size.rows - 1)
        let cursor = screen.cursor ?? corner
        spice_curses_show(
            Int32(max(0, min(cursor.y, corner.y))), Int32(max(0, min(cursor.x, corner.x))),
            screen.isCursorVisible && screen.cursor != nil ? 1 : 0)
        return isChanged
    }

    private mutating func paint(
        _ row: ArraySlice<Cell>, _ before: ArraySlice<Cell>?, _ y: Int, columns: Int, _ theme: Theme
    ) {
        // Neighbours mostly look alike.
        var latest: (style: Style, look: Look)?
        for (x, cell) in row.enumerated() where cell.width > 0 && x + Int(cell.width) <= columns {
            if let before, before[before.startIndex + x] == cell { continue }
            let look: Look
            if let latest, latest.style == cell.style {
                look = latest.look
            } else {
                look = self.look(of: cell.style, theme)
                latest = (cell.style, look)
            }
            scalars.removeAll(keepingCapacity: true)
            for scalar in cell.text.unicodeScalars { scalars.append(scalar.value) }
            if isDoubtful(cell) {
                for half in 0..<Int(cell.width) { put([0x3F], x + half, y, look) }
            } else {
                put(scalars, x, y, look)
            }
        }
    }

    private func put(_ text: [UInt32], _ x: Int, _ y: Int, _ look: Look) {
        unsafe text.withUnsafeBufferPointer { buffer in
            unsafe spice_curses_put(
                Int32(y), Int32(x), buffer.baseAddress, Int32(buffer.count), look.attributes,
                look.pair)
        }
    }

    private func isDoubtful(_ cell: Cell) -> Bool {
        guard let first = cell.text.unicodeScalars.first, first.value > 0x7E else { return false }
        return LibraryWidth.of(first) != Int(cell.width)
    }

    private mutating func look(of style: Style, _ theme: Theme) -> Look {
        if let known = looks[style] { return known }
        let paint = theme.paint(style, depth: depth)
        var attributes = bits(paint.attributes)
        var foreground = number(paint.foreground)
        var background = number(paint.background)
        if colors < 16 {
            // Eight colours: the bright half is the dark half in bold.
            if foreground >= 8 {
                foreground -= 8
                attributes |= spice_attribute_bold()
            }
            if background >= 8 { background -= 8 }
        }
        let isPlain = foreground < 0 && background < 0
        let pair = depth == .mono || isPlain ? 0 : spice_curses_pair(foreground, background)
        let look = Look(attributes: attributes, pair: pair)
        looks[style] = look
        return look
    }

    private func bits(_ attributes: Attributes) -> UInt32 {
        var bits: UInt32 = 0
        if attributes.contains(.bold) { bits |= spice_attribute_bold() }
        if attributes.contains(.dim) { bits |= spice_attribute_dim() }
        if attributes.contains(.underline) { bits |= spice_attribute_underline() }
        if attributes.contains(.reverse) { bits |= spice_attribute_reverse() }
        if attributes.contains(.italic) { bits |= spice_attribute_italic() }
        return bits
    }

    private func number(_ ink: Paint.Ink) -> Int32 {
        switch ink {
        case .standard: -1
        case .index(let index): Int32(index)
        case .rgb(let color):
            Int32(color.red) << 16 | Int32(color.green) << 8 | Int32(color.blue)
        }
    }
}
