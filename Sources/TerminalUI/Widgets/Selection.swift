// How a selected row looks, the same in every widget: a mark in its second column, the theme's
// selection under it, and the terminal's cursor on it for screen readers.

package enum Selection {
    package static func mark(_ row: Rect, in screen: inout Screen, isFocused: Bool) {
        let ground: Role = isFocused ? .selection : .selectionUnfocused
        screen.put("▸", x: row.x + 1, y: row.y, width: 1, style: isFocused ? .accent : .quiet)
        screen.restyle(row) { $0.on(ground) }
        guard isFocused else { return }
        screen.cursor = Point(x: row.x + 1, y: row.y)
        if let last = screen.sheets?.indices.last { screen.sheets?[last].isFocused = true }
    }
}
