// The shape of a pane: a value, pure transitions, a pure picture. The shell owns keys, title,
// message and hint line, dialogs and prompts; a pane gets actions and answers, and draws the
// subject line and the body.
//
// A key reaches a pane only as an action of the registry that `actions(in:)` offers at the moment.
// Answers of the engine come back as the pane's own messages; the loop drops those of a call that
// was replaced by a later one of the same id.

package import Engine
package import TerminalUI

package protocol Pane: Sendable {
    associatedtype State: Sendable
    associatedtype Message: Sendable

    static var id: PaneID { get }

    /// Before anything was asked. Costs nothing.
    static var initial: State { get }

    /// Asks for what the pane shows now. Called when it is opened, every second while it is open,
    /// and after the database changed; asks nothing again that is still awaited.
    static func load(_ state: inout State, _ context: PaneContext) -> PaneReply<Message>

    static func update(
        _ state: inout State, _ message: Message, _ context: PaneContext
    ) -> PaneReply<Message>

    /// What an action means here. `key` tells the keys of one action apart (moving).
    static func message(for action: Action.Name, key: Key) -> Message?

    /// The actions that work at the moment, most useful first: keys and hints are made from it.
    static func actions(in state: State) -> [PaneAction]

    /// What to do instead of an action that is not offered now; nil: there is nothing more to say about it.
    static func instead(of action: Action.Name, in state: State) -> String?

    /// Whether nothing can be selected because the first answer has not come yet.
    static func isAwaiting(_ state: State) -> Bool

    /// What another pane hands over: `Class/key`, a command's id. Nil when it takes none.
    static func message(opening subject: String) -> Message?

    /// The command line that does the same as an action, with what is selected.
    static func twin(of action: Action, in state: State, _ context: PaneContext) -> TwinLine?

    /// All rows of what is shown, where the pane holds only a part of them; nil where it holds all.
    static func source(_ state: State, _ context: PaneContext) -> RowSource?

    /// What the message line says while there is no answer to show.
    static func footnote(_ state: State, _ context: PaneContext) -> Footnote

    /// Draws line 2 and the body. Draws nothing outside of the two.
    static func draw(
        _ state: State, subject: Rect, body: Rect, into screen: inout Screen, _ context: PaneContext
    )
}

extension Pane {
    package static func message(opening subject: String) -> Message? { nil }

    package static func instead(of action: Action.Name, in state: State) -> String? { nil }

    package static func footnote(_ state: State, _ context: PaneContext) -> Footnote { Footnote() }

    package static func twin(
        of action: Action, in state: State, _ context: PaneContext
    ) -> TwinLine? {
        action.twin.map { TwinLine($0) }
    }

    package static func source(_ state: State, _ context: PaneContext) -> RowSource? { nil }
}

/// A line with a left and a right end.
package struct Footnote: Hashable, Sendable {
    package var left: [Span]
    package var right: [Span]

    package init(left: [Span] = [], right: [Span] = []) {
        self.left = left
        self.right = right
    }
}

/// An action that a pane offers now; `hint` replaces the registry's title (`↑↓ class`).
package struct PaneAction: Hashable, Sendable {
    package var name: Action.Name
    package var hint: String?

    package init(_ name: Action.Name, hint: String? = nil) {
        self.name = name
        self.hint = hint
    }
}
