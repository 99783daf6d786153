// Marks in the first column of a list that say that it goes on above or below what is shown.

package enum MoreMarks {
    /// `list` holds the rows of the list alone, without its header; `goesOn`: more than `count` are known to follow.
    package static func draw(
        _ visible: Range<Int>, of count: Int, goesOn: Bool = false, into screen: inout Screen,
        in list: Rect
    ) {
        guard !visible.isEmpty, list.width > Table.margin else { return }
        if visible.lowerBound > 0 {
            screen.put("↑", x: list.x, y: list.y, width: 1, style: .quiet)
        }
        if visible.upperBound < count || goesOn {
            screen.put("↓", x: list.x, y: list.y + visible.count - 1, width: 1, style: .quiet)
        }
    }
}
