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
    /// What leaving would end; nil while the engine runs elsewhere. Asked when somebody leaves.
    package var hosting: (@Sendable () -> Hosting?)?
    /// What the last session left behind.
    package var session: ConsoleSession?
    /// Keeps the session; called from effects, with what changed.
    package var keep: (@Sendable (ConsoleSession) -> Void)?
    /// The named connections, and the one that the console starts with.
    package var profiles: [ConsoleProfile] = []
    package var profile: ConsoleProfile?
    /// Goes to other engines; nil: it stays with the one it has.
    package var turning: ProfileTurning?
    /// Of the engine that it starts with, when that is of no profile.
    package var reach = EngineReach()
    package var registry = ActionRegistry.standard
    /// Themes and keys when a file of them changed since the last look; asked every second.
    package var look: (@Sendable () -> ConsoleFiles?)?
    /// Begins a file that is not there yet.
    package var createFile: (@Sendable (_ path: String) -> Result<any NewFileWriting, FileRefusal>)?
    /// Keeps a text that is too long for the terminal to copy, in a file that only its owner reads.
    package var keepCopy: (@Sendable (_ text: String) -> KeptCopy)?
    /// Nil: as the last session left it; off at first.
    package var isMouseOn: Bool?
    package var link = LinkState.Mode.automatic
    /// What is wrong with files that were read at the start.
    package var problems: [String] = []
    /// The sample's tables, for the first steps.
    package var demoFiles: [String] = []
    /// The first steps are shown at once, and (`offersFirstSteps`) when the engine has no database.
    package var isFirstRun = false
    package var offersFirstSteps = false

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

/// What became of a text that was to be kept in a file.
package enum KeptCopy: Hashable, Sendable {
    case written(path: String)
    case failed(reason: String)
}

/// The engine runs in the process of this console, and ends with it.
package struct Hosting: Hashable, Sendable {
    /// Who is attached to it from elsewhere, and with what: `ana: import-files for 12 s`.
    package var visitors: [String]

    package init(visitors: [String]) { self.visitors = visitors }
}
