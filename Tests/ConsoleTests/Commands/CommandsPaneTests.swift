// Transitions of the Commands pane.

import JSONText
import TerminalUI
import Testing

@testable import Console
@testable import Engine

struct CommandsPaneTests {
    private let context = PaneStage.context()

    private func full() -> CommandsPane.State {
        var state = CommandsPane.State()
        _ = CommandsPane.load(&state, context)
        let page = CommandPage(items: ScriptedEngine.commands)
        _ = CommandsPane.update(&state, .listed(state.filter, PaneStage.answer(page)), context)
        let dead = PageView(items: [ScriptedEngine.deadLetter], next: nil)
        _ = CommandsPane.update(&state, .deadListed(PaneStage.answer(dead)), context)
        return state
    }

    @Test func aCommandWhoseEventIsADeadLetterIsDead() {
        let state = full()
        #expect(state.rows.prefix(4).map(state.phase) == [.failed, .waiting, .dead, .done])
    }

    @Test func retryNamesItsTargetAndHoldsExactlyIt() async {
        var state = full()
        _ = CommandsPane.update(&state, .sectionChosen(.deadLetters), context)
        let question = CommandsPane.update(&state, .retryAsked, context).question
        #expect(question?.dialog.details.first == "create instance of Customer/85")
        // The list empties while the dialog stands.
        let none = PageView<DeadLetterView>(items: [], next: nil)
        _ = CommandsPane.update(&state, .deadListed(PaneStage.answer(none)), context)
        guard case .retryConfirmed(let letter) = question?.confirm else {
            Issue.record("no retry to confirm")
            return
        }
        #expect(letter == ScriptedEngine.deadLetter)
        #expect(CommandsPane.update(&state, .retryConfirmed(letter), context).effects.count == 1)
    }

    @Test func discardWantsTheNameTyped() {
        var state = full()
        _ = CommandsPane.update(&state, .sectionChosen(.deadLetters), context)
        let dialog = CommandsPane.update(&state, .discardAsked, context).question?.dialog
        #expect(dialog?.nameToType == "Customer/85")
        #expect(dialog?.isConfirmed == false)
    }

    @Test func backShowsAllAgainWhereAFilterIsInForce() {
        var state = full()
        #expect(!CommandsPane.actions(in: state).contains { $0.name == "commands.back" })
        _ = CommandsPane.update(&state, .filtered("state:failed"), context)
        #expect(CommandsPane.actions(in: state).contains { $0.name == "commands.back" })
        _ = CommandsPane.update(&state, .wentBack, context)
        #expect(state.filter.isEmpty && state.section == .commands)
    }

    @Test func aListOfOtherStatesIsDropped() {
        var state = full()
        let before = state.filter
        _ = CommandsPane.update(&state, .filtered("state:failed"), context)
        let page = CommandPage(items: ScriptedEngine.commands)
        _ = CommandsPane.update(&state, .listed(before, PaneStage.answer(page)), context)
        #expect(state.feed.isStale && state.rows.map(\.status) == ["FAILED"])
    }

    @Test func wordsAloneFilterWhatIsThereAtOnce() {
        var state = full()
        _ = CommandsPane.update(&state, .filtered("salesorder/11077"), context)
        #expect(state.rows.map(\.aggregate) == ["SalesOrder/11077"])
    }

    @Test func movingDownHoldsTheListUntilNewestIsAskedFor() {
        var state = full()
        _ = CommandsPane.update(&state, .moved(.down), context)
        let newer = ScriptedEngine.command(
            "new", "CREATE_INSTANCE", "A/1", "PENDING", secondsAgo: 0)
        let page = CommandPage(items: [newer] + ScriptedEngine.commands)
        _ = CommandsPane.update(&state, .listed(state.filter, PaneStage.answer(page)), context)
        #expect(state.selected?.aggregate == "Shipment/S-77")
        #expect(state.feed.newCount == 1)
        _ = CommandsPane.update(&state, .moved(.character("g")), context)
        #expect(state.selected?.id == "new")
    }

    @Test func anotherCommandsTimelineIsDropped() {
        var state = full()
        let other = ScriptedEngine.commands[5]
        _ = CommandsPane.update(&state, .detailed(other.id, PaneStage.answer(other)), context)
        #expect(state.detail.value == nil)
    }

