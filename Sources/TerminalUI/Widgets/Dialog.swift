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
        var lines = Wrapping.lines(of: text, width: width - 4, glyphs: screen.glyphs)
        var details = details
        // Where not all fit, what is typed and the keys stay.
        let room = screen.size.rows - 4 - (nameToType == nil ? 0 : 2)
        details = Array(details.prefix(max(1, room - min(lines.count, 2))))
        lines = Array(lines.prefix(max(1, room - details.count)))
        let height = lines.count + details.count + (nameToType == nil ? 0 : 2) + 5
        let rect = screen.bounds.centered(Size(columns: width, rows: height))
        let style: Style = nameToType == nil ? .border : .bad
        screen.cursor = nil
        screen.isCursorVisible = false
        screen.frame(rect, title: title, style: style)
        let inside = rect.inset(left: 2, top: 1, right: 2, bottom: 1)
        var y = inside.y
        for line in lines {
            screen.put(line, x: inside.x, y: y, width: inside.width)
            y += 1
        }
        for detail in details where y < inside.maxY - 1 {
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
        HintBar(keys).draw(
            into: &screen,
            in: Rect(x: inside.x - 1, y: inside.maxY - 1, width: inside.width + 2, height: 1))
    }
}
