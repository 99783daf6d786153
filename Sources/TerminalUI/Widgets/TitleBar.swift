// Line 1: where am I, the panes, one state on the right. When the line is too short the gaps get
// narrow, then the names of the other panes go, then the place; the open pane and the state stay.

package struct TitleBar: Sendable {
    package var place: String
    package var panes: [String]
    package var current: Int
    /// Glyph and word, as `● live`, `▲ lag 212`, `✗ no engine 14 s`.
    package var state: Span
    /// How the place looks when it is marked; nil: as the theme has it.
    package var mark: Style?
    /// Whether the mark covers the whole line.
    package var isMarkedWhole: Bool

    package init(
        place: String, panes: [String], current: Int, state: Span, mark: Style? = nil,
        isMarkedWhole: Bool = false
    ) {
        self.mark = mark
        self.isMarkedWhole = isMarkedWhole
        self.place = place
        self.panes = panes
        self.current = current
        self.state = state
    }

    package func draw(into screen: inout Screen, in rect: Rect) {
        let right = screen.width(of: state.text) + 1
        screen.put(
            [state, Span(" ")], x: rect.x, y: rect.y, width: rect.width, align: .right)
        let room = rect.width - right - 1
        let choices = [
            line(showsPlace: true, showsNames: true),
            line(showsPlace: true, showsNames: true, isTight: true),
            line(showsPlace: true, showsNames: false),
            line(showsPlace: false, showsNames: false),
        ]
        let fitting = choices.first { spans in
            spans.reduce(0) { $0 + screen.width(of: $1.text) } <= room
        }
        screen.put(fitting ?? choices[3], x: rect.x, y: rect.y, width: room)
        if isMarkedWhole, let mark { screen.restyle(rect) { _ in mark } }
    }

    private func line(showsPlace: Bool, showsNames: Bool, isTight: Bool = false) -> [Span] {
        var spans = [Span(" ")]
        if showsPlace { spans += [Span(place, mark ?? .strong), Span(isTight ? "  " : "    ")] }
        for (index, name) in panes.enumerated() {
            if index > 0 { spans.append(Span(showsNames && !isTight ? "  " : " ")) }
            let isCurrent = index == current
            let text = isCurrent || showsNames ? "\(index + 1) \(name)" : "\(index + 1)"
            spans.append(Span(text, isCurrent ? Style(.accent).adding(.underline) : .quiet))
        }
        return spans
    }
}
