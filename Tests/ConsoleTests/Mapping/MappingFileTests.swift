// A mapping kept as a file and taken over again, columns that are cut, types by decision: each one step of undo.

import TerminalUI
import Testing

@testable import Console
@testable import Engine

struct MappingFileTests {
    private static let path = "/data/orders-2024.csv"
    private let context = PaneStage.context()

    private func state() -> MappingPane.State {
        var state = MappingPane.State()
        state.database = "northwind"
        _ = MappingPane.update(&state, .pathChosen(Self.path), context)
        let view = InferenceView(tables: [ScriptedEngine.germanOrders], classes: [], warnings: [])
        _ = MappingPane.update(
            &state, .inferred([Self.path], [Self.path], isSample: false, PaneStage.answer(view)),
            context)
        return state
    }

    @Test func whatIsSavedIsWhatIsLoaded() {
        var first = state()
        first.decisions.decide("orders-2024.csv", "Status", .skipped)
        first.decisions.decide("orders-2024.csv", "Kunde", .changed(to: "buyer"))
        first.decisions.choose(class: "Purchase", for: "orders-2024.csv")
        first.decisions.read("orders-2024.csv", "Order No", as: "string")
        first.decisions.choose(mode: .upsert)
        let file = first.mappingFile
        #expect(file.files.first?.file == Self.path && file.mode == .upsert)
        var second = state()
        let reply = MappingPane.update(&second, .loaded("m.json", .success(file)), context)
        #expect(reply.notice?.mood == .good)
        #expect(second.mappingFile.files == first.mappingFile.files)
        #expect(second.decisions.mode == .upsert)
        #expect(reply.effects.map(\.id).contains("mapping.infer"), "a type wants it read anew")
        _ = MappingPane.update(&second, .undone, context)
        #expect(second.className == "SalesOrder" && second.decisions.readings.isEmpty)
    }

    @Test func withNothingOpenTheFilesOfTheMappingAreOpened() {
        var state = MappingPane.State()
        state.database = "northwind"
        let mapping = MappingFile(
            database: nil,
            files: [.init(file: Self.path, className: "Purchase", columns: [])])
        let reply = MappingPane.update(&state, .loaded("m.json", .success(mapping)), context)
        #expect(state.paths == [Self.path])
        #expect(state.decisions.className(of: "orders-2024.csv") == "Purchase")
        #expect(reply.effects.map(\.id) == ["mapping.infer"])
    }

    @Test func aColumnThatIsNotThereIsNamed() {
        var state = state()
        let mapping = MappingFile(
            database: nil,
            files: [
                .init(
                    file: "other.csv", className: "Purchase",
                    columns: [.init(column: "Gone", property: "gone")])
            ])
        let reply = MappingPane.update(&state, .loaded("m.json", .success(mapping)), context)
        #expect(reply.notice?.text == "loaded, but orders-2024.csv has no column Gone")
    }

