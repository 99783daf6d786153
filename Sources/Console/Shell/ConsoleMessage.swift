// What can happen to the console.

package import Engine
package import EventSourcing
package import TerminalUI

package enum ConsoleMessage: Sendable {
    case pressed(Key)
    case pasted(String)
    case scrolled(lines: Int)
    case resized(Size)
    case ticked(Timestamp)
    /// The time, between two ticks.
    case clockRead(Timestamp)

    case chosen(Action.Name)
    case databaseChosen(String)
    case databasesAnswered(Answered<PageView<DatabaseView>>)
    /// Says something on the message line.
    case told(Notice)
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

    case ontology(OntologyPane.Message)
    case mapping(MappingPane.Message)
    case commands(CommandsPane.Message)
    case graph(GraphPane.Message)
    case pipeline(PipelinePane.Message)
}
