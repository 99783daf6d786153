// A key with values that came twice, as the Mapping pane shows it: by its line, and with its column.

import TerminalUI
import Testing

@testable import Console
@testable import Engine

struct KeyDefectTests {
    private static let key = InferenceView.Key(
        columns: ["Order No"], confidence: 0.86,
        reasons: ["Order No is named or placed like the key"],
        alternatives: [.init(columns: ["Kunde", "Betrag"], confidence: 0.1)],
        defects: .init(
            repeatedRows: 2, isExact: true, emptyRows: 1,
            examples: [
                .init(text: "10251", count: 2, firstRow: 5),
                .init(text: "10300", count: 2, firstRow: 54),
            ],
            summary: "2 rows repeat the value of an earlier one: 10251 (2 times, first in row 5), "
                + "10300 (2 times, first in row 54); 1 row has none"))

    private static var view: InferenceView {
        var table = ScriptedEngine.germanOrders
        table.key = key
        return InferenceView(tables: [table], classes: [], warnings: [])
    }

    private static let script: ScriptedEngine.Script = { request, _ in
        request is InferFiles ? view : nil
    }

    @Test(arguments: Rendering.sizes)
    func aKeyThatCameTwiceIsShownWithTheValueAndTheRow(size: Size) async {
        var engine = ScriptedEngine()
        engine.scripts.insert(Self.script, at: 0)
        let text = await Rendering.text(
            .mapping, size, engine: engine, keys: "oorders-2024.csv<enter>")
        Golden.check(text, "mapping-key-twice-\(size.columns)x\(size.rows)")
        guard size.columns >= 80 else { return }
        #expect(text.contains("10251 twice (row 5)"), "\(text)")
    }

    @Test func theColumnTellsAllOfItUntilThePersonChoosesAnotherKey() throws {
        let context = PaneStage.context()
        var state = MappingPane.State()
        state.paths = ["/data/orders-2024.csv"]
        let answer = PaneStage.answer(Self.view)
        _ = MappingPane.update(
            &state, .inferred(state.paths, state.paths, isSample: false, answer), context)
        state.part = .columns
        let column = try #require(state.columns.first { $0.isKey })
        let lines = ColumnEvidence.evidence(column).map(\.text)
        #expect(lines.contains { $0.hasPrefix("key: 2 rows repeat") && $0.contains("refuses") })
        #expect(lines.contains("key Order No, 86%: Order No is named or placed like the key"))
        #expect(lines.contains("or key Kunde + Betrag 10%"))
        state.window.select(1, count: state.columns.count, height: 30)
        _ = MappingPane.update(&state, .keyToggled, context)
        #expect(state.columns.allSatisfy { $0.key == nil }, "it is not what was found")
    }
}
