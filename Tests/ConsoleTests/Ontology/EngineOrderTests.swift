// A class that is too large to be put in order here: the engine gives its rows out in the order that is wanted, from
// either end.

import JSONText
import TerminalUI
import Testing

@testable import Console
@testable import Engine

struct EngineOrderTests {
    private static let count = 16_000

    private static func order(_ number: Int) -> InstanceView {
        InstanceView(
            id: "SalesOrder/\(number)", className: "SalesOrder", key: "\(number)", sequence: 2,
            badge: Badge(.full),
            data: ["orderId": .integer(number), "freight": .integer(number % 7)])
    }

    /// Gives out orders as the engine does: by key as text without an order, else by it.
    private static let sorting: ScriptedEngine.Script = { request, _ throws(EngineError) in
        guard let request = request as? ListInstances, request.className == "SalesOrder"
        else { return nil }
        var numbers = Array(1...count)
        if let conditions = request.conditions {
            numbers = numbers.filter { number in
                conditions.allSatisfy { condition in
                    guard let data = order(number).data.object else { return false }
                    return condition.holds(for: data)
                }
            }
        }
        if let order = request.order {
            let values = numbers.map { order.property == "freight" ? $0 % 7 : $0 }
            let sorted = numbers.indices.sorted { (values[$0], $0) < (values[$1], $1) }
            numbers = sorted.map { numbers[$0] }
            if order.isDescending != order.isFromEnd { numbers.reverse() }
        } else {
            numbers.sort { String($0) < String($1) }
        }
        let start = request.after.flatMap { Int($0) } ?? 0
        let end = min(numbers.count, start + request.limit)
        return PageView(
            items: numbers[start..<end].map(order), next: end < numbers.count ? "\(end)" : nil)
    }

    private static func stage() async -> ConsoleStage {
        var engine = ScriptedEngine()
        engine.scripts.insert(sorting, at: 0)
        engine.count(of: "SalesOrder", as: count)
        var stage = await ConsoleStage(.ontology, engine: engine)
        await stage.press("jjjjjjji")
        return stage
    }

    @Test func keysThatAreNumbersStandByTheirValueAndOnlyAPageIsRead() async {
        let stage = await Self.stage()
        let table = stage.model.ontology.table
        #expect(table.isByEngine && table.rows.count == 500)
        #expect(table.shown.prefix(3).map(\.key) == ["1", "2", "3"])
        #expect(stage.text.contains("first 500 of 16\u{202F}000"), "\(stage.text)")
    }

    @Test func theLastRowsAreAskedForAndReadUpwards() async {
        var stage = await Self.stage()
        let asked = stage.engine.log.names.count
        await stage.press("G")
        #expect(stage.model.ontology.table.selected?.key == "16000")
        #expect(stage.text.contains("last 500 of 16\u{202F}000"), "\(stage.text)")
        let calls = stage.engine.log.names.dropFirst(asked).filter { $0 == ListInstances.name }
        #expect(calls.count == 1, "one page, not all before it")
        // Upwards page joins page, and the cursor stays on its row.
        for _ in 0..<40 { await stage.press("<page-up>") }
        let table = stage.model.ontology.table
        #expect(table.rows.count == 1000)
        #expect(table.shown.map(\.key) == (15_001...16_000).map(String.init))
        let row = table.window.selected
        #expect(table.selected?.key == String(15_001 + row))
        await stage.press("g")
        #expect(stage.model.ontology.table.selected?.key == "1")
        #expect(!stage.model.ontology.table.isFromEnd)
    }

    @Test func anotherOrderIsAskedOfTheEngineBothWays() async {
        var stage = await Self.stage()
        await stage.press("sfreight<enter>")
        #expect(stage.model.ontology.table.selected?.key == "7")
        #expect(stage.text.contains("by freight ↑"))
        await stage.press("sfreight<enter>")
        #expect(stage.model.ontology.table.selected?.data["freight"] == 6)
        #expect(stage.text.contains("by freight ↓"))
        await stage.press("G")
        #expect(stage.model.ontology.table.selected?.data["freight"] == 0)
    }

    @Test func conditionsGoToTheEngineAndWordsStayWords() async throws {
        var stage = await Self.stage()
        await stage.press("/freight>=6 and orderId>15900<enter>")
        let table = stage.model.ontology.table
        #expect(table.shown.map(\.key) == (15_901...16_000).filter { $0 % 7 == 6 }.map(String.init))
        let item = stage.model.ontology.definition(of: "SalesOrder")
        #expect(InstanceFilter("nobody=1", of: item).words == "nobody=1")
        #expect(InstanceFilter("nobody=1", of: item).unknown == "nobody")
        #expect(InstanceFilter("Vins et alcools", of: item).conditions == nil)
        #expect(InstanceFilter("", of: item) == InstanceFilter("", of: nil))
    }

    /// The first rows are still on their way when the last one is wanted.
    @Test func theEndMayBeWantedBeforeTheFirstRowsAreThere() async {
        let stage = await Self.stage()
        var (model, console) = (stage.model, stage.console)
        model.ontology.depth = .detail
        model.ontology.table = InstanceTable()
        for key in KeyScript.keys(in: "iG") { _ = console.update(&model, .pressed(key)) }
        #expect(model.ontology.table.isFromEnd && model.ontology.table.rows.isEmpty)
    }
}
