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
    package var thresholds = Thresholds()
    /// Nothing that changes data is offered, and the engine is not asked for any of it.
    package var isReadOnly = false
    /// What to say at the start: another kind of terminal was taken.
    package var note: String?
    /// What leaving would end; nil while the engine runs elsewhere. Asked when somebody leaves.
    package var hosting: (@Sendable () -> Hosting?)?
    /// What the last session left behind.
    package var session: ConsoleSession?
    /// Keeps the session; called from effects, with what changed.
    package var keep: (@Sendable (ConsoleSession) -> Void)?

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

/// The engine runs in the process of this console, and ends with it.
package struct Hosting: Hashable, Sendable {
    /// Who is attached to it from elsewhere, and with what: `ana: import-files for 12 s`.
    package var visitors: [String]

    package init(visitors: [String]) { self.visitors = visitors }
}
