// A framed question in the middle of the screen. What cannot be undone wants the name typed: then
// the dialog holds an input field and the name that must stand in it.

package struct Dialog: Hashable, Sendable {
    package var title: String
    package var text: String
    /// The exact targets, frozen when the dialog opened.
    package var details: [String]
    /// The name that must be typed to go on; nil when a key is enough.
    package var nameToType: String?
    package var field = InputField()
    package var keys: [HintBar.Hint]

    package init(
        title: String, text: String, details: [String] = [], nameToType: String? = nil,
        keys: [HintBar.Hint]
    ) {
        self.title = title
        self.text = text
        self.details = details
        self.nameToType = nameToType
        self.keys = keys
    }

    /// Whether the typed name, if one is wanted, is right.
    package var isConfirmed: Bool { nameToType.map { $0 == field.text } ?? true }

    package func draw(into screen: inout Screen) {
        let width = min(60, screen.size.columns - 4)
        let hints = HintBar.lines(keys, width: width - 4, glyphs: screen.glyphs)
        let below = max(1, hints.count)
        let shown = shown(width: width, below: below, screen)
        let height =
            shown.lines.count + shown.details.count + (nameToType == nil ? 0 : 2) + 4 + below
        let rect = screen.bounds.centered(Size(columns: width, rows: height))
        let style: Style = nameToType == nil ? .border : .bad
        screen.cursor = nil
        screen.isCursorVisible = false
        screen.frame(rect, title: title, style: style)
        let inside = rect.inset(left: 2, top: 1, right: 2, bottom: 1)
        var y = inside.y
        for line in shown.lines {
            screen.put(line, x: inside.x, y: y, width: inside.width)
            y += 1
        }
        for detail in shown.details where y < inside.maxY - below {
            screen.put(detail, x: inside.x + 2, y: y, width: inside.width - 2, style: .strong)
            y += 1
        }
        if let nameToType {
            field.draw(
                label: "type \(nameToType):", into: &screen,
                in: Rect(x: inside.x, y: y + 1, width: inside.width, height: 1))
        } else {
            screen.cursor = Point(x: inside.x, y: inside.maxY - 1)
        }
        for (line, keys) in hints.enumerated() {
            HintBar(keys).draw(
                into: &screen,
                in: Rect(
                    x: inside.x - 1, y: inside.maxY - hints.count + line, width: inside.width + 4,
                    height: 1))
        }
    }

    /// Text and targets, each line as wide as the dialog; where not all fit, the last ones go: what is typed and the keys
    /// stay.
    private func shown(
        width: Int, below: Int, _ screen: Screen
    ) -> (lines: [String], details: [String]) {
        let room = max(2, screen.size.rows - 4 - below - (nameToType == nil ? 0 : 2))
        let lines = Wrapping.lines(of: text, width: width - 4, glyphs: screen.glyphs)
        let targets = details.flatMap { detail in
            screen.width(of: detail) <= width - 6
                ? [detail] : Wrapping.lines(of: detail, width: width - 6, glyphs: screen.glyphs)
        }
        let most = max(1, room - min(targets.count, 3))
        let text = lines.count <= most ? lines : Array(lines.prefix(most - 1)) + ["…"]
        let left = room - text.count
        let rest = targets.count <= left ? targets : Array(targets.prefix(left - 1)) + ["…"]
        return (text, rest)
    }
}
