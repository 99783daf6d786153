// Keys that are numbers stand by their value, and one finds back along links.

import EventSourcing
import JSONText
import TerminalUI
import Testing

@testable import Console
@testable import Engine

@Suite struct KeyOrderTests {
    /// An engine with so many orders, kept as it keeps keys: as text.
    private static func engine(_ count: Int) -> ScriptedEngine {
        var engine = ScriptedEngine()
        let keys = (1...count).map(String.init).sorted()
        engine.scripts.insert(
            { request, _ in
                guard let request = request as? ListInstances,
                    request.className == "SalesOrder"
                else { return nil }
                let start = request.after.flatMap { Int($0) } ?? 0
                let end = min(count, start + request.limit)
                let items = keys[start..<end].map { key in
                    InstanceView(
                        id: "SalesOrder/\(key)", className: "SalesOrder", key: key, sequence: 2,
                        badge: Badge(.full), data: ["orderId": .integer(Int(key) ?? 0)])
                }
                return PageView(items: items, next: end < count ? String(end) : nil)
            }, at: 0)
        return engine
    }

    @Test func keysThatAreNumbersStandByTheirValueOverAllPages() async {
        var stage = await ConsoleStage(.ontology, engine: Self.engine(830))
        await stage.press("jjjjjjji")
        let table = stage.model.ontology.table
        #expect(table.rows.count == 830 && table.next == nil)
        #expect(table.shown.map(\.key) == (1...830).map(String.init))
        await stage.press("G")
        #expect(stage.model.ontology.table.selected?.key == "830")
    }

    /// What is chosen once more turns, the key like any property.
    @Test func theOrderOfTheKeysTurnsToo() async {
        var stage = await ConsoleStage(.ontology, engine: Self.engine(830))
        await stage.press("jjjjjjjis<enter>")
        #expect(stage.model.ontology.table.shown.first?.key == "830")
        #expect(stage.text.contains("by key ↓"), "\(stage.text)")
        await stage.press("s<enter>")
        #expect(stage.model.ontology.table.shown.first?.key == "1")
        #expect(!stage.text.contains("by key"))
    }

    @Test func keysThatAreNoNumbersTurnAsTheyAreWritten() {
        var table = InstanceTable()
        table.rows = ["a", "b", "c"].map { key in
            InstanceView(
                id: "P/\(key)", className: "P", key: key, sequence: 2, badge: Badge(.full),
                data: [:])
        }
        var layout = ConsoleSession.TableLayout()
        layout.isDescending = true
        table.arrange(layout)
        #expect(table.shown.map(\.key) == ["c", "b", "a"])
        layout.isDescending = false
        table.arrange(layout)
        #expect(table.shown.map(\.key) == ["a", "b", "c"])
    }

    @Test func backFromALinkGoesToTheLineItWasFollowedFrom() async {
        var stage = await ConsoleStage()
        await stage.press("jjjjjjj<enter>G")
        let line = stage.model.ontology.detailLine
        await stage.press("<enter>")
        #expect(stage.model.ontology.selected == "OrderDetail")
        await stage.press("<backspace>")
        #expect(stage.model.ontology.selected == "SalesOrder")
        #expect(stage.model.ontology.detailLine == line && line > 0)
        await stage.press("<backspace>")
        #expect(stage.model.ontology.depth == .classes)
    }

    @Test func aLinkIsFollowedOutOfTheFilter() async {
        var stage = await ConsoleStage()
        await stage.press("/Sales<enter><enter>G<enter>")
        #expect(stage.model.ontology.current?.id == "OrderDetail")
    }

    @Test func hiddenColumnsAreCounted() async {
        let text = await Rendering.text(.ontology, keys: "jjjjjjji")
        #expect(text.contains("of 10 columns"))
    }
}
