// Transitions of the Graph pane.

import TerminalUI
import Testing

@testable import Console
@testable import Engine

struct GraphPaneTests {
    private let context = PaneStage.context()

    private func walked() -> GraphPane.State {
        var state = GraphPane.State()
        state.database = "northwind"
        _ = GraphPane.update(&state, .opened("SalesOrder/10248"), context)
        return state
    }

    private func answered(_ id: String) -> Answered<Neighbourhood> {
        PaneStage.answer(Neighbourhood(node: ScriptedEngine.node(id), bundles: []))
    }

    @Test func aNodeIsOpenedByItsName() {
        let state = walked()
        #expect(state.walk?.tree.root.node.className == "SalesOrder")
        #expect(state.walk?.tree.root.isLoading == true)
    }

    @Test(arguments: ["", "SalesOrder", "/10248", "SalesOrder/"])
    func whatIsNoNameOpensNothing(_ text: String) {
        var state = GraphPane.State()
        let reply = GraphPane.update(&state, .opened(text), context)
        #expect(state.walk == nil)
        #expect(reply.effects.isEmpty)
    }

    @Test func aLateAnswerLandsInTheTreeItWasAskedFor() {
        var state = walked()
        _ = GraphPane.update(&state, .opened("Customer/85"), context)
        _ = GraphPane.update(
            &state, .explored(walk: 1, place: 0, answered("SalesOrder/10248")), context)
        #expect(state.walk?.tree.root.isLoading == true)
        #expect(state.past.first?.tree.root.branches == [])
    }

    @Test func backGoesToTheTreeBeforeThenToTheSearch() {
        var state = walked()
        _ = GraphPane.update(&state, .opened("Customer/85"), context)
        _ = GraphPane.update(&state, .wentBack, context)
        #expect(state.walk?.tree.root.node.id == "SalesOrder/10248")
        _ = GraphPane.update(&state, .wentBack, context)
        #expect(state.walk == nil)
    }

    @Test func forwardGoesToTheTreeThatWasLeftUntilAnotherIsBegun() {
        var state = walked()
        _ = GraphPane.update(&state, .opened("Customer/85"), context)
        _ = GraphPane.update(&state, .wentBack, context)
        _ = GraphPane.update(&state, .wentForward, context)
        #expect(state.walk?.tree.root.node.id == "Customer/85")
        _ = GraphPane.update(&state, .wentBack, context)
        _ = GraphPane.update(&state, .opened("Shipper/3"), context)
        _ = GraphPane.update(&state, .wentForward, context)
        #expect(state.walk?.tree.root.node.id == "Shipper/3")
    }

    @Test func anAnswerFindsATreeThatWasLeft() {
        var state = walked()
        _ = GraphPane.update(&state, .opened("Customer/85"), context)
        _ = GraphPane.update(&state, .wentBack, context)
        _ = GraphPane.update(&state, .explored(walk: 2, place: 0, answered("Customer/85")), context)
        #expect(state.future.first?.tree.root.branches == [])
    }

    @Test func aPinIsKeptAndLetGoByTheSameKey() {
        var state = walked()
        _ = GraphPane.update(&state, .pinToggled, context)
        #expect(state.pins == ["SalesOrder/10248"])
        #expect(GraphPane.update(&state, .pinsAsked, context).menu?.entries.count == 1)
        _ = GraphPane.update(&state, .pinToggled, context)
        #expect(state.pins.isEmpty)
    }

    @Test func theNameOfANodeIsCopied() {
        var state = walked()
        #expect(GraphPane.update(&state, .copyAsked, context).copy?.text == "SalesOrder/10248")
    }

    @Test func aDanglingTargetIsNotWalked() {
        var state = walked()
        let gone = ScriptedEngine.node(
            "Shipper/9", Badge(.missing, reason: "dangling", detail: "no such Shipper"))
        let bundle = ScriptedEngine.bundle("shipper", "out", "Shipper", [gone])
        let answer = Neighbourhood(node: ScriptedEngine.node("SalesOrder/10248"), bundles: [bundle])
        _ = GraphPane.update(
            &state, .explored(walk: 1, place: 0, PaneStage.answer(answer)), context)
        _ = GraphPane.update(&state, .moved(.down), context)
        let reply = GraphPane.update(&state, .entered, context)
        #expect(reply.effects.isEmpty)
        #expect(reply.notice?.text.contains("dangling") == true)
    }

    @Test func aFailedLookStandsInItsPlaceAndEnterAsksAgain() {
        var state = walked()
        _ = GraphPane.update(
            &state, .explored(walk: 1, place: 0, PaneStage.failure(.unavailable)), context)
        #expect(state.walk?.tree.rows.last?.line == .remark(0))
        _ = GraphPane.update(&state, .moved(.down), context)
        #expect(GraphPane.update(&state, .entered, context).effects.count == 1)
    }

    @Test func aNodeThatIsNotThereIsMissing() {
        var state = walked()
        _ = GraphPane.update(
            &state, .explored(walk: 1, place: 0, PaneStage.failure(.instanceNotFound)), context)
        let badge = state.walk?.tree.root.node.badge
        #expect(badge?.status == .missing && badge?.sentence == "not there: it is so")
        #expect(state.walk?.tree.rows.last?.line == .remark(0), "enter looks again")
    }

    @Test func anAnswerToOtherWordsIsDropped() {
        var state = GraphPane.State()
        _ = GraphPane.update(&state, .searched("reims"), context)
        let page = PageView(items: ScriptedEngine.salesOrders, next: nil)
        _ = GraphPane.update(&state, .found("rei", PaneStage.answer(page)), context)
        #expect(state.search.found.value == nil)
        _ = GraphPane.update(&state, .found("reims", PaneStage.answer(page)), context)
        #expect(state.search.found.value?.items.count == 250)
    }

    @Test func anotherDatabaseForgetsTheWalk() {
        var state = walked()
        _ = GraphPane.load(&state, PaneStage.context(database: "sakila"))
        #expect(state.walk == nil)
        #expect(state.database == "sakila")
    }

    @Test func aNodeThatWasNotIndexedIsLookedAtAgainByItself() {
        var state = walked()
        let answer = Neighbourhood(
            node: ScriptedEngine.node(
                "SalesOrder/10248", Badge(.missing, reason: "not_indexed_yet")), bundles: [])
        _ = GraphPane.update(
            &state, .explored(walk: 1, place: 0, PaneStage.answer(answer)), context)
        let ids = GraphPane.load(&state, context).effects.map(\.id)
        #expect(ids.contains("graph.explore.1.0"))
    }
}
