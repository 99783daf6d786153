// Editing an instance, sorting and choosing columns, forms that change the model.

import EventSourcing
import JSONText
import TerminalUI
import Testing

@testable import Console
@testable import Engine

@Suite struct InstanceEditTests {
    private let context = PaneStage.context()

    private func state(depth: OntologyState.Depth = .instance) -> OntologyState {
        var state = OntologyState()
        let classes = PageView(items: ScriptedEngine.classes, next: nil)
        _ = OntologyPane.update(&state, .classesAnswered(PaneStage.answer(classes)), context)
        state.selected = "SalesOrder"
        state.depth = .instances
        state.table.className = "SalesOrder"
        state.table.rows = ScriptedEngine.salesOrders
        if depth == .instance { _ = OntologyPane.update(&state, .opened(.enter), context) }
        return state
    }

    @Test func aChangeIsShownAndSentWithTheSequenceThatWasSeen() throws {
        var state = state()
        let seen = try #require(state.instance.value)
        let reply = OntologyPane.update(&state, .edited(seen, "shipName", "Elsewhere"), context)
        let question = try #require(reply.question)
        #expect(question.dialog.details.first?.hasSuffix("→ Elsewhere") == true)
        guard case .editConfirmed(let edit) = question.confirm else {
            Issue.record("nothing to confirm")
            return
        }
        let command = edit.command(in: "northwind")
        #expect(command.expectedSequence == seen.sequence && command.key == seen.key)
        #expect(command.payload == ["shipName": "Elsewhere"])
    }

    /// Whoever goes back to the table finds there what was changed, in the same place.
    @Test func whatWasChangedStandsInTheTableToo() throws {
        var state = state()
        let before = state.table.shown.map(\.id)
        var now = try #require(state.instance.value)
        now.sequence += 2
        now.data = .object(
            (now.data.object ?? JSONObject()).overlaid(by: JSONObject([("freight", 99)])))
        _ = OntologyPane.update(
            &state, .instanceAnswered(id: now.id, PaneStage.answer(now)), context)
        #expect(state.table.selected == now)
        // What is older than what stands there changes nothing.
        var old = now
        old.sequence -= 1
        old.data = [:]
        state.table.renew([old])
        #expect(state.table.selected == now && state.table.shown.map(\.id) == before)
    }

    /// Others change rows too: they are looked at again after a change, and every ten seconds.
    @Test func rowsAreLookedAtAgainAndKeepTheirPlace() throws {
        var state = state(depth: .instances)
        func asks(_ context: PaneContext) -> Bool {
            OntologyPane.lookAtRows(&state, context).contains { $0.id == "ontology.rows" }
        }
        let rows = state.table.rows
        let page = PageView(items: rows, next: nil)
        state.table.rows = []
        _ = OntologyPane.update(
            &state,
            .pageAnswered(className: "SalesOrder", search: "", PaneStage.answer(page)), context)
        var later = context
        later.now = context.now.adding(seconds: 5)
        #expect(!asks(later))
        later.isLastLook = true
        #expect(asks(later), "something has changed")
        var changed = rows
        changed[1].sequence += 1
        changed[1].badge = Badge(.partial, reason: "stale")
        let answer = PaneStage.answer(PageView(items: changed.reversed(), next: nil))
        _ = OntologyPane.update(
            &state, .rowsSeen(className: "SalesOrder", search: "", answer), later)
        #expect(state.table.rows == changed)
        later.isLastLook = false
        later.now = context.now.adding(seconds: 20)
        #expect(asks(later), "a while ago")
    }

    @Test func aLostRaceShowsBothChangesAndOffersTheNewVersion() throws {
        var state = state()
        let seen = try #require(state.instance.value)
        let edit = InstanceEdit(instance: seen, property: "shipName", value: "Elsewhere")
        let conflict: Answered<AcceptedCommand> = PaneStage.failure(.conflict)
        let ask = OntologyPane.update(&state, .editAnswered(edit, conflict), context)
        #expect(ask.effects.map(\.id) == ["ontology.compare"])
        var now = seen
        now.sequence += 2
        now.data = .object(
            (seen.data.object ?? JSONObject()).overlaid(by: JSONObject([("freight", 99)])))
        let reply = OntologyPane.update(
            &state, .editCompared(edit, PaneStage.answer(now)), context)
        let question = try #require(reply.question)
        #expect(question.dialog.text.contains("do not overlap"))
        #expect(question.dialog.details.contains { $0.hasPrefix("theirs  freight") })
        guard case .editConfirmed(let again) = question.confirm else {
            Issue.record("nothing to confirm")
            return
        }
        #expect(again.instance.sequence == now.sequence && again.value == "Elsewhere")
    }

