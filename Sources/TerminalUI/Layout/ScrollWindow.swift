// Which rows of a long list are on the screen. A value kept in the model; rows keep their place
// unless the selection would leave the window.

package struct ScrollWindow: Hashable, Sendable {
    /// The first row shown.
    package private(set) var top: Int
    package private(set) var selected: Int

    /// Whether a selection that leaves the window takes it half a page further, not one row: fewer rows
    /// are written for many keys. Set for the length of one update or view, where bytes are dear.
    @TaskLocal package static var jumpsHalfPages = false

    package init(top: Int = 0, selected: Int = 0) {
        self.top = max(0, top)
        self.selected = max(0, selected)
    }

    /// Selects a row and moves the window as little as needed.
    package mutating func select(_ row: Int, count: Int, height: Int) {
        selected = max(0, min(row, count - 1))
        settle(count: count, height: height)
    }

    package mutating func move(by rows: Int, count: Int, height: Int) {
        select(selected + rows, count: count, height: height)
    }

    /// Applies one of the usual moving keys (arrows, j k, pages, home and end, g G); false when
    /// the key is none of them.
    package mutating func move(_ key: Key, count: Int, height: Int) -> Bool {
        let page = max(1, height - 1)
        switch key {
        case .up, .character("k"): move(by: -1, count: count, height: height)
        case .down, .character("j"): move(by: 1, count: count, height: height)
        case .pageUp, .control("b"): move(by: -page, count: count, height: height)
        case .pageDown, .control("f"): move(by: page, count: count, height: height)
        case .home, .character("g"): select(0, count: count, height: height)
        case .end, .character("G"): select(count - 1, count: count, height: height)
        default: return false
        }
        return true
    }

    /// After the list or the screen changed its size.
    package mutating func settle(count: Int, height: Int) {
        selected = max(0, min(selected, count - 1))
        let height = max(1, height)
        let further = Self.jumpsHalfPages ? height / 2 : 0
        if selected < top { top = selected - further }
        if selected >= top + height { top = selected - height + 1 + further }
        top = max(0, min(top, count - height))
    }

    /// The rows shown for a list of this size. Pure, so a view can call it without a settled model.
    package func rows(count: Int, height: Int) -> Range<Int> {
        var settled = self
        settled.settle(count: count, height: height)
        return settled.top..<min(count, settled.top + max(0, height))
    }
}
