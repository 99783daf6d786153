// What can be done here: a searchable list of actions over the screen. The entries come from the
// action registry; the caller runs the selected one.

package struct HelpOverlay: Hashable, Sendable {
    package struct Entry: Hashable, Sendable {
        package var key: String
        package var name: String
        package var help: String
        package var isDangerous: Bool

        package init(key: String, name: String, help: String, isDangerous: Bool = false) {
            self.key = key
            self.name = name
            self.help = help
            self.isDangerous = isDangerous
        }
    }

    package var title: String
    package var entries: [Entry]
    /// What stands in the empty field.
    package var placeholder: String
    package private(set) var search = InputField()
    package private(set) var window = ScrollWindow()

    package init(title: String, entries: [Entry], placeholder: String = "a word of it") {
        self.title = title
        self.entries = entries
        self.placeholder = placeholder
    }

    /// The entries that hold the search, best first; all in their order while nothing is looked for.
    package var found: [Entry] {
        guard !search.text.trimmingPrefix(while: { $0 == " " }).isEmpty else { return entries }
        let texts = entries.map { "\($0.name) \($0.key) \($0.help)" }
        return Fuzzy.ranked(search.text, texts).map { entries[$0] }
    }

    package var selected: Entry? {
        let found = found
        return found.isEmpty ? nil : found[min(window.selected, found.count - 1)]
    }

    /// Applies a key of searching or moving; enter and escape are the caller's.
    package mutating func edit(_ key: Key, screenHeight: Int) -> Bool {
        let height = max(1, height(screenHeight) - 4)
        switch key {
        case .up, .down, .pageUp, .pageDown:
            return window.move(key, count: found.count, height: height)
        default:
            guard search.edit(key) else { return false }
            window = ScrollWindow()
            return true
        }
    }

    /// Other entries: the cursor stays on the name that it is on, while that is there.
    package mutating func refill(_ entries: [Entry], screenHeight: Int) {
        let name = selected?.name
        self.entries = entries
        let found = found
        guard let place = found.firstIndex(where: { $0.name == name }) else { return }
        window.select(place, count: found.count, height: max(1, height(screenHeight) - 4))
    }

    /// Pasted text is looked for; nothing is done by it.
    package mutating func insert(_ text: String) {
        search.insert(text)
        window = ScrollWindow()
    }

    package func draw(into screen: inout Screen) {
        let size = Size(
            columns: min(76, screen.size.columns - 2), rows: height(screen.size.rows))
        let rect = screen.bounds.centered(size)
        screen.frame(rect, title: title)
        let inside = rect.inset(left: 1, top: 1, right: 1, bottom: 1)
        let found = found
        let list = inside.inset(top: 2)
        let glyphs = screen.glyphs
        let widths = found.map { CellWidth.of($0.key, glyphs: glyphs) }
        let keys = widths.max() ?? 0
        // Of all entries, so that the columns do not jump while somebody searches.
        let names = entries.map { CellWidth.of($0.name, glyphs: glyphs) }
        let name = min(names.max() ?? 0, max(12, list.width * 2 / 5))
        ListView().draw(into: &screen, in: list, count: found.count, window: window) { index in
            let entry = found[index]
            let pad = String(repeating: " ", count: keys - widths[index])
            let used = CellWidth.of(entry.name, glyphs: glyphs)
            let gap = String(repeating: " ", count: max(0, name - used) + 2)
            return .init([
                Span(pad + entry.key, entry.isDangerous ? .danger : .key),
                Span("  \(entry.name)\(gap)", .text), Span(entry.help, .quiet),
            ])
        }
        if found.isEmpty {
            screen.put(
                "nothing matches \"\(search.text)\"", x: list.x + Table.margin, y: list.y,
                width: list.width - Table.margin, style: .quiet)
        }
        search.draw(
            label: "find", placeholder: placeholder, into: &screen,
            in: inside.line(0).inset(left: 1, right: 1))
    }

    /// As high as all entries want, so that it does not jump while somebody searches.
    private func height(_ rows: Int) -> Int { max(5, min(20, rows - 2, entries.count + 4)) }
}
