// The Pipeline pane: is it flowing, and if not, where not? The shell loads it all the time: the state
// in the title comes from here.

package import Engine
package import TerminalUI

package enum PipelinePane: Pane {
    package typealias State = PipelineState

    package enum Message: Sendable {
        case answered(Answered<PipelineView>)
        case moved(Key)
        case opened
        case wentBack
        case pauseAsked
        case rebuildAsked
        case pauseConfirmed(worker: String, isPaused: Bool)
        case rebuildConfirmed([ReadModelName])
        case pauseAnswered(worker: String, isPaused: Bool, Answered<Bool>)
        case rebuildAnswered(Answered<RebuildReport>)
    }

    package static let id = PaneID.pipeline
    package static var initial: PipelineState { PipelineState() }

    package static func load(
        _ state: inout PipelineState, _ context: PaneContext
    ) -> PaneReply<Message> {
        guard state.status.ask(at: context.now) else { return .nothing }
        return .effect(
            context.engine.call(PipelineStatus(), id: "pipeline.status") { .answered($0) })
    }

    package static func message(for action: Action.Name, key: Key) -> Message? {
        switch action {
        case "pipeline.move": .moved(key)
        case "pipeline.open": .opened
        case "pipeline.back": .wentBack
        case "pipeline.pause": .pauseAsked
        case "pipeline.rebuild": .rebuildAsked
        default: nil
        }
    }

    package static func actions(in state: PipelineState) -> [PaneAction] {
        guard let current = state.current else { return [] }
        let pause = PaneAction(
            "pipeline.pause", hint: current.state == "paused" ? "resume" : "pause")
        let rebuild = PaneAction("pipeline.rebuild")
        let move = PaneAction("pipeline.move", hint: "worker")
        return state.isOpen
            ? [move, pause, rebuild, PaneAction("pipeline.back")]
            : [move, PaneAction("pipeline.open", hint: "drill down"), pause, rebuild]
    }
}
