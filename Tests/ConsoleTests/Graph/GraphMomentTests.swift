// Looking back in the Graph pane: steps, late answers, bookmarks, what is copied.

import TerminalUI
import Testing

@testable import Console
@testable import Engine

struct GraphMomentTests {
    private let context = PaneStage.context()

    private func found(_ id: String, asOf: String?) -> Answered<Neighbourhood> {
        var answer = Neighbourhood(node: ScriptedEngine.node(id), bundles: [])
        answer.asOf = asOf.map {
            AsOfView(
                asked: $0, position: $0, at: "2026-03-02T12:03:10.120000Z", changes: 2,
                changesNow: 5)
        }
        return PaneStage.answer(answer)
    }

    /// Walked, with three changes of the node known: at 10, 20 and 30.
    private func walked() -> GraphPane.State {
        var state = GraphPane.State()
        state.database = "northwind"
        _ = GraphPane.update(&state, .opened("Customer/85"), context)
        _ = GraphPane.update(
            &state, .explored(walk: 1, place: 0, found("Customer/85", asOf: nil)), context)
        let steps = ["10", "20", "30"].map { position in
            LineageView.Step(
                eventID: position, eventType: "INSTANCE_UPDATED", sequence: 2, position: position,
                occurredAt: "2026-03-02T12:04:10Z", commandID: "c\(position)")
        }
        let lineage = LineageView(subject: "Customer/85", isLive: true, steps: steps, effects: [])
        _ = GraphPane.update(&state, .traced("Customer/85", PaneStage.answer(lineage)), context)
        return state
    }

    private func step(_ state: inout GraphPane.State, _ direction: Int) {
        _ = GraphPane.update(&state, .stepped(direction), context)
        guard let walk = state.walk else { return }
        _ = GraphPane.update(
            &state,
            .explored(walk: walk.number, place: 0, found("Customer/85", asOf: walk.asOf)), context)
    }

    @Test func stepsGoThroughTheChangesOfTheNodeAndOnToNow() {
        var state = walked()
        var moments: [String?] = []
        for direction in [-1, -1, -1, 1, 1, 1, 1] {
            step(&state, direction)
            moments.append(state.walk?.asOf)
        }
        #expect(moments == ["20", "10", "10", "20", "30", nil, nil])
    }

    @Test func eachLookIsOneStepOfBackAndForward() {
        var state = walked()
        step(&state, -1)
        step(&state, -1)
        _ = GraphPane.update(&state, .wentBack, context)
        #expect(state.walk?.asOf == "20")
        _ = GraphPane.update(&state, .wentBack, context)
        #expect(state.walk?.asOf == nil)
        _ = GraphPane.update(&state, .wentForward, context)
        #expect(state.walk?.asOf == "20")
    }

    @Test func anAnswerOfAnotherMomentDoesNotLandInTheTree() {
        var state = walked()
        _ = GraphPane.update(&state, .momentGiven("15"), context)
        let late = PaneStage.failure(.instanceNotFound) as Answered<Neighbourhood>
        _ = GraphPane.update(&state, .explored(walk: 1, place: 0, late), context)
        #expect(state.walk?.tree.root.failure == nil)
        _ = GraphPane.update(&state, .explored(walk: 2, place: 0, late), context)
        #expect(state.walk?.tree.root.failure != nil)
        #expect(state.walk?.tree.root.node.badge.reason == "not_there")
    }

    @Test func whatIsCopiedNamesTheMoment() {
        var state = walked()
        step(&state, -1)
        let question = GraphPane.update(&state, .queryAsked, context).question
        #expect(question?.dialog.text.contains("--as-of 20") == true)
        #expect(question?.dialog.text.contains(#""as_of":"20""#) == true)
    }

    @Test func aBookmarkGoesBackToItsNodeAndMomentAndIsTakenBackThere() {
        var state = walked()
        step(&state, -1)
        _ = GraphPane.update(&state, .bookmarked("before the call"), context)
        let mark = GraphBookmark(
            name: "before the call", database: "northwind", node: "Customer/85", asOf: "20")
        #expect(state.bookmarks == [mark])
        _ = GraphPane.update(&state, .opened("Shipper/3"), context)
        _ = GraphPane.update(&state, .bookmarkOpened(mark), context)
        #expect(state.walk?.asOf == "20" && state.walk?.tree.root.node.id == "Customer/85")
        _ = GraphPane.update(&state, .bookmarkAsked, context)
        #expect(state.bookmarks.isEmpty)
    }

    @Test func bookmarksAreKeptWithTheSessionAndBesideOtherDatabases() {
        let console = Console(
            client: ScriptedEngine(), options: Rendering.options(.graph),
            size: Size(columns: 80, rows: 24))
        var model = console.firstModel()
        let mark = GraphBookmark(name: "a", database: "northwind", node: "Customer/85")
        model.graph.bookmarks = [mark]
        model.choose(database: "other")
        #expect(model.session.bookmarks == [mark])
        var later = console.firstModel()
        later.restore(model.session)
        #expect(later.graph.bookmarks == [mark])
    }

    @Test func theCommandOfTheMomentIsOpened() {
        var state = walked()
        step(&state, -1)
        #expect(GraphPane.update(&state, .commandAsked, context).jump?.subject == "c20")
    }

    @Test func nothingIsLookedAtAgainWhileTheTreeIsOfThePast() {
        var state = walked()
        step(&state, -1)
        state.walk?.tree[place: 0].node.badge = NodeBadge(.missing, reason: "not_indexed_yet")
        #expect(GraphPane.recheck(state, context).isEmpty)
    }
}
