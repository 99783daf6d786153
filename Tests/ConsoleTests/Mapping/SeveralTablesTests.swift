// Several files in the Mapping pane: the list, what stays out, decisions that stay apart, one undo for all.

import TerminalUI
import Testing

@testable import Console
@testable import Engine

struct SeveralTablesTests {
    private static let paths = ["/data/orders-2024.csv", "/data/customers.csv"]
    private let context = PaneStage.context()

    private func read() -> MappingPane.State {
        var state = MappingPane.State()
        state.database = "northwind"
        _ = MappingPane.update(&state, .pathChosen(Self.paths[0]), context)
        _ = MappingPane.update(&state, .moreFilesAsked, context)
        _ = MappingPane.update(&state, .pathChosen(Self.paths[1]), context)
        take(ScriptedEngine.ordersAndCustomers, isSample: false, &state)
        return state
    }

    private func take(
        _ view: InferenceView, isSample: Bool, _ state: inout MappingPane.State
    ) {
        _ = MappingPane.update(
            &state, .inferred(Self.paths, Self.paths, isSample: isSample, PaneStage.answer(view)),
            context)
    }

    @Test func severalFilesOpenAsAListWithTheirLinks() {
        let state = read()
        #expect(state.part == .tables)
        #expect(state.links.map(\.target) == ["Customer"])
        #expect(state.links.map(\.columns) == [["Kunde"]])
    }

    @Test func aLinkTellsHowSureItIsAndWhatSpeaksAgainstIt() throws {
        var state = read()
        let found = try #require(state.links.first?.found)
        #expect(found.danglingRows == 2)
        _ = MappingPane.update(&state, .classChosen("Bestellung"), context)
        #expect(state.links.first?.found == found, "whatever its class is called")
        _ = MappingPane.update(&state, .accepted, context)
        let column = try #require(
            state.mappedTables.first?.columns.first { $0.column.name == "Kunde" })
        let lines = ColumnEvidence.evidence(column).map(\.text)
        #expect(lines.contains("2 of 14312 rows lead nowhere: row 17 \"X9\""))
        #expect(
            lines.contains {
                $0.hasPrefix("leads to Customer by customerId, n:1, 93%: 89 of 91 values")
            }, "\(lines)")
        #expect(lines.contains("or to Supplier 5%"))
        // A link of one's own has nothing of it.
        _ = MappingPane.update(
            &state, .linkChosen(file: "orders-2024.csv", columns: ["Kunde"], "Other"), context)
        #expect(state.links.first { $0.target == "Other" }?.found == nil)
    }

    @Test func addingTheSameFileAgainOpensItOnce() {
        var state = read()
        _ = MappingPane.update(&state, .moreFilesAsked, context)
        _ = MappingPane.update(&state, .pathChosen(Self.paths[1]), context)
        #expect(state.paths == Self.paths)
    }

    @Test func aFileThatIsLeftOutIsNotImportedAndItsLinksGo() {
        var state = read()
        _ = MappingPane.update(&state, .moved(.down), context)
        _ = MappingPane.update(&state, .skipped, context)
        #expect(state.imported.map(\.file) == ["orders-2024.csv"])
        #expect(state.links.isEmpty)
        let reply = MappingPane.update(&state, .importAsked, context)
        guard case .importConfirmed(let request) = reply.question?.confirm else {
            Issue.record("no import to confirm")
            return
        }
        #expect(request.files.map(\.name) == [Self.paths[0]])
        _ = MappingPane.update(&state, .undone, context)
        #expect(state.imported.count == 2)
    }

    @Test func decisionsOfOneFileDoNotTouchTheOther() {
        var state = read()
        _ = MappingPane.update(&state, .moved(.down), context)
        _ = MappingPane.update(&state, .accepted, context)
        #expect(state.part == .columns)
        #expect(state.table?.file == "customers.csv")
        _ = MappingPane.update(&state, .skipped, context)
        #expect(state.targets.map(\.file) == [Self.paths[1]])
        _ = MappingPane.update(&state, .wentBack, context)
        #expect(state.part == .tables)
    }

    @Test func aChosenClassIsOneStepOfUndoAndIsMatchedAnew() {
        var state = read()
        let reply = MappingPane.update(&state, .classChosen("Bestellung"), context)
        let asked = reply.effects.filter { if case .cancel = $0.kind { false } else { true } }
        #expect(asked.map(\.id) == [EffectID("mapping.class.orders-2024.csv")])
        #expect(state.links.map(\.source) == ["Bestellung"])
        _ = MappingPane.update(&state, .undone, context)
        #expect(state.links.map(\.source) == ["SalesOrder"])
        #expect(state.matches["orders-2024.csv"]?.className == "SalesOrder")
    }

    @Test func theSampleIsShownFirstAndDecisionsOutliveTheRest() {
        var state = MappingPane.State()
        _ = MappingPane.update(&state, .pathChosen(Self.paths[0]), context)
        _ = MappingPane.update(&state, .moreFilesAsked, context)
        _ = MappingPane.update(&state, .pathChosen(Self.paths[1]), context)
        take(ScriptedEngine.ordersAndCustomers, isSample: true, &state)
        #expect(state.isSample)
        _ = MappingPane.update(&state, .accepted, context)
        _ = MappingPane.update(&state, .skipped, context)
        take(ScriptedEngine.ordersAndCustomers, isSample: false, &state)
        #expect(!state.isSample)
        #expect(state.part == .columns)
        #expect(state.columns[0].target == nil)
    }

    @Test func nextDoubtGoesFromFileToFile() {
        var state = read()
        var first = ScriptedEngine.ordersAndCustomers
        first.tables[1].columns[1].confidence = 0.4
        state.inference.take(PaneStage.answer(first))
        _ = MappingPane.update(&state, .nextAsked, context)
        #expect(state.table?.file == "orders-2024.csv")
        #expect(state.selected?.column.name == "Status")
        _ = MappingPane.update(&state, .nextAsked, context)
        #expect(state.table?.file == "customers.csv")
        #expect(state.selected?.column.name == "Name")
    }
}
