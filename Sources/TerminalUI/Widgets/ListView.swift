// A plain list: one line of spans an entry, optionally a second, right-aligned text.

package struct ListView: Sendable {
    package struct Entry: Sendable {
        package var line: [Span]
        package var trailing: [Span]

        package init(_ line: [Span], trailing: [Span] = []) {
            self.line = line
            self.trailing = trailing
        }

        package init(_ text: String, _ style: Style = .text, trailing: String = "") {
            line = [Span(text, style)]
            self.trailing = trailing.isEmpty ? [] : [Span(trailing, .quiet)]
        }
    }

    package var isFocused: Bool

    package init(isFocused: Bool = true) { self.isFocused = isFocused }

    package func draw(
        into screen: inout Screen, in rect: Rect, count: Int, window: ScrollWindow,
        entry: (Int) -> Entry
    ) {
        if screen.sheets != nil {
            let rows = (0..<count).map { index in
                let item = entry(index)
                return [item.line, item.trailing].map { $0.map(\.text).joined() }
            }
            screen.sheets?.append(Sheet(columns: ["entry", "value"], rows: rows))
        }
        let visible = window.rows(count: count, height: rect.height)
        MoreMarks.draw(visible, of: count, into: &screen, in: rect)
        for (line, index) in visible.enumerated() {
            let item = entry(index)
            let y = rect.y + line
            let x = rect.x + Table.margin
            let room = rect.width - Table.margin
            let trailing = item.trailing.reduce(0) { $0 + screen.width(of: $1.text) }
            if trailing > 0 { screen.put(item.trailing, x: x, y: y, width: room, align: .right) }
            screen.put(item.line, x: x, y: y, width: room - (trailing > 0 ? trailing + 1 : 0))
            guard index == min(window.selected, count - 1) else { continue }
            Selection.mark(
                Rect(x: rect.x, y: y, width: rect.width, height: 1), in: &screen,
                isFocused: isFocused)
        }
    }
}
