// Changes of how things are looked at, to be taken back and made again: filters, columns and order of tables, pins, theme.
// Kept with the session, so that the changes of yesterday can be taken back too.

import Engine
import TerminalUI

package struct ViewLayout: Codable, Hashable, Sendable {
    package var theme: String
    package var commandsFilter: String
    package var classFilter: String
    package var tables: [String: ConsoleSession.TableLayout]
    package var pins: [String]

    /// What differs from another, in words.
    func differences(from other: ViewLayout) -> String {
        var words: [String] = []
        if commandsFilter != other.commandsFilter { words.append("filter of commands") }
        if classFilter != other.classFilter { words.append("filter of classes") }
        if tables != other.tables { words.append("columns and order") }
        if pins != other.pins { words.append("pins") }
        if theme != other.theme { words.append("theme") }
        return words.joined(separator: ", ")
    }
}

package struct ViewHistory: Codable, Hashable, Sendable {
    /// Kept over the end of the console.
    private static let mostKept = 50

    private var past: [ViewLayout] = []
    private var future: [ViewLayout] = []
    /// As it is since the last change; nil: nobody looked yet.
    private var current: ViewLayout?

    package init() {}

    /// Notes how things are now.
    package mutating func note(_ layout: ViewLayout) {
        guard let before = current, before != layout else {
            current = layout
            return
        }
        past = Array((past + [before]).suffix(Self.mostKept))
        future = []
        current = layout
    }

    /// How things are now is where to begin: another database, another engine.
    package mutating func rebase(_ layout: ViewLayout) { current = layout }

    /// As it was before the last change; nil when nothing was changed.
    package mutating func goBack() -> ViewLayout? {
        guard let before = past.popLast() else { return nil }
        if let current { future.append(current) }
        current = before
        return before
    }

    /// As it was before the last step back.
    package mutating func goForward() -> ViewLayout? {
        guard let after = future.popLast() else { return nil }
        if let current { past.append(current) }
        current = after
        return after
    }
}

extension ConsoleModel {
    var layout: ViewLayout {
        ViewLayout(
            theme: themes[theme % themes.count].name, commandsFilter: commands.filter.text,
            classFilter: ontology.filter, tables: ontology.layouts.filter { $0.value != .init() },
            pins: graph.pins)
    }

    /// Notes a change of the view once it is made: not each letter of a filter that is typed.
    mutating func noteView() {
        if viewsOf != database {
            viewsOf = database
            return views.rebase(layout)
        }
        if overlay == nil { views.note(layout) }
    }
}
