// The frame of every screen: title bar and object line on top, message and hints at the bottom, the
// body between. The same zones at every size; below `Zones.least` a screen only says what it needs.

package struct Zones: Hashable, Sendable {
    /// Line 1: profile and database, panes, state.
    package let title: Rect
    /// Line 2: the object of the pane, its sum.
    package let subject: Rect
    /// From line 3 on. Panes draw their own rule where they want one.
    package let body: Rect
    /// The line before the last: answer to the last action, progress of a job.
    package let message: Rect
    /// The last line: the keys that work here and now.
    package let hints: Rect

    /// The smallest size that can hold a pane.
    package static let least = Size(columns: 40, rows: 12)

    /// How much room there is, by the sizes screens are designed for.
    package enum Room: Hashable, Sendable {
        /// Below 40x12.
        case tooSmall
        /// One part at a time.
        case narrow
        /// 80x24 and up: complete.
        case regular
        /// 160x40 and up: more at once.
        case wide
    }

    package let room: Room

    package init(_ size: Size) {
        let all = Rect(size)
        let parts = all.rows(.cells(1), .cells(1), .rest(), .cells(1), .cells(1))
        title = parts[0]
        subject = parts[1]
        body = parts[2]
        message = parts[3]
        hints = parts[4]
        room =
            if size.columns < Self.least.columns || size.rows < Self.least.rows {
                .tooSmall
            } else if size.columns < 80 || size.rows < 24 {
                .narrow
            } else if size.columns < 160 || size.rows < 40 {
                .regular
            } else {
                .wide
            }
    }

    /// The one line for a terminal that is too small.
    package static func tooSmall(_ viewport: Viewport) -> Screen {
        var screen = Screen(viewport)
        let size = viewport.size
        screen.put(
            "needs \(least.columns)x\(least.rows), has \(size.columns)x\(size.rows)", x: 0, y: 0)
        return screen
    }
}