    @Test func aCutColumnIsLeftOutAndComesBackByUndo() {
        var state = state()
        let reply = MappingPane.update(
            &state,
            .splitTyped(file: "orders-2024.csv", column: "Bemerkung", ["space", "a, b"]), context)
        #expect(reply.effects.map(\.id) == ["mapping.infer"])
        let reading = state.input(Self.path).reading
        #expect(
            reading?.splits == [.init(column: "Bemerkung", separator: " ", into: ["a", "b"])])
        #expect(state.decisions["orders-2024.csv", "Bemerkung"] == .skipped)
        _ = MappingPane.update(&state, .undone, context)
        #expect(state.input(Self.path).reading == nil)
        #expect(state.decisions["orders-2024.csv", "Bemerkung"] == nil)
        _ = MappingPane.update(&state, .redone, context)
        #expect(state.input(Self.path).reading == reading)
    }

    /// A workbook with two sheets.
    private func workbook() -> MappingPane.State {
        var state = MappingPane.State()
        state.database = "northwind"
        let path = "/data/book.xlsx"
        _ = MappingPane.update(&state, .pathChosen(path), context)
        let tables = ["Orders", "Returns"].map { name in
            var table = ScriptedEngine.germanOrders
            table.file = "book.xlsx#\(name)"
            return table
        }
        let view = InferenceView(tables: tables, classes: [], warnings: [])
        _ = MappingPane.update(
            &state, .inferred([path], [path], isSample: false, PaneStage.answer(view)), context)
        return state
    }

    @Test func aSheetIsReadAsWasDecidedAndTheOthersAsBefore() throws {
        var state = workbook()
        let sheet = "book.xlsx#Returns"
        let split = MappingPane.Message.splitTyped(
            file: sheet, column: "Bemerkung", ["space", "a, b"])
        #expect(
            MappingPane.update(&state, split, context).effects.map(\.id) == ["mapping.infer"])
        _ = MappingPane.update(
            &state, .typeChosen(file: sheet, column: "Status", "string"), context)
        let reading = try #require(state.input("/data/book.xlsx").reading)
        #expect(reading.splits == nil && reading.types == nil)
        #expect(reading.parts?.keys.sorted() == ["Returns"])
        #expect(reading.parts?["Returns"]?.splits?.first?.into == ["a", "b"])
        // What a column of the second sheet fits is asked of that sheet alone.
        let alone = try #require(state.input(of: state.tables[1]).flatMap(\.reading))
        #expect(alone.table == 2 && alone.types == ["Status": "string"])
        let (files, targets) = try state.mappingFile.request(for: [])
        #expect(files.count == 1 && files.first?.reading?.parts == reading.parts)
        #expect(targets.map(\.file) == ["/data/book.xlsx#Orders", "/data/book.xlsx#Returns"])
    }

    @Test func aSheetThatIsLeftOutStaysOutOfTheImportAndOfTheMapping() throws {
        var state = workbook()
        _ = MappingPane.update(&state, .moved(.down), context)
        _ = MappingPane.update(&state, .skipped, context)
        #expect(state.targets.map(\.isLeftOut) == [true])
        let file = state.mappingFile
        #expect(file.files.map(\.isLeftOut) == [nil, true])
        #expect(try file.request(for: []).targets.map(\.isLeftOut) == [nil, true])
        var second = workbook()
        _ = MappingPane.update(&second, .loaded("m.json", .success(file)), context)
        #expect(second.imported.map(\.file) == ["book.xlsx#Orders"])
    }

    @Test func theCutIsGuessedFromTheCells() {
        #expect(SplitGuess(["Reims, France", "Bern, Switzerland"]).separator == ", ")
        #expect(SplitGuess(["2024/7/1", "2024/8/2"]).parts == 3)
        #expect(SplitGuess(["plain", "words"]).parts == 2)
    }

    @Test func theCellsAgainstOneColumnAreOneKeyAway() {
        var state = state()
        for _ in 0..<2 { _ = MappingPane.update(&state, .moved(.down), context) }
        _ = MappingPane.update(&state, .againstAsked, context)
        #expect(state.part == .cells && state.shownCells.map(\.row) == [77, 1340, 9001])
        _ = MappingPane.update(&state, .againstAsked, context)
        #expect(state.part == .columns)
        _ = MappingPane.update(&state, .moved(.up), context)
        let reply = MappingPane.update(&state, .againstAsked, context)
        #expect(reply.notice?.text.hasPrefix("nothing is against") == true)
    }

    @Test func aStoppedImportSaysHowToGoOn() {
        var state = state()
        let request = ImportFiles(database: "northwind", files: [FileInput(name: Self.path)])
        let job = MappingPane.update(&state, .importConfirmed(request), context).job
        guard case .importStopped? = job?.stopped else {
            Issue.record("nobody is told")
            return
        }
        _ = MappingPane.update(&state, .importStopped(request), context)
        let note = MappingPane.footnote(state, context).left.map(\.text).joined()
        #expect(note.contains("I goes on"))
    }
}
