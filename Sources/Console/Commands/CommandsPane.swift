// The Commands pane.

package import Engine
package import TerminalUI

package enum CommandsPane: Pane {
    package struct State: Sendable {
        package init() {}
    }

    package enum Message: Sendable {
        case moved(Key)
    }

    package static let id = PaneID.commands
    package static var initial: State { State() }

    package static func load(_ state: inout State, _ context: PaneContext) -> PaneReply<Message> {
        .nothing
    }

    package static func update(
        _ state: inout State, _ message: Message, _ context: PaneContext
    ) -> PaneReply<Message> {
        .nothing
    }

    package static func message(for action: Action.Name, key: Key) -> Message? { nil }

    package static func actions(in state: State) -> [PaneAction] { [] }

    package static func draw(
        _ state: State, subject: Rect, body: Rect, into screen: inout Screen, _ context: PaneContext
    ) {
        Placeholder.empty("nothing here yet").draw(into: &screen, in: body)
    }
}
