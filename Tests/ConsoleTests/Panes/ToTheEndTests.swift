// `G` goes to the last row there is, not to the last one that was read.

import EventSourcing
import JSONText
import TerminalUI
import Testing

@testable import Console
@testable import Engine

struct ToTheEndTests {
    private static func order(_ number: Int) -> InstanceView {
        InstanceView(
            id: "SalesOrder/\(number)", className: "SalesOrder", key: "\(number)",
            sequence: 2, badge: Badge(.full), data: ["orderId": .integer(number)])
    }

    /// An engine with so many orders, given out page by page.
    private static func engine(_ count: Int) -> ScriptedEngine {
        var engine = ScriptedEngine()
        engine.scripts.insert(
            { request, _ in
                guard let request = request as? ListInstances,
                    request.className == "SalesOrder"
                else { return nil }
                let start = request.after.flatMap { Int($0) } ?? 0
                let end = min(count, start + request.limit)
                let items = (start..<end).map { order($0) }
                return PageView(items: items, next: end < count ? String(end) : nil)
            }, at: 0)
        return engine
    }

    @Test func theLastInstanceIsReached() async {
        var stage = await ConsoleStage(.ontology, engine: Self.engine(3456))
        await stage.press("jjjjjjjiG")
        #expect(stage.model.ontology.table.selected?.key == "3455")
        #expect(!stage.model.ontology.table.isGoingToEnd)
        #expect(stage.text.contains("3455"))
    }

    @Test func whatIsTooManyIsSaidAndNotReadForEver() async {
        var stage = await ConsoleStage(.ontology, engine: Self.engine(16_000_000))
        await stage.press("jjjjjjjiG")
        #expect(stage.model.ontology.table.rows.count <= OntologyPane.mostRead + 1000)
        #expect(!stage.model.ontology.table.isGoingToEnd)
        #expect(stage.text.contains("are read"))
    }

    /// The rows are still on their way when the last one is wanted.
    @Test func theWayToTheEndMayBeginBeforeTheFirstRowsAreThere() async {
        let stage = await ConsoleStage(.ontology, engine: Self.engine(300))
        var (model, console) = (stage.model, stage.console)
        for key in KeyScript.keys(in: "jjjjjjjiG") { _ = console.update(&model, .pressed(key)) }
        #expect(model.ontology.table.rows.isEmpty && model.ontology.table.isGoingToEnd)
        let page = PageView(items: (0..<100).map(Self.order), next: "100")
        let effects = console.update(
            &model,
            .ontology(
                .pageAnswered(
                    className: "SalesOrder", search: "",
                    Answered(result: .success(page), at: ScriptedEngine.now))))
        #expect(effects.contains { $0.id == "ontology.instances" }, "the next page is asked for")
        #expect(model.ontology.table.selected?.key == "99")
    }

    @Test func theSameHoldsForCommands() async {
        let stage = await ConsoleStage(.ontology)
        var (model, console) = (stage.model, stage.console)
        for key in KeyScript.keys(in: "3G") { _ = console.update(&model, .pressed(key)) }
        #expect(model.commands.isGoingToEnd)
        let request = SearchCommands(database: "northwind", filter: "", limit: 100, stretch: 400)
        var answer = await console.engine.answer(request)
        if case .success(var page) = answer.result {
            page.next = "older"
            answer.result = .success(page)
        }
        let effects = console.update(&model, .commands(.listed(CommandsFilter(""), answer)))
        #expect(effects.contains { $0.id == "commands.older" }, "older ones are asked for")
        #expect(model.commands.window.selected == model.commands.rows.count - 1)
    }

    @Test func anotherKeyEndsTheWay() async {
        let engine = Self.engine(16_000_000)
        let stage = await ConsoleStage(.ontology, engine: engine)
        var model = stage.model
        let console = stage.console
        for key in KeyScript.keys(in: "jjjjjjji") { _ = console.update(&model, .pressed(key)) }
        let page = PageView(items: (0..<100).map(Self.order), next: "100")
        _ = console.update(
            &model,
            .ontology(
                .pageAnswered(
                    className: "SalesOrder", search: "",
                    Answered(result: .success(page), at: ScriptedEngine.now))))
        _ = console.update(&model, .pressed(.character("G")))
        #expect(model.ontology.table.isGoingToEnd)
        _ = console.update(&model, .pressed(.up))
        #expect(!model.ontology.table.isGoingToEnd)
    }
}
