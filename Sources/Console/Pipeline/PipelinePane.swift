// The Pipeline pane: is it flowing, and if not, where not? The shell loads it all the time: the state
// in the title comes from here.

package import Engine
package import TerminalUI

package enum PipelinePane: Pane {
    package typealias State = PipelineState

    package enum Message: Sendable {
        case answered(Answered<PipelineView>)
        case pastAnswered(Answered<LagHistoryView>)
        case moved(Key)
        case opened
        case wentBack
        case filterAsked, copyAsked
        case filtered(String)
        case pauseAsked
        case rebuildAsked
        case pauseConfirmed(worker: String, isPaused: Bool)
        case rebuildConfirmed([ReadModelName])
        case pauseAnswered(worker: String, isPaused: Bool, Answered<Bool>)
        case rebuildAnswered(Answered<RebuildReport>)
        case lettersAsked, replayAsked, discardAsked, thresholdsAsked
        case turned(Int)
        case thresholdsTyped([String])
        case waitingFound(PipelineState.WorkerKey, Answered<WaitingView>)
        case letterFound(Answered<PageView<DeadLetterView>>)
        case replayConfirmed(DeadLetterView)
        case discardConfirmed(DeadLetterView)
        case settled(String, Answered<Bool>)
    }

    package static let id = PaneID.pipeline
    package static var initial: PipelineState { PipelineState() }

    package static func load(
        _ state: inout PipelineState, _ context: PaneContext
    ) -> PaneReply<Message> {
        var reply = askStuck(&state, context)
        guard state.status.ask(at: context.now) else {
            state.noteSilence(context)
            return reply
        }
        if state.past.value == nil, state.past.failure == nil, state.past.ask(at: context.now) {
            reply.effects.append(
                context.engine.call(ReadLagHistory(), id: "pipeline.past") { .pastAnswered($0) })
        }
        reply.effects.append(
            context.engine.call(PipelineStatus(), id: "pipeline.status") { .answered($0) })
        return reply
    }

    package static func isAwaiting(_ state: PipelineState) -> Bool {
        state.status.isFirstAwaited
    }

    package static func message(for action: Action.Name, key: Key) -> Message? {
        switch action {
        case "pipeline.move": .moved(key)
        case "pipeline.open": .opened
        case "pipeline.back": .wentBack
        case "pipeline.filter": .filterAsked
        case "pipeline.copy": .copyAsked
        case "pipeline.pause": .pauseAsked
        case "pipeline.rebuild": .rebuildAsked
        case "pipeline.letters": .lettersAsked
        case "pipeline.replay": .replayAsked
        case "pipeline.discard": .discardAsked
        case "pipeline.thresholds": .thresholdsAsked
        case "pipeline.previous": .turned(-1)
        case "pipeline.next": .turned(1)
        default: nil
        }
    }

    package static func actions(in state: PipelineState) -> [PaneAction] {
        let all = PaneAction("pipeline.back", hint: "all")
        guard let current = state.current else {
            return state.filter.isEmpty ? [] : [PaneAction("pipeline.filter"), all]
        }
        let pause = PaneAction(
            "pipeline.pause", hint: current.state == "paused" ? "resume" : "pause")
        // A worker without a read model of its own has nothing to rebuild.
        let isModel = ReadModelName(rawValue: current.name) != nil
        let rebuild = isModel ? [PaneAction("pipeline.rebuild")] : []
        let move = PaneAction("pipeline.move", hint: "worker")
        let letters = PaneAction("pipeline.letters")
        guard state.isOpen else {
            let dead: [PaneAction] = state.status.value?.deadLetters ?? 0 > 0 ? [letters] : []
            return [move, PaneAction("pipeline.open", hint: "drill down")] + dead
                + [pause] + rebuild + [PaneAction("pipeline.thresholds")]
                + [PaneAction("pipeline.filter"), PaneAction("pipeline.copy")]
                + (isModel ? [] : [PaneAction("pipeline.rebuild", hint: "rebuild all")])
                + (state.filter.isEmpty ? [] : [all])
        }
        var actions: [PaneAction] = []
        switch state.stuck.selected {
        case .letter:
            actions = [
                PaneAction("pipeline.replay"), PaneAction("pipeline.discard"),
                PaneAction("pipeline.open", hint: "its bytes"),
            ]
        case .event: actions = [PaneAction("pipeline.open", hint: "its command")]
        case nil: break
        }
        actions += [PaneAction("pipeline.back"), pause] + rebuild
        if state.stuck.rows.count > 1 { actions.append(PaneAction("pipeline.move", hint: "row")) }
        return actions + [
            PaneAction("pipeline.next"), PaneAction("pipeline.previous"), letters,
            PaneAction("pipeline.thresholds"), PaneAction("pipeline.copy"),
        ]
    }
}
