// The names that a prompt offers while something is typed: those that hold it, above the line of input.
// Arrows go through them, tab takes one over; what is typed counts where none was gone to.

package import TerminalUI

package struct PromptChoices: Hashable, Sendable {
    package var entries: [HelpOverlay.Entry]
    /// The one that was gone to, by its name.
    private(set) var picked: String?

    package init(_ entries: [HelpOverlay.Entry] = []) { self.entries = entries }

    /// The rows that are shown at most, beside the line above them.
    static let most = 8

    /// Those that hold what was typed, best first; all while nothing was typed.
    func found(_ field: InputField) -> [HelpOverlay.Entry] {
        let text = field.text.trimmingSpaces
        guard !field.isProposal, !text.isEmpty else { return entries }
        return Fuzzy.ranked(text, entries.map(\.name)).map { entries[$0] }
    }

    /// What the prompt sends: the one that was gone to, else what was typed.
    func text(_ field: InputField) -> String { picked ?? field.text }

    /// What tab makes of the text; nil where nothing holds it.
    func completed(_ field: InputField) -> String? { picked ?? found(field).first?.name }

    /// Typing goes on from what was typed.
    mutating func letGo() { picked = nil }

    /// One up or down; above the first one is what was typed. False when there is none to go to.
    mutating func move(_ key: Key, _ field: InputField) -> Bool {
        let names = found(field).map(\.name)
        guard key == .up || key == .down, !names.isEmpty else { return false }
        let now = picked.flatMap { names.firstIndex(of: $0) } ?? -1
        let next = max(-1, min(names.count - 1, now + (key == .down ? 1 : -1)))
        picked = next < 0 ? nil : names[next]
        return true
    }

    /// Draws the list right above the line of input.
    func draw(_ field: InputField, into screen: inout Screen, above line: Rect) {
        let found = found(field)
        guard !entries.isEmpty, line.y >= 6 else { return }
        let rows = min(Self.most, max(1, found.count), line.y - 5)
        let box = Rect(x: line.x, y: line.y - rows - 1, width: line.width, height: rows + 1)
        screen.fill(box)
        screen.horizontalLine(x: box.x + 1, y: box.y, width: box.width - 1)
        let list = box.inset(top: 1)
        guard !found.isEmpty else {
            screen.put(
                "none of \(Figure.count(entries.count)) holds that: it will be new",
                x: list.x + Table.margin, y: list.y, width: list.width - Table.margin - 1,
                style: .quiet)
            return
        }
        let place = picked.flatMap { name in found.firstIndex { $0.name == name } }
        let window = ScrollWindow(selected: place ?? 0)
        let visible = window.rows(count: found.count, height: rows)
        MoreMarks.draw(visible, of: found.count, into: &screen, in: list)
        let names = found.map { screen.width(of: $0.name) }.max() ?? 0
        let name = min(names, list.width / 2)
        for (index, entry) in zip(visible, found[visible]) {
            let row = list.line(index - visible.lowerBound)
            let x = row.x + Table.margin
            screen.put(entry.name, x: x, y: row.y, width: name)
            screen.put(
                entry.help, x: x + name + 2, y: row.y, width: row.maxX - x - name - 3,
                style: .quiet)
            if index == place { Selection.mark(row, in: &screen, isFocused: true) }
        }
    }
}