    @Test func overlappingChangesAreMarkedAsDangerous() throws {
        var state = state()
        let seen = try #require(state.instance.value)
        let edit = InstanceEdit(instance: seen, property: "freight", value: 1)
        var now = seen
        now.data = .object(
            (seen.data.object ?? JSONObject()).overlaid(by: JSONObject([("freight", 99)])))
        let reply = OntologyPane.update(
            &state, .editCompared(edit, PaneStage.answer(now)), context)
        #expect(reply.question?.dialog.keys.first?.isDangerous == true)
        #expect(reply.question?.dialog.text.contains("stand over theirs") == true)
    }

    @Test func aTypedTextBecomesAValueOfItsType() {
        #expect(TypedValue.value("19.50", of: "decimal") == .number("19.50"))
        #expect(TypedValue.value("12", of: "integer") == .integer(12))
        #expect(TypedValue.value("a lot", of: "integer") == nil)
        #expect(TypedValue.value("yes", of: "boolean") == .bool(true))
        #expect(TypedValue.value("", of: "string") == .null)
        #expect(TypedValue.value("12", of: "string") == .string("12"))
        #expect(TypedValue.value("[1,2]", of: "array") == [1, 2])
    }

    @Test func rowsAreSortedByValueWithTheUnknownLastInBothDirections() {
        let values: [JSON?] = [
            .integer(999), .number("1.2"), nil, .integer(12_000_000), .integer(0),
        ]
        func order(_ isDescending: Bool) -> [Int] {
            values.indices.sorted {
                InstanceOrder.precedes(values[$0], values[$1], isDescending: isDescending)
                    ?? ($0 < $1)
            }
        }
        #expect(order(false) == [4, 1, 0, 3, 2])
        #expect(order(true) == [3, 0, 1, 4, 2])
        #expect(InstanceOrder.natural("i-2", "i-10") < 0)
        #expect(InstanceOrder.natural("B1", "a2") > 0)
    }

    @Test func sortingKeepsTheCursorOnItsInstanceAndTurnsRoundTheSecondTime() throws {
        var state = state(depth: .instances)
        state.table.window = ScrollWindow(selected: 1)
        let seen = try #require(state.table.selected?.id)
        _ = OntologyPane.update(&state, .sortChosen("orderId"), context)
        #expect(state.table.selected?.id == seen)
        let rising = state.table.shown.map(\.key)
        _ = OntologyPane.update(&state, .sortChosen("orderId"), context)
        #expect(state.table.shown.map(\.key) == rising.reversed())
        #expect(state.layouts["SalesOrder"]?.isDescending == true)
    }

    @Test func aHiddenColumnLeavesAndComesBack() {
        var state = state(depth: .instances)
        let reply = OntologyPane.update(&state, .columnToggled("freight", at: 2), context)
        #expect(state.layouts["SalesOrder"]?.hidden == ["freight"])
        #expect(reply.menu?.selected == 2)
        _ = OntologyPane.update(&state, .columnToggled("freight", at: 2), context)
        #expect(state.layouts["SalesOrder"]?.hidden == [])
    }

    @Test func spaceTurnsAColumnUntilAWordIsLookedFor() async throws {
        var stage = await ConsoleStage()
        await stage.press("ic")
        let name = try #require(stage.model.ontology.table.className as String?)
        func hidden() -> [String] { stage.model.ontology.layouts[name]?.hidden ?? [] }
        #expect(stage.text.contains("Space show or hide"))
        await stage.press("<down> ")
        let first = hidden()
        #expect(first.count == 1)
        await stage.press("<down> ")
        #expect(hidden().count == 2 && hidden().first == first.first)
        await stage.press("<up> ")
        #expect(hidden().count == 1 && hidden() != first)
        // Inside of a word that is looked for a blank is a blank.
        await stage.press("a ")
        guard case .chooser(let chooser)? = stage.model.overlay else {
            Issue.record("the list of columns is gone")
            return
        }
        #expect(chooser.list.search.text == "a " && hidden().count == 1)
    }

    @Test func aNewClassIsCheckedWhileItIsTyped() throws {
        var state = state(depth: .instances)
        let form = try #require(OntologyPane.update(&state, .classAsked, context).form)
        #expect(form.check(["Customer", "", "id", "string"])[0] == "is there already")
        #expect(form.check(["9lives", "", "id", "string"])[0] != nil)
        #expect(form.check(["Cat", "", "", "string"])[2] == "needs a name")
        #expect(form.check(["Cat", "", "id", "string"]).allSatisfy { $0 == nil })
        let reply = OntologyPane.update(
            &state, .classTyped(["Cat", "", "id", "string"]), context)
        #expect(reply.effects.map(\.id) == ["ontology.model"])
    }
}
