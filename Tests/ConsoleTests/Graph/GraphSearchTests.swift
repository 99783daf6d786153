// The first page of the Graph pane: what is found is kept up to date, and what was asked for early is opened.

import EventSourcing
import JSONText
import TerminalUI
import Testing

@testable import Console
@testable import Engine

struct GraphSearchTests {
    private static func later(_ seconds: Double) -> PaneContext {
        var context = PaneStage.context()
        context.now = ScriptedEngine.now.adding(seconds: seconds)
        return context
    }

    private static func page(_ keys: [String]) -> PageView<InstanceView> {
        let items = keys.map { key in
            InstanceView(
                id: "Customer/\(key)", className: "Customer", key: key, sequence: 2,
                badge: Badge(.full), data: ["name": "n"])
        }
        return PageView(items: items, next: nil)
    }

    private static func found(_ keys: [String], at seconds: Double) -> GraphPane.Message {
        .found(
            "",
            Answered(
                result: .success(page(keys)), at: ScriptedEngine.now.adding(seconds: seconds)))
    }

    private static func asks(_ reply: PaneReply<GraphPane.Message>) -> Bool {
        reply.effects.contains { $0.id == "graph.search" }
    }

    /// A database that was empty when it was looked at first is imported into.
    @Test func whatIsImportedAppearsAndTheCursorStaysOnItsNode() {
        var state = GraphPane.State()
        #expect(Self.asks(GraphPane.load(&state, Self.later(0))))
        _ = GraphPane.update(&state, Self.found([], at: 0), Self.later(0))
        #expect(!Self.asks(GraphPane.load(&state, Self.later(1))), "asked every other second")
        #expect(Self.asks(GraphPane.load(&state, Self.later(2))))
        _ = GraphPane.update(&state, Self.found(["b", "d"], at: 2), Self.later(2))
        #expect(state.selectedResult?.key == "b", "who stands at the beginning stays there")
        _ = GraphPane.update(&state, .moved(.down), Self.later(2))
        _ = GraphPane.update(&state, Self.found(["a", "b", "c", "d"], at: 4), Self.later(4))
        #expect(state.selectedResult?.key == "d")
        _ = GraphPane.update(&state, Self.found(["a"], at: 6), Self.later(6))
        #expect(state.selectedResult?.key == "a")
    }

    /// The engine keeps keys as text; people count.
    @Test func whatIsFoundStandsInTheOrderThatPeopleCountIn() {
        var state = GraphPane.State()
        _ = GraphPane.load(&state, Self.later(0))
        _ = GraphPane.update(&state, Self.found(["1", "10", "2"], at: 0), Self.later(0))
        #expect(state.search.found.value?.items.map(\.key) == ["1", "2", "10"])
    }

    @Test func whereThereIsRoomTheNodeUnderTheCursorStandsBesideTheList() {
        var state = GraphPane.State()
        var context = Self.later(0)
        context.size = Size(columns: 200, rows: 50)
        _ = GraphPane.load(&state, context)
        _ = GraphPane.update(&state, Self.found(["1", "2"], at: 0), context)
        _ = GraphPane.update(&state, .moved(.down), context)
        let zones = Zones(context.size)
        var screen = Screen(columns: 200, rows: 50)
        GraphPane.draw(state, subject: zones.subject, body: zones.body, into: &screen, context)
        let head = screen.plainText().split(separator: "\n").map(String.init)
            .first { $0.contains("│ Customer/2") }
        #expect(head?.contains("FULL ●") == true, "\(screen.plainText())")
    }

    /// `s` or a bookmark before the engine named its databases.
    @Test func aNodeThatIsAskedForBeforeTheDatabaseIsKnownIsOpenedThen() {
        var state = GraphPane.State()
        let before = PaneStage.context(database: nil)
        _ = GraphPane.load(&state, before)
        let reply = GraphPane.update(&state, .opened("Customer/85"), before)
        #expect(state.walk == nil)
        #expect(
            reply.notice?.text
                == "Customer/85 is opened as soon as the engine has named its databases")
        let opened = GraphPane.load(&state, Self.later(1))
        #expect(state.walk?.tree.root.node.id == "Customer/85" && state.wanted == nil)
        #expect(opened.effects.contains { $0.id != "graph.search" }, "the node is asked for")
        _ = GraphPane.update(&state, .wentBack, Self.later(1))
        _ = GraphPane.load(&state, Self.later(2))
        #expect(state.walk == nil, "opened once")
    }

    @Test func whereThereIsNoDatabaseThatIsSaid() {
        var state = GraphPane.State()
        var context = PaneStage.context(database: nil)
        context.databases.take(PaneStage.answer(PageView(items: [], next: nil)))
        let reply = GraphPane.update(&state, .opened("Customer/85"), context)
        #expect(reply.notice?.text.hasPrefix("no database yet") == true && state.wanted == nil)
    }
}
