// Everything the console knows: which pane is open, what each holds, what floats over it.

package import Engine
package import EventSourcing
package import TerminalUI

package struct ConsoleModel: Sendable {
    package var pane: PaneID
    package var size: Size
    package var now: Timestamp
    package var ticks = 0
    package var pace = Pace()
    /// The chosen database; nil until the engine named one.
    package var database: String?
    /// The chosen branch of the database; nil: main.
    package var branch: String?
    /// What to open as soon as the database is known.
    package var subject: String?
    /// Chosen as soon as the engine names it, before the first of its list.
    package var preferredDatabase: String?
    /// What is waited for in the list of databases.
    package var databaseTurn: DatabaseTurn?
    /// When it is no longer waited for: the command may have failed, or nobody decides it.
    var databaseTurnEnds: Timestamp?
    package var databases = Loaded<PageView<DatabaseView>>()
    package var themes: [Theme]
    package var theme = 0
    package var overlay: Overlay?
    package var notice: Notice?
    package var jobs: [Job] = []
    package var jobsStarted = 0
    /// What to tell when a job is stopped, by its id.
    package var jobStops: [Int: ConsoleMessage] = [:]
    /// Leaves by itself once no job runs and nobody is attached.
    package var isLeaving = false
    package var isReadOnly = false
    package var registry = ActionRegistry.standard
    package var profiles: [ConsoleProfile] = []
    /// Nil: an engine without a name.
    package var profile: ConsoleProfile?
    package var link = LinkState()
    /// On a slow link the cursor moved just now.
    package var isMoving = false
    /// When the cursor of a list was moved last, and whether its steps follow each other faster than somebody reads.
    var movedAt: Timestamp?
    var isHurried = false
    package var isMouseOn = false
    /// The first steps were offered in this session.
    package var wasWelcomed = false
    /// Changes of the view, to be taken back, and the database that they are of.
    package var views = ViewHistory()
    package var viewsOf: String?
    /// The session as it was kept last.
    package var keptSession: ConsoleSession?

    package var ontology = OntologyPane.initial
    package var mapping = MappingPane.initial
    package var commands = CommandsPane.initial
    package var graph = GraphPane.initial
    package var pipeline = PipelinePane.initial

    package init(
        pane: PaneID, subject: String? = nil, size: Size, now: Timestamp, database: String?,
        themes: [Theme]
    ) {
        self.pane = pane
        self.subject = subject
        self.size = size
        self.now = now
        self.database = database
        self.themes = themes.isEmpty ? [.builtIn] : themes
    }

    /// Why the engine does not answer at all; nil while it does.
    package var engineFailure: EngineError? {
        guard let failure = pipeline.status.failure, failure.code == .engineUnreachable else {
            return nil
        }
        return failure
    }

    /// Since when the engine owes an answer, or a sign of life; nil: it owes none.
    package var unansweredSince: Timestamp? {
        [pipeline.status.awaitedSince, pace.silentSince].compactMap { $0 }.min()
    }

    /// Forgets what belongs to the database that was chosen before. The pipeline is of all of them.
    mutating func choose(database name: String?) {
        database = name
        branch = nil
        ontology = OntologyPane.initial
        let kept = mapping.kept
        mapping = MappingPane.initial
        mapping.kept = kept
        commands = CommandsPane.initial
        let before = graph
        graph = GraphPane.initial
        graph.bookmarks = before.bookmarks
        graph.walksBegun = before.walksBegun
    }
}

/// What floats over the pane and has the keyboard.
package enum Overlay: Sendable {
    case chooser(Chooser)
    case question(Question<ConsoleMessage>)
    case prompt(Prompt<ConsoleMessage>)
    case form(FormRequest<ConsoleMessage>)
}

/// A searchable list over the screen: help, palette, databases. Each entry stands for a message.
package struct Chooser: Sendable {
    package var list: HelpOverlay
    package var messages: [ConsoleMessage]
    /// The command line that does the same as each entry, where there is one.
    package var twins: [String?] = []
    /// Whether a line with an argument is a command here.
    package var takesCommands = false
    /// Whether the key that stands before an entry does it, while nothing is looked for.
    package var takesKeys = false
    /// What Enter does to an entry that is on or off; Space does it too.
    package var turning: String?
    /// In a list of themes, the one to go back to: the one under the cursor is tried on.
    package var themeBefore: Int?

    /// What the selected entry stands for; nil when nothing matches.
    var selected: ConsoleMessage? {
        selectedIndex.flatMap { $0 < messages.count ? messages[$0] : nil }
    }

    var selectedTwin: String? { selectedIndex.flatMap { $0 < twins.count ? twins[$0] : nil } }

    /// Whether a key does the selected entry. A blank belongs to what is looked for, once something is.
    func takes(_ key: Key) -> Bool {
        key == .enter || turning != nil && key == .character(" ") && list.search.text.isEmpty
    }

    /// What the entry with a key before it stands for.
    func message(byKey key: Key) -> ConsoleMessage? {
        guard takesKeys, list.search.text.isEmpty, let typed = key.typed, typed != " ",
            let index = list.entries.firstIndex(where: { $0.key == String(typed) })
        else { return nil }
        return index < messages.count ? messages[index] : nil
    }

    var selectedIndex: Int? {
        list.selected.flatMap { list.entries.firstIndex(of: $0) }
    }
}

/// Long work that runs now.
package struct Job: Hashable, Sendable {
    package var id: Int
    package var title: String
    package var startedAt: Timestamp
    package var progress: Progress?

    var effectID: EffectID { EffectID("shell.job.\(id)") }
}
