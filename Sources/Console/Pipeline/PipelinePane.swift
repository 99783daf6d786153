// The Pipeline pane: is it flowing, and if not, where not?

package import Engine
package import TerminalUI

package enum PipelinePane: Pane {
    package struct State: Sendable {
        package var status = Loaded<PipelineView>()
        package init() {}
    }

    package enum Message: Sendable {
        case answered(Answered<PipelineView>)
    }

    /// Fewer waiting events than this are the normal course of work.
    static let quietLag = 50

    package static let id = PaneID.pipeline
    package static var initial: State { State() }

    package static func load(_ state: inout State, _ context: PaneContext) -> PaneReply<Message> {
        guard state.status.ask(at: context.now) else { return .nothing }
        return .effect(
            context.engine.call(PipelineStatus(), id: "pipeline.status") { .answered($0) })
    }

    package static func update(
        _ state: inout State, _ message: Message, _ context: PaneContext
    ) -> PaneReply<Message> {
        switch message {
        case .answered(let answer): state.status.take(answer)
        }
        return .nothing
    }

    package static func message(for action: Action.Name, key: Key) -> Message? { nil }

    package static func actions(in state: State) -> [PaneAction] { [] }

    package static func draw(
        _ state: State, subject: Rect, body: Rect, into screen: inout Screen, _ context: PaneContext
    ) {
        state.status.placeholder(of: "the pipeline", context)?.draw(into: &screen, in: body)
    }
}
