// Transitions of the Mapping pane.

import TerminalUI
import Testing

@testable import Console
@testable import Engine

struct MappingPaneTests {
    private static let file = "orders-2024.csv"
    private static let path = "/data/orders-2024.csv"
    private let context = PaneStage.context()

    private func read(matched: Bool = true) async -> MappingPane.State {
        var state = MappingPane.State()
        state.database = "northwind"
        _ = MappingPane.update(&state, .pathChosen("/data/orders-2024.csv"), context)
        let view = InferenceView(tables: [ScriptedEngine.germanOrders], classes: [], warnings: [])
        _ = MappingPane.update(
            &state, .inferred([Self.path], [Self.path], isSample: false, PaneStage.answer(view)),
            context)
        guard matched, let known = ScriptedEngine.classes.first(where: { $0.id == "SalesOrder" })
        else { return state }
        _ = MappingPane.update(
            &state,
            .classKnown(file: Self.file, class: "SalesOrder", PaneStage.answer(known)), context)
        let request = SuggestMapping(
            database: "northwind", className: "SalesOrder", file: FileInput(name: "x"))
        let suggestion = await context.engine.answer(request)
        _ = MappingPane.update(
            &state, .suggested(file: Self.file, class: "SalesOrder", suggestion), context)
        return state
    }

    @Test func whatTheFirstRowsSuggestIsAskedAgainOfAllOfThem() async throws {
        var state = await read()
        state.isSample = true
        let view = InferenceView(tables: [ScriptedEngine.germanOrders], classes: [], warnings: [])
        let reply = MappingPane.update(
            &state, .inferred([Self.path], [Self.path], isSample: false, PaneStage.answer(view)),
            context)
        #expect(reply.effects.map(\.id) == [EffectID("mapping.suggest.\(Self.file)")])
        #expect(
            state.matches[Self.file]?.suggestion.value != nil, "the first answer stays until then")
    }

    @Test func onlyWhatIsSureHasATargetWithoutBeingAsked() async {
        let columns = await read().columns
        #expect(columns.map(\.standing).filter { $0 == .sure }.count == 5)
        #expect(columns[5].standing == .asks)
        #expect(columns[5].target == nil)
        #expect(columns[6].standing == .unmatched)
    }

    @Test func acceptTakesTheProposalAndGoesOn() async {
        var state = await read()
        for _ in 0..<5 { _ = MappingPane.update(&state, .moved(.down), context) }
        _ = MappingPane.update(&state, .accepted, context)
        #expect(state.columns[5].target == "shipName")
        #expect(state.selected?.column.name == "Status")
    }

    @Test func everyDecisionCanBeUndoneAndMadeAgain() async {
        var state = await read()
        _ = MappingPane.update(&state, .skipped, context)
        _ = MappingPane.update(&state, .changed(column: "Kunde", to: "buyer"), context)
        #expect(state.columns.prefix(2).map(\.target) == [nil, "buyer"])
        _ = MappingPane.update(&state, .undone, context)
        _ = MappingPane.update(&state, .undone, context)
        #expect(state.decisions.count(in: Self.file) == 0)
        _ = MappingPane.update(&state, .redone, context)
        #expect(state.columns[0].target == nil)
        #expect(state.decisions.canRedo)
    }

    @Test func decisionsGoAlongWithTheImport() async {
        var state = await read(matched: false)
        #expect(state.targets == [])
        _ = MappingPane.update(&state, .skipped, context)
        #expect(
            state.targets == [
                ImportTarget(
                    file: Self.path, className: "SalesOrder",
                    columns: [.init(column: "Order No", property: nil)])
            ])
    }

    @Test func importNamesDatabaseAndClassBeforeItBegins() async {
        var state = await read()
        let reply = MappingPane.update(&state, .importAsked, context)
        #expect(reply.job == nil)
        #expect(reply.question?.dialog.text.contains("SalesOrder") == true)
        #expect(reply.question?.dialog.details.first == "into northwind, branch main")
        guard case .importConfirmed(let request) = reply.question?.confirm else {
            Issue.record("no import to confirm")
            return
        }
        #expect(request.database == "northwind")
        #expect(!request.isDryRun)
        #expect(MappingPane.update(&state, .importConfirmed(request), context).job != nil)
    }

    @Test func withoutADatabaseImportAsksForItsName() async {
        var state = await read()
        let reply = MappingPane.update(
            &state, .importAsked, PaneStage.context(database: nil))
        #expect(reply.prompt?.field.text == "orders_2024")
        let named = MappingPane.update(
            &state, .databaseNamed("shop"), PaneStage.context(database: nil))
        #expect(named.question?.dialog.details.first == "into shop, branch main")
    }

    @Test func theQuestionSaysThatNothingLeadsToTheKey() async {
        var state = await read()
        #expect(dialog(&state)?.details.contains { $0.contains("the key of") } == false)
        _ = MappingPane.update(&state, .skipped, context)
        #expect(
            dialog(&state)?.details.contains {
                $0.hasPrefix("▲ nothing leads to orderId, the key of SalesOrder")
            } == true)
    }

    private func dialog(_ state: inout MappingPane.State) -> Dialog? {
        MappingPane.update(&state, .importAsked, context).question?.dialog
    }

    @Test func theReportStaysWhenTheImportOpensItsDatabase() async {
        var state = await read(matched: false)
        state.database = nil
        let request = ImportFiles(database: "shop", files: [FileInput(name: Self.path)])
        let answer = await context.engine.answer(request)
        _ = MappingPane.update(
            &state, .imported(request, answer), PaneStage.context(database: nil))
        let reply = MappingPane.load(&state, PaneStage.context(database: "shop"))
        #expect(state.report?.database == "shop")
        #expect(reply.effects.map(\.id).last == EffectID("mapping.classes"))
        _ = MappingPane.load(&state, PaneStage.context(database: "other"))
        #expect(state.report == nil)
        #expect(state.table != nil)
    }

    @Test func theAnswerForAnotherFileIsDropped() async {
        var state = await read()
        _ = MappingPane.update(&state, .pathChosen("/data/other.csv"), context)
        let view = InferenceView(tables: [ScriptedEngine.germanOrders], classes: [], warnings: [])
        _ = MappingPane.update(
            &state, .inferred([Self.path], [Self.path], isSample: false, PaneStage.answer(view)),
            context)
        #expect(state.opening?.paths == ["/data/other.csv"], "it is still awaited")
        #expect(state.paths == [Self.path])
    }

    @Test func badCellsAreToldOnceAndByRow() async {
        var state = await read()
        var answer: Answered<ImportReport> = PaneStage.failure(.internal)
        let request = ImportFiles(
            database: "northwind", files: [FileInput(name: "/data/orders-2024.csv")], isDryRun: true
        )
        answer = await context.engine.answer(request)
        _ = MappingPane.update(&state, .imported(request, answer), context)
        #expect(state.badCells.map(\.row) == [77, 1340, 9001])
        #expect(state.badCells[0].text == "k.A.")
        #expect(state.badCells[0].why.contains("is no date"))
    }
}
