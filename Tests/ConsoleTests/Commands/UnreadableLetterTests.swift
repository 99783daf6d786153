// Dead letters of bytes that are no event: they have no aggregate, so that they are called by their id, and trying them
// again is not offered as a way out.

import EventSourcing
import TerminalUI
import Testing

@testable import Console
@testable import Engine

@Suite struct UnreadableLetterTests {
    private static let letter = DeadLetterView(
        id: "08b86faa-1111-7000-8000-00000000033f", group: "graph-worker-group", eventID: nil,
        eventType: "unreadable", aggregate: "–", code: "unreadable",
        cause: "the stored envelope is no JSON: the text ends too early at byte 9", attempts: 1,
        at: ScriptedEngine.now.adding(seconds: -3).description, state: "waiting",
        content: "{\"half\": ", byteCount: 9)

    private func state(_ context: PaneContext) -> CommandsPane.State {
        var state = CommandsPane.initial
        _ = CommandsPane.update(&state, .sectionChosen(.deadLetters), context)
        let page = PageView(items: [Self.letter], next: nil)
        _ = CommandsPane.update(&state, .deadListed(PaneStage.answer(page)), context)
        return state
    }

    private func text(_ state: CommandsPane.State, _ context: PaneContext) -> String {
        var screen = Screen(columns: 80, rows: 24)
        CommandsPane.draw(
            state, subject: Rect(x: 0, y: 1, width: 80, height: 1),
            body: Rect(x: 0, y: 2, width: 80, height: 20), into: &screen, context)
        return screen.plainText()
    }

    @Test func itIsGivenUpByTypingTheStartOfItsId() {
        let context = PaneStage.context()
        var state = state(context)
        var dialog = CommandsPane.update(&state, .discardAsked, context).question?.dialog
        #expect(dialog?.nameToType == "08b86faa")
        #expect(dialog?.details.first == "unreadable bytes, 08b86faa")
        dialog?.field = InputField("08b86faa")
        #expect(dialog?.isConfirmed == true)
    }

    @Test func tryingItAgainIsRefusedWithWhatToDoInstead() {
        let context = PaneStage.context()
        var state = state(context)
        let reply = CommandsPane.update(&state, .retryAsked, context)
        #expect(reply.question == nil)
        #expect(reply.notice?.text.contains("no event") == true)
        #expect(reply.notice?.text.contains("X gives them up") == true)
    }

    @Test func nothingIsSaidToWaitBehindIt() {
        let context = PaneStage.context()
        let shown = text(state(context), context)
        #expect(shown.contains("unreadable bytes, 08b86faa"))
        #expect(shown.contains("mend what wrote them") && !shown.contains("later events of"))
    }

    @Test func thePageOfAWorkerSaysTheSame() {
        var state = PipelineState()
        let waiting = WaitingView(events: [], remark: nil, letters: [Self.letter])
        state.stuck.found.take(PaneStage.answer(waiting))
        #expect(PipelinePane.askDiscard(state).question?.dialog.nameToType == "08b86faa")
        let replay = PipelinePane.askReplay(state)
        #expect(replay.question == nil && replay.notice?.text.contains("no event") == true)
    }
}
