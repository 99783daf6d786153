// What the console is started with.

package import Engine
package import EventSourcing
package import TerminalUI

package struct ConsoleOptions: Sendable {
    /// Nil: the first database the engine names.
    package var database: String?
    package var pane: PaneID
    /// The first is shown; `T` goes through them. Empty: the built-in one.
    package var themes: [Theme]
    package var principal: Principal
    /// The wall clock.
    package var now: @Sendable () -> Timestamp

    package init(
        database: String? = nil, pane: PaneID = .ontology, themes: [Theme] = [],
        principal: Principal, now: @escaping @Sendable () -> Timestamp
    ) {
        self.database = database
        self.pane = pane
        self.themes = themes
        self.principal = principal
        self.now = now
    }
}
