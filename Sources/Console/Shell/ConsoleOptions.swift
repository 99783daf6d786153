// What the console is started with.

package import Engine
package import EventSourcing
package import TerminalUI

package struct ConsoleOptions: Sendable {
    /// Nil: the first database the engine names.
    package var database: String?
    package var pane: PaneID
    /// What to show in that pane: `Class/key`, a command's id; nil: its beginning.
    package var subject: String?
    /// The first is shown; `T` goes through them. Empty: the built-in one.
    package var themes: [Theme]
    package var principal: Principal
    /// The wall clock.
    package var now: @Sendable () -> Timestamp

    package init(
        database: String? = nil, pane: PaneID = .ontology, subject: String? = nil,
        themes: [Theme] = [],
        principal: Principal, now: @escaping @Sendable () -> Timestamp
    ) {
        self.database = database
        self.pane = pane
        self.subject = subject
        self.themes = themes
        self.principal = principal
        self.now = now
    }
}
