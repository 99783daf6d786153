// What answers and actions change in the Pipeline pane.

import Engine
import TerminalUI

extension PipelinePane {
    package static func update(
        _ state: inout PipelineState, _ message: Message, _ context: PaneContext
    ) -> PaneReply<Message> {
        switch message {
        case .answered(let answer): state.take(answer)
        case .pastAnswered(let answer): state.takePast(answer)
        case .moved(let key): move(&state, key, context)
        case .opened: return state.isOpen ? openRow(&state) : open(&state, context)
        case .wentBack:
            if !state.isOpen { state.filter = "" }
            state.isOpen = false
        case .filterAsked:
            return .asking(
                Prompt(
                    "filter", text: state.filter, placeholder: "a part of a worker's name or state",
                    isLive: true, submit: { .filtered($0) }))
        case .filtered(let text): state.filter = text
        case .copyAsked: return copy(state)
        case .turned(let step): return turn(&state, by: step, context)
        case .lettersAsked: return findLetter(context)
        case .letterFound(let answer): return takeLetter(&state, answer, context)
        case .thresholdsAsked: return thresholdForm(state)
        case .thresholdsTyped(let values): return setThresholds(&state, values)
        case .waitingFound(let key, let answer):
            if state.current?.historyKey == key { state.stuck.found.take(answer) }
        case .replayAsked: return askReplay(state)
        case .discardAsked: return askDiscard(state)
        case .replayConfirmed(let letter): return settle(letter, replaying: true, context)
        case .discardConfirmed(let letter): return settle(letter, replaying: false, context)
        case .settled(let text, let answer):
            var reply = told(answer) { _ in text }
            reply.effects = askStuck(&state, context).effects
            return reply
        case .pauseAsked: return askPause(state)
        case .rebuildAsked: return askRebuild(state)
        case .pauseConfirmed(let worker, let isPaused):
            let request = SetWorkerState(worker: worker, isPaused: isPaused)
            return .effect(
                context.engine.call(request, id: "pipeline.pause") {
                    .pauseAnswered(worker: worker, isPaused: isPaused, $0)
                })
        case .rebuildConfirmed(let models):
            state.rebuilding.formUnion(models.map(\.rawValue))
            var reply = PaneReply<Message>()
            let title = "rebuild " + models.map(\.rawValue).joined(separator: ", ")
            reply.job = .run(RebuildReadModel(models: models), title: title, context.engine) {
                .rebuildAnswered($0)
            }
            return reply
        case .pauseAnswered(let worker, let isPaused, let answer):
            return told(answer) { _ in isPaused ? "\(worker) paused" : "\(worker) goes on" }
        case .rebuildAnswered(let answer):
            state.rebuilding = []
            return told(answer) { report in
                let models = report.models.map(\.rawValue).joined(separator: ", ")
                return "\(models) rebuilt from \(Figure.count(report.events)) events in "
                    + Figure.duration(.seconds(report.seconds))
            }
        }
        return .nothing
    }

    private static func move(_ state: inout PipelineState, _ key: Key, _ context: PaneContext) {
        if state.isOpen {
            let count = state.stuck.rows.count
            _ = state.stuck.window.move(key, count: count, height: context.body.height / 2)
            return
        }
        var window = ScrollWindow(selected: state.selectedIndex)
        let shown = state.shown
        _ = window.move(key, count: shown.count, height: context.body.height)
        if !shown.isEmpty { state.selected = shown[window.selected].historyKey }
    }

    /// The id of what is stuck under the cursor, else how the worker stands, in one line.
    private static func copy(_ state: PipelineState) -> PaneReply<Message> {
        if state.isOpen, let row = state.stuck.selected {
            switch row {
            case .letter(let letter): return .copying(letter.id, "the dead letter's id")
            case .event(let event):
                return .copying(event.commandID ?? event.eventID, "the id of what waits")
            }
        }
        guard let worker = state.current else { return .nothing }
        let committed = worker.committed.map { "\($0)" } ?? "nothing"
        return .copying(
            "\(worker.name) partition \(worker.partition): \(worker.state), committed \(committed) "
                + "of \(worker.end), lag \(worker.lag)", "how \(worker.name) stands")
    }

    private static func told<Value>(
        _ answer: Answered<Value>, _ success: (Value) -> String
    ) -> PaneReply<Message> {
        switch answer.result {
        case .success(let value): .say(success(value), .good)
        case .failure(let error): .say(error.message, .bad)
        }
    }

    private static func askPause(_ state: PipelineState) -> PaneReply<Message> {
        guard let worker = state.current else { return .nothing }
        let pauses = worker.state != "paused"
        let partitions = state.workers.filter { $0.name == worker.name }
        var reply = PaneReply<Message>()
        reply.question = Question(
            dialog: Dialog(
                title: pauses ? "Pause \(worker.name)" : "Resume \(worker.name)",
                text: pauses
                    ? "It takes no more events until it is resumed; they wait and nothing is lost."
                    : "It goes on where it stopped.",
                details: partitions.map { worker in
                    "\(worker.name), partition \(worker.partition): "
                        + "\(Figure.count(worker.lag)) waiting"
                },
                keys: [.init("⏎", pauses ? "pause" : "resume"), .init("Esc", "leave as it is")]),
            confirm: .pauseConfirmed(worker: worker.name, isPaused: pauses))
        return reply
    }

    /// The read model of the selected worker, or all of them.
    private static func askRebuild(_ state: PipelineState) -> PaneReply<Message> {
        let one = state.current.flatMap { ReadModelName(rawValue: $0.name) }
        let models = one.map { [$0] } ?? ReadModelName.allCases
        let events = state.status.value?.events ?? 0
        var reply = PaneReply<Message>()
        reply.question = Question(
            dialog: Dialog(
                title: "Rebuild \(one?.rawValue ?? "all read models")",
                text: "Throws away what was projected and makes it again from the log. Queries see "
                    + "it incomplete until that is done. The log itself is not touched.",
                details: models.map { "\($0.rawValue): \(Figure.count(events)) events to replay" },
                nameToType: one?.rawValue ?? "all",
                keys: [.init("⏎", "rebuild", isDangerous: true), .init("Esc", "leave as it is")]),
            confirm: .rebuildConfirmed(models))
        return reply
    }
}
