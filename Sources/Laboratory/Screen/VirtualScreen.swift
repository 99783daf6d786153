// What a person would see: the bytes of a program put on a screen, as xterm would. Characters take the cells that the
// given widths say. What it does not know it keeps in `unknown`, so that a test can demand that there is nothing of the
// kind.

package struct VirtualScreen: Sendable {
    package struct Cell: Hashable, Sendable {
        /// Empty for the right half of a wide character.
        package var text = " "
        /// The numbers of the last SGR sequence, since the last reset: `1;38;5;75`.
        package var look = ""
    }

    /// The cells that a character takes: 0 when it joins the one before, nil when it must never reach a terminal.
    package typealias Width = @Sendable (Unicode.Scalar) -> Int?

    package private(set) var columns: Int
    package private(set) var rows: Int
    package var cells: [[Cell]]
    package var x = 0
    package var y = 0
    /// Private modes that were set or reset, as they are now.
    package var modes: [Int: Bool] = [:]
    /// Texts that were to be copied, still in base 64.
    package var copies: [String] = []
    /// Sequences and controls that no program of ours has a reason to send.
    package var unknown: [String] = []

    var look = ""
    var top = 0
    var bottom: Int
    var kept: (x: Int, y: Int) = (0, 0)
    var wrapsNext = false
    var drawsLines = false
    var lastText = " "
    var parser = Parser()
    private let widthOf: Width

    package init(columns: Int, rows: Int, widthOf: @escaping Width) {
        self.widthOf = widthOf
        self.columns = columns
        self.rows = rows
        bottom = rows - 1
        cells = Array(repeating: Array(repeating: Cell(), count: columns), count: rows)
    }

    /// The rows as text, without blanks at their ends.
    package var lines: [String] { cells.indices.map { line($0) } }

    package var text: String { lines.joined(separator: "\n") }

    package func line(_ row: Int) -> String {
        var line = cells[row].map(\.text).joined()
        while line.last == " " { line.removeLast() }
        return line
    }

    /// The column at which a text begins on a row, in cells.
    package func column(of part: String, row: Int) -> Int? {
        for start in 0..<columns
        where cells[row][start...].map(\.text).joined().hasPrefix(part) {
            return start
        }
        return nil
    }

    /// As a terminal does: what fits stays at the upper left.
    package mutating func resize(columns: Int, rows: Int) {
        var next = Array(repeating: Array(repeating: Cell(), count: columns), count: rows)
        for row in 0..<min(rows, self.rows) {
            for column in 0..<min(columns, self.columns) {
                next[row][column] = cells[row][column]
            }
        }
        (self.columns, self.rows, cells) = (columns, rows, next)
        (top, bottom) = (0, rows - 1)
        (x, y) = (min(x, columns - 1), min(y, rows - 1))
        wrapsNext = false
    }

    package mutating func feed(_ bytes: some Sequence<UInt8>) {
        for byte in bytes {
            if let token = parser.take(byte) { perform(token) }
        }
    }

    mutating func put(_ scalar: Unicode.Scalar) {
        guard let width = widthOf(scalar) else {
            unknown.append("U+" + String(scalar.value, radix: 16))
            return
        }
        let shown = drawsLines ? Self.lineDrawing(scalar) : scalar
        guard width > 0 else { return join(shown) }
        if wrapsNext || x + width > columns {
            x = 0
            lineFeed()
        }
        lastText = String(Character(shown))
        place(lastText, width)
    }

    mutating func place(_ text: String, _ width: Int) {
        cells[y][x] = Cell(text: text, look: look)
        if width == 2, x + 1 < columns { cells[y][x + 1] = Cell(text: "", look: look) }
        wrapsNext = x + width >= columns
        x = min(x + width, columns - 1)
    }

    private mutating func join(_ scalar: Unicode.Scalar) {
        var column = wrapsNext ? x : max(0, x - 1)
        if cells[y][column].text.isEmpty, column > 0 { column -= 1 }
        cells[y][column].text.unicodeScalars.append(scalar)
    }

    mutating func lineFeed() {
        wrapsNext = false
        if y == bottom { scroll(1, from: top) } else { y = min(y + 1, rows - 1) }
    }

    /// Moves lines up (negative: down) between a row and the bottom margin.
    mutating func scroll(_ count: Int, from first: Int) {
        guard first <= bottom else { return }
        let blank = Array(repeating: Cell(text: " ", look: ""), count: columns)
        for _ in 0..<min(abs(count), bottom - first + 1) {
            if count > 0 {
                cells.remove(at: first)
                cells.insert(blank, at: bottom)
            } else {
                cells.remove(at: bottom)
                cells.insert(blank, at: first)
            }
        }
    }

    private static func lineDrawing(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        let twins: [Unicode.Scalar: Unicode.Scalar] = [
            "q": "─", "x": "│", "l": "┌", "k": "┐", "m": "└", "j": "┘", "t": "├", "u": "┤",
            "v": "┴", "w": "┬", "n": "┼", "~": "·", "a": "▒",
        ]
        return twins[scalar] ?? scalar
    }
}