    @Test func undoShowsWhatItWouldSendBeforeItIsSent() throws {
        var state = full()
        for _ in 0..<3 { _ = CommandsPane.update(&state, .moved(.down), context) }
        let command = try #require(CommandsPane.subjectCommand(state))
        #expect(CommandsPane.canUndo(state) && !CommandsPane.canSendAgain(state))
        let ask = CommandsPane.update(&state, .undoAsked, context)
        #expect(ask.effects.map(\.id) == ["commands.preview"])
        let view = ScriptedEngine.undo(UndoCommand(id: command.id, isDryRun: true))
        let preview = CommandsPane.update(
            &state, .undoPreviewed(command, PaneStage.answer(view)), context)
        #expect(
            preview.question?.dialog.text.contains("delete instance of SalesOrder/11077") == true)
        #expect(preview.question?.dialog.text.contains("sequence 2") == true)
        let sent = CommandsPane.update(&state, .undoConfirmed(command), context)
        #expect(sent.effects.map(\.id) == ["commands.undo"])
    }

    @Test func whatCannotBeUndoneSaysWhy() {
        var state = full()
        let refusal: Answered<UndoView> = PaneStage.failure(.notApplicable)
        let reply = CommandsPane.update(
            &state, .undoPreviewed(ScriptedEngine.commands[5], refusal), context)
        #expect(reply.question == nil && reply.notice?.text == "cannot be undone: it is so")
    }

    @Test func aFailedCommandIsSentAgainAfterAQuestion() {
        var state = full()
        #expect(CommandsPane.canSendAgain(state))
        let question = CommandsPane.update(&state, .retryAsked, context).question
        #expect(question?.dialog.details.first == "update instance of Product/11")
        guard case .againConfirmed(let command) = question?.confirm else {
            Issue.record("nothing to confirm")
            return
        }
        let sent = CommandsPane.update(&state, .againConfirmed(command), context)
        #expect(sent.effects.map(\.id) == ["commands.again"])
    }

    @Test func aParkedWriteIsGivenUpByItsName() throws {
        var state = full()
        _ = CommandsPane.update(&state, .sectionChosen(.parked), context)
        let page = PageView(items: [ScriptedEngine.parked], next: nil)
        _ = CommandsPane.update(&state, .parkedListed(PaneStage.answer(page)), context)
        let discard = CommandsPane.update(&state, .discardAsked, context).question
        #expect(discard?.dialog.nameToType == "Shipment/S-77")
        guard case .parkedDiscardConfirmed(let write)? = discard?.confirm else {
            Issue.record("nothing to confirm")
            return
        }
        #expect(write == ScriptedEngine.parked)
        let retry = CommandsPane.update(&state, .retryAsked, context).question
        #expect(retry?.dialog.details.first == "create instance of Shipment/S-77")
        var behind = ScriptedEngine.parked
        behind.awaits = "earlier"
        let other = PageView(items: [behind], next: nil)
        _ = CommandsPane.update(&state, .parkedListed(PaneStage.answer(other)), context)
        let refused = CommandsPane.update(&state, .retryAsked, context)
        #expect(refused.question == nil && refused.notice?.text.contains("earlier") == true)
    }

    @Test func aLostRaceIsRunAgainOnTheInstanceAsItIsNow() throws {
        var state = full()
        #expect(CommandsPane.canApplyAnew(state))
        let ask = CommandsPane.update(&state, .anewAsked, context)
        #expect(ask.effects.map(\.id) == ["commands.compare"])
        var now = ScriptedEngine.salesOrders[0]
        now.sequence = 6
        now.data = ["unitPrice": .number("21.00")]
        let command = ScriptedEngine.commands[0]
        let reply = CommandsPane.update(
            &state, .anewCompared(command, PaneStage.answer(now)), context)
        #expect(reply.question?.dialog.details == ["unitPrice  21.00 → 19.50"])
        guard case .anewConfirmed(_, let request)? = reply.question?.confirm else {
            Issue.record("nothing to confirm")
            return
        }
        #expect(request.expectedSequence == 6 && request.key == "11")
        now.data = ["unitPrice": .number("19.50")]
        let same = CommandsPane.update(
            &state, .anewCompared(command, PaneStage.answer(now)), context)
        #expect(same.question == nil && same.notice?.mood == .good)
    }

    @Test func anInstanceIsShownInTheGraph() {
        var state = full()
        let jump = CommandsPane.update(&state, .graphAsked, context).jump
        #expect(jump == Jump(.graph, subject: "Product/11"))
    }
}
