// A one-line text field: a value with a caret, the usual editing keys, and its picture. Pasted text
// goes in as text; line ends in it become spaces.

package struct InputField: Hashable, Sendable {
    package private(set) var text: String
    /// The caret, in characters from the start.
    package private(set) var caret: Int
    /// The text is a proposal: what is typed takes its place, a key that moves keeps it.
    package private(set) var isProposal: Bool

    package init(_ text: String = "", isProposal: Bool = false) {
        self.text = text
        self.isProposal = isProposal && !text.isEmpty
        caret = text.count
    }

    /// Applies an editing key; false when the key edits nothing (enter, escape, up …).
    package mutating func edit(_ key: Key) -> Bool {
        if let character = key.typed {
            insert(String(character))
            return true
        }
        let wasProposal = isProposal
        switch key {
        case .backspace where isProposal, .delete where isProposal, .control("w") where isProposal:
            takeAway()
            return true
        case .left, .control("b"): caret = max(0, caret - 1)
        case .right, .control("f"): caret = min(text.count, caret + 1)
        case .home, .control("a"): caret = 0
        case .end, .control("e"): caret = text.count
        case .backspace: remove(caret - 1..<caret)
        case .delete, .control("d"): remove(caret..<caret + 1)
        case .control("u"): remove(0..<caret)
        case .control("k"): remove(caret..<text.count)
        case .control("w"): remove(wordStart..<caret)
        default: return false
        }
        isProposal = isProposal && !wasProposal
        return true
    }

    package mutating func insert(_ more: String) {
        takeAway()
        let clean = String(more.map { $0.isNewline || $0 == "\t" ? " " : $0 })
        text.insert(contentsOf: clean, at: index(caret))
        caret = min(text.count, caret + clean.count)
    }

    /// Draws the field with its label; when focused the caret is the terminal's own cursor. A text
    /// longer than the room scrolls so that the caret is seen.
    package func draw(
        label: String = "", placeholder: String = "", isFocused: Bool = true,
        into screen: inout Screen, in rect: Rect
    ) {
        var x = rect.x
        if !label.isEmpty {
            x += screen.put(label + " ", x: x, y: rect.y, width: rect.width, style: .quiet)
        }
        let room = rect.maxX - x
        guard room > 0 else { return }
        screen.fill(Rect(x: x, y: rect.y, width: room, height: 1), .input)
        if text.isEmpty {
            screen.put(
                placeholder, x: x, y: rect.y, width: room, style: Style(.quiet, on: .input))
        }
        let before = screen.width(of: text.prefix(caret))
        drawText(hidden: max(0, before - room + 1), into: &screen, x: x, y: rect.y, room: room)
        guard isFocused else { return }
        screen.cursor = Point(x: x + min(before, room - 1), y: rect.y)
        screen.isCursorVisible = true
    }

    /// The part that is in sight; where something is left out there is an ellipsis.
    private func drawText(hidden: Int, into screen: inout Screen, x: Int, y: Int, room: Int) {
        let mark = screen.glyphs.ellipsis
        let markWidth = mark.count
        let isCut = hidden > 0 && room > markWidth + 1
        let style: Style = isProposal ? Style(.selection) : .input
        var left = hidden + (isCut ? markWidth : 0)
        var column = x + (isCut ? markWidth : 0)
        let end = x + room
        var isWhole = true
        for piece in CellText.pieces(of: text, glyphs: screen.glyphs) {
            if left > 0 {
                left -= piece.width
            } else if column + piece.width <= end {
                screen.set(piece, x: column, y: y, style: style)
                column += piece.width
            } else {
                isWhole = false
                break
            }
        }
        if isCut {
            screen.put(mark, x: x, y: y, width: markWidth, style: Style(.quiet, on: .input))
        }
        guard !isWhole, room > markWidth + 1 else { return }
        screen.put(
            mark, x: end - markWidth, y: y, width: markWidth, style: Style(.quiet, on: .input))
    }

    /// Makes room for what is typed instead.
    private mutating func takeAway() {
        guard isProposal else { return }
        (text, caret, isProposal) = ("", 0, false)
    }

    private var wordStart: Int {
        var place = caret
        let characters = Array(text)
        while place > 0 && characters[place - 1] == " " { place -= 1 }
        while place > 0 && characters[place - 1] != " " { place -= 1 }
        return place
    }

    private mutating func remove(_ range: Range<Int>) {
        let range = range.clamped(to: 0..<text.count)
        guard !range.isEmpty else { return }
        text.removeSubrange(index(range.lowerBound)..<index(range.upperBound))
        caret = range.lowerBound
    }

    private func index(_ offset: Int) -> String.Index {
        text.index(text.startIndex, offsetBy: offset, limitedBy: text.endIndex) ?? text.endIndex
    }
}
