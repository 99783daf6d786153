// From a number to what is behind it: the page of a worker lists what it gave up and what it has before it; a dead
// letter can be tried again or given up there, an event leads to its command.

import Engine
import EventSourcing
import TerminalUI

extension PipelinePane {
    /// Asks what waits for the worker whose page is open.
    static func askStuck(_ state: inout PipelineState, _ context: PaneContext) -> PaneReply<Message>
    {
        guard state.isOpen, let worker = state.current, state.stuck.found.ask(at: context.now)
        else {
            return .nothing
        }
        let request = ListWaiting(worker: worker.name, partition: worker.partition)
        let key = worker.historyKey
        return .effect(
            context.engine.call(request, id: "pipeline.waiting") { .waitingFound(key, $0) })
    }

    static func open(_ state: inout PipelineState, _ context: PaneContext) -> PaneReply<Message> {
        state.selected = state.current?.historyKey
        state.isOpen = true
        state.stuck = Stuck()
        return askStuck(&state, context)
    }

    /// The page of the next or the previous worker.
    static func turn(
        _ state: inout PipelineState, by step: Int, _ context: PaneContext
    ) -> PaneReply<Message> {
        let workers = state.shown
        guard !workers.isEmpty else { return .nothing }
        let next = (state.selectedIndex + step + workers.count) % workers.count
        state.selected = workers[next].historyKey
        return open(&state, context)
    }

    static func openRow(_ state: inout PipelineState) -> PaneReply<Message> {
        switch state.stuck.selected {
        case .letter: state.stuck.showsContent.toggle()
        case .event(let event):
            guard let command = event.commandID else {
                return .say("no command is known for this event", .attention)
            }
            var reply = PaneReply<Message>.nothing
            reply.jump = Jump(.commands, subject: command)
            return reply
        case nil: break
        }
        return .nothing
    }

    /// To the worker that gave up first.
    static func findLetter(_ context: PaneContext) -> PaneReply<Message> {
        .effect(
            context.engine.call(ListDeadLetters(limit: 1), id: "pipeline.letters") {
                .letterFound($0)
            })
    }

    static func takeLetter(
        _ state: inout PipelineState, _ answer: Answered<PageView<DeadLetterView>>,
        _ context: PaneContext
    ) -> PaneReply<Message> {
        switch answer.result {
        case .failure(let error): return .say(error.message, .bad)
        case .success(let page):
            guard let letter = page.items.first,
                let kind = WorkerKind.all.first(where: { $0.group.name == letter.group }),
                let worker = state.workers.first(where: { $0.name == kind.name })
            else { return .say("no dead letters: nothing was given up", .good) }
            state.selected = worker.historyKey
            if !state.shown.contains(where: { $0.historyKey == worker.historyKey }) {
                state.filter = ""
            }
            return open(&state, context)
        }
    }

    static func askReplay(_ state: PipelineState) -> PaneReply<Message> {
        guard let letter = state.stuck.letter else { return .nothing }
        guard !letter.isUnreadable else {
            return .say("replay: \(DeadLetterView.unreadableAdvice)", .attention)
        }
        return .asking(
            Question(
                dialog: Dialog(
                    title: "Replay",
                    text: "\(letter.group) handles this event once more, and then what waits "
                        + "behind it.",
                    details: details(letter),
                    keys: [.init("⏎", "replay"), .init("Esc", "leave it")]),
                confirm: .replayConfirmed(letter)))
    }

    static func askDiscard(_ state: PipelineState) -> PaneReply<Message> {
        guard let letter = state.stuck.letter else { return .nothing }
        return .asking(
            Question(
                dialog: Dialog(
                    title: "Discard",
                    text: "\(letter.group) never handles this event; what waits behind it goes on. "
                        + "This cannot be undone.",
                    details: details(letter), nameToType: letter.name,
                    keys: [.init("⏎", "discard", isDangerous: true), .init("Esc", "keep it")]),
                confirm: .discardConfirmed(letter)))
    }

    private static func details(_ letter: DeadLetterView) -> [String] {
        [letter.phrase, letter.cause]
    }

    static func settle(
        _ letter: DeadLetterView, replaying: Bool, _ context: PaneContext
    ) -> PaneReply<Message> {
        let text = "\(letter.name) \(replaying ? "is replayed" : "discarded")"
        return .effect(
            replaying
                ? context.engine.call(RetryDeadLetter(id: letter.id), id: "pipeline.settle") {
                    .settled(text, $0)
                }
                : context.engine.call(DiscardDeadLetter(id: letter.id), id: "pipeline.settle") {
                    .settled(text, $0)
                })
    }

    /// The letter under the cursor, in full.
    static func drawLetter(
        _ letter: DeadLetterView, showsContent: Bool, into screen: inout Screen, in rect: Rect
    ) {
        guard rect.height > 1 else { return }
        var rest = rect
        rest = rest.inset(
            top: screen.putWrapped("✗ \(letter.cause) (\(letter.code))", in: rest, style: .bad))
        let advice =
            letter.isUnreadable
            ? DeadLetterView.unreadableAdvice
            : "mend the cause and press r to replay it, or give it up with X"
        rest = rest.inset(top: screen.putWrapped("→ \(advice)", in: rest))
        guard showsContent, rest.height > 2 else { return }
        DeadLetterDetail.drawContent(letter, into: &screen, in: rest.inset(top: 1))
    }
}
