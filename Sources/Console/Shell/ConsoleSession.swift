// What a person finds again when the console is opened the next time: where they were, how it looked.

import Engine
import TerminalUI

package struct ConsoleSession: Codable, Hashable, Sendable {
    /// Of this shape. Older files are brought to it by whoever keeps them; of newer ones nothing is known.
    package static let version = 2

    package var version = ConsoleSession.version
    package var database: String?
    package var pane: String
    package var theme: String
    /// The filter of the Commands pane; it is shown on the second line while it is in force.
    package var commandsFilter: String
    /// The pinned nodes of the Graph pane.
    package var pins: [String]
    /// The bookmarks of the Graph pane; nil in files that know none.
    package var bookmarks: [GraphBookmark]?
    /// Columns and order of the tables of instances, by class.
    package var tables: [String: TableLayout]
    package var isMouseOn: Bool
    /// The filter of the classes in the Ontology pane; nil in files that know none.
    package var classFilter: String?
    /// Changes of the view that can be taken back.
    package var views: ViewHistory?
    /// The files of the Mapping pane and what was decided about them.
    package var mapping: KeptMapping?
    /// Whose session it is; nil: of an engine without a name.
    package var profile: String?

    /// How one class's table of instances is laid out.
    package struct TableLayout: Codable, Hashable, Sendable {
        package var hidden: [String] = []
        /// The property it is sorted by; nil for the order of the keys.
        package var sortedBy: String?
        package var isDescending = false

        package init() {}

        /// Whether the rows stand otherwise than by their keys, lowest first.
        package var isOrder: Bool { sortedBy != nil || isDescending }
    }

    package init(
        database: String?, pane: String, theme: String, commandsFilter: String = "",
        pins: [String] = [], bookmarks: [GraphBookmark]? = nil,
        tables: [String: TableLayout] = [:], isMouseOn: Bool = false, profile: String? = nil
    ) {
        self.isMouseOn = isMouseOn
        self.profile = profile
        self.database = database
        self.pane = pane
        self.theme = theme
        self.commandsFilter = commandsFilter
        self.pins = pins
        self.bookmarks = bookmarks
        self.tables = tables
    }
}

extension ConsoleModel {
    var session: ConsoleSession {
        var session = ConsoleSession(
            database: database, pane: pane.rawValue,
            theme: themes[theme % themes.count].name, commandsFilter: commands.filter.text,
            pins: graph.pins, bookmarks: graph.bookmarks, tables: ontology.layouts,
            isMouseOn: isMouseOn, profile: profile?.name)
        session.classFilter = ontology.filter.isEmpty ? nil : ontology.filter
        session.views = views
        session.mapping = mapping.kept ?? KeptMapping(mapping)
        return session
    }

    /// Takes over what the last session left behind. The database is chosen when the engine has it.
    mutating func restore(_ session: ConsoleSession) {
        preferredDatabase = session.database
        theme = themes.firstIndex { $0.name == session.theme } ?? theme
        commands.filter = CommandsFilter(session.commandsFilter)
        graph.pins = session.pins
        graph.bookmarks = session.bookmarks ?? []
        isMouseOn = session.isMouseOn
        ontology.layouts = session.tables
        ontology.filter = session.classFilter ?? ""
        views = session.views ?? ViewHistory()
        mapping.kept = session.mapping
    }
}
