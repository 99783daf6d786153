// What can happen to the console.

package import Engine
package import EventSourcing
package import TerminalUI

package indirect enum ConsoleMessage: Sendable {
    case pressed(Key)
    case pasted(String)
    case scrolled(lines: Int)
    case resized(Size)
    case ticked(Timestamp)
    /// The time, between two ticks.
    case clockRead(Timestamp)
    /// What a person did, and when.
    case entered(ConsoleMessage, at: Timestamp)
    /// The terminal's window has the keyboard, or another one has.
    case focused(Bool, at: Timestamp)
    /// Up to where the engine's log was followed, nil when the engine does not tell any more; and that it grew.
    case followed(String?)
    case engineChanged(Timestamp)
    /// It gives no sign of life any more.
    case fellSilent(since: Timestamp, at: Timestamp)
    /// The answer to something that a pane asked, and where it asked.
    case answered(ConsolePlace, ConsoleMessage)

    case clicked(Point)
    case drained(Duration)
    /// The cursor has rested for a moment.
    case restedCursor
    /// The time while a key is held down.
    case watchedCursor(Timestamp)

    case chosen(Action.Name)
    /// An action with what it is about, typed in one line.
    case commanded(Action.Name, String)
    case themeChosen(Int)
    case filesChanged(ConsoleFiles)
    case profileWanted(ConsoleProfile)
    /// What would end with the engine that is left.
    case profileAsked(ConsoleProfile, Hosting?)
    case profileConfirmed(ConsoleProfile)
    /// The engine was changed; the session that was kept for it.
    case profileTurned(ConsoleSession?)
    case addressGiven(String)
    case exportWanted(String)
    case stepChosen(FirstStep)
    case demoImported(Answered<ImportReport>)
    /// What a form or a line asks for, on an engine that one must be careful with.
    case guarded(ConsoleMessage, String)
    /// A change that was asked about and granted.
    case granted(PaneReply<ConsoleMessage>)
    case databaseChosen(String)
    case branchesAnswered(wanted: String?, Answered<PageView<BranchView>>)
    case branchChosen(String)
    case databasesAnswered(Answered<PageView<DatabaseView>>)
    /// Says something on the message line.
    case told(Notice)
    /// The terminal does not take so long a text.
    case copyRefused(String, String)
    case quitConfirmed
    /// Somebody wants to leave; what would end with the console.
    case leavingAsked(Hosting?)
    /// Leave as soon as nothing is lost by it.
    case leavingWanted
    case leavingChecked(Hosting?)
    /// The engine answers again after it was away.
    case engineReturned(Hosting?)
    case jobAdvanced(id: Int, Progress)
    case jobEnded(id: Int)
    /// Chosen in the list of what runs.
    case jobStopped(id: Int)

    case ontology(OntologyPane.Message)
    case mapping(MappingPane.Message)
    case commands(CommandsPane.Message)
    case graph(GraphPane.Message)
    case pipeline(PipelinePane.Message)
}
