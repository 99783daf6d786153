// How a file is read and looked at in the Mapping pane: the dialect by hand, a filter, copies; and what the question
// before an import says.

import TerminalUI
import Testing

@testable import Console
@testable import Engine

struct ReadingTests {
    private static let path = "/data/orders-2024.csv"
    private static let file = "orders-2024.csv"

    private func read(_ context: PaneContext) -> MappingPane.State {
        var state = MappingPane.State()
        state.database = "northwind"
        state.paths = [Self.path]
        let view = InferenceView(tables: [ScriptedEngine.germanOrders], classes: [], warnings: [])
        _ = MappingPane.update(
            &state, .inferred([Self.path], [Self.path], isSample: false, PaneStage.answer(view)),
            context)
        return state
    }

    @Test func howAFileIsSplitCanBeSaidAndIsKept() throws {
        let context = PaneStage.context()
        var state = read(context)
        let form = try #require(MappingPane.update(&state, .dialectAsked, context).form)
        #expect(
            form.form.fields.map(\.label)
                == ["Header rows", "Lines above", "Delimiter", "Encoding", "Quote"])
        #expect(form.form.fields.map(\.placeholder).prefix(4) == ["1", "0", ";", "cp1252"])
        #expect(form.check(["x", "", "", "martian", ""]).compactMap(\.self).count == 2)
        let reply = MappingPane.update(
            &state, form.submit(["2", "", "tab", "cp1250", ""]), context)
        #expect(reply.effects.map(\.id) == ["mapping.infer"], "it is read anew")
        let wanted = FileReading(delimiter: "tab", encoding: "cp1250", headerRows: 2)
        #expect(state.input(Self.path).reading == wanted)
        #expect(try state.mappingFile.request(for: []).files.first?.reading == wanted)
        _ = MappingPane.update(&state, .undone, context)
        #expect(state.input(Self.path).reading == nil)
        // What was decided about types stays beside it.
        _ = MappingPane.update(
            &state, .typeChosen(file: Self.file, column: "Status", "string"), context)
        _ = MappingPane.update(
            &state, .dialectTyped(file: Self.file, ["", "3", "", "", ""]), context)
        #expect(
            state.input(Self.path).reading
                == FileReading(preambleRows: 3, types: ["Status": "string"]))
    }

    @Test func aSheetIsChosenForAWorkbook() throws {
        let context = PaneStage.context()
        var state = MappingPane.State()
        state.paths = ["/data/book.xlsx"]
        var table = ScriptedEngine.germanOrders
        table.file = "book.xlsx"
        let view = InferenceView(tables: [table], classes: [], warnings: [])
        _ = MappingPane.update(
            &state,
            .inferred(state.paths, state.paths, isSample: false, PaneStage.answer(view)), context)
        let form = try #require(MappingPane.update(&state, .dialectAsked, context).form)
        #expect(form.form.fields.map(\.label) == ["Header rows", "Lines above", "Sheet"])
        _ = MappingPane.update(&state, form.submit(["", "", "Orders"]), context)
        #expect(state.input("/data/book.xlsx").reading == FileReading(sheet: "Orders"))
    }

    @Test func columnsAreFilteredAndTheCursorStaysOnItsOwn() {
        let context = PaneStage.context()
        var state = read(context)
        for _ in 0..<4 { _ = MappingPane.update(&state, .moved(.down), context) }
        #expect(state.selected?.column.name == "Lieferland")
        _ = MappingPane.update(&state, .filtered("er"), context)
        #expect(state.shownColumns.map(\.column.name) == ["Order No", "Lieferland", "Bemerkung"])
        #expect(state.selected?.column.name == "Lieferland" && state.selectedIndex == 4)
        _ = MappingPane.update(&state, .skipped, context)
        #expect(state.decisions[Self.file, "Lieferland"] == .skipped)
        #expect(MappingPane.actions(in: state).contains { $0.name == "mapping.back" })
        #expect(state.columns.count == 7, "a filter leaves nothing out of the import")
        _ = MappingPane.update(&state, .wentBack, context)
        #expect(state.filter.isEmpty && state.part == .columns)
        _ = MappingPane.update(&state, .filtered("nothing"), context)
        #expect(state.selected == nil)
        #expect(MappingPane.update(&state, .copyAsked, context).copy == nil)
    }

    @Test func whatIsUnderTheCursorIsCopied() {
        let context = PaneStage.context()
        var state = read(context)
        for _ in 0..<2 { _ = MappingPane.update(&state, .moved(.down), context) }
        #expect(MappingPane.update(&state, .copyAsked, context).copy?.text == "Best.datum")
        _ = MappingPane.update(&state, .evidenceToggled, context)
        let evidence = MappingPane.update(&state, .copyAsked, context).copy?.text ?? ""
        #expect(evidence.contains("settles it") && evidence.contains("row 77"))
        _ = MappingPane.update(&state, .evidenceToggled, context)
        _ = MappingPane.update(&state, .againstAsked, context)
        _ = MappingPane.update(&state, .moved(.down), context)
        #expect(MappingPane.update(&state, .copyAsked, context).copy?.text == "00.00.0000")
    }

    @Test func theQuestionNamesModeAndBranchAndSaysWhatTheyDo() {
        var context = PaneStage.context()
        context.branch = "draft"
        var texts: Set<String> = []
        for mode in ImportMode.allCases {
            var state = read(context)
            state.decisions.choose(mode: mode)
            let question = MappingPane.update(&state, .importAsked, context).question
            let dialog = question?.dialog
            #expect(dialog?.title == "Import: \(mode.rawValue)")
            #expect(dialog?.details.first == "into northwind, branch draft")
            texts.insert(dialog?.text ?? "")
            guard case .importConfirmed(let request) = question?.confirm else {
                Issue.record("nothing to confirm")
                return
            }
            #expect(request.branch == "draft" && request.mode == mode)
        }
        #expect(texts.count == ImportMode.allCases.count)
        context.branch = nil
        var state = read(context)
        let main = MappingPane.update(&state, .importAsked, context).question
        #expect(main?.dialog.details.first == "into northwind, branch main")
    }

    /// The table as the engine reads it after the split, with so many cells in the second part empty.
    private static func cut(emptySecond: Int) -> InferenceView {
        var table = ScriptedEngine.germanOrders
        table.columns += [
            ScriptedEngine.column("a", "string", sure: 0.9),
            ScriptedEngine.column("b", "string", sure: 0.9, nulls: emptySecond),
        ]
        return InferenceView(tables: [table], classes: [], warnings: [])
    }

    @Test(arguments: [false, true]) func aSplitThatCutsNothingSaysSo(_ cutsSome: Bool) {
        let context = PaneStage.context()
        var state = read(context)
        _ = MappingPane.update(
            &state, .splitTyped(file: Self.file, column: "Bemerkung", ["~", "a, b"]), context)
        let rows = ScriptedEngine.germanOrders.rows
        let view = Self.cut(emptySecond: cutsSome ? rows - 1 : rows)
        let reply = MappingPane.update(
            &state, .inferred([Self.path], [Self.path], isSample: false, PaneStage.answer(view)),
            context)
        let text = reply.notice?.text ?? ""
        #expect(
            text.contains("no cell of \(Figure.count(rows)) rows holds ~") == !cutsSome, "\(text)")
        #expect(text.contains("2 parts stand at the end") == cutsSome, "\(text)")
        #expect(reply.notice?.mood == (cutsSome ? .good : .attention))
    }

    @Test func whatIsDoneToColumnsSaysInTheListOfFilesWhereItIsDone() async {
        var stage = await ConsoleStage(.mapping)
        await stage.press("s")
        #expect(stage.model.notice?.text == "split: open a file first (o)")
        await stage.press("oorders-2024.csv<enter>a<ctrl-u>customers.csv<enter>")
        #expect(stage.model.mapping.part == .tables)
        await stage.press("s")
        #expect(
            stage.model.notice?.text
                == "split: done in the columns of orders-2024.csv, which Enter opens")
        await stage.press("<enter>e")
        #expect(stage.model.mapping.part == .evidence)
        await stage.press("x")
        #expect(stage.model.notice?.text.hasSuffix("to which Esc leads back") == true)
    }

    @Test func theNextQuestionIsGoneToFromTheListOfFiles() async {
        var stage = await ConsoleStage(.mapping)
        await stage.press("oorders-2024.csv<enter>a<ctrl-u>customers.csv<enter>n")
        #expect(stage.model.mapping.part == .columns)
        let standing = stage.model.mapping.selected?.standing
        #expect(standing == .asks || standing == .unmatched)
    }

    @Test(arguments: 24...100) func aColumnOfTheSampleIsNotCutToWhatNobodyCanRead(_ width: Int) {
        let table = ScriptedEngine.germanOrders
        for selected in table.columns.indices {
            for isTall in [false, true] {
                var screen = Screen(columns: width, rows: 12)
                FileSample.draw(
                    table, key: ["Order No"], selected: selected, isTall: isTall, into: &screen,
                    in: Rect(x: 0, y: 0, width: width, height: isTall ? 12 : 3))
                let lines = screen.plainText().split(
                    separator: "\n", omittingEmptySubsequences: false)
                // Beside the rows stands how the file was split.
                let line = lines[isTall ? 4 : 0]
                let header = line.firstRange(of: "semi").map { line[..<$0.lowerBound] } ?? line[...]
                let cut = header.split(separator: " ").filter { $0.hasSuffix("…") && $0 != "…" }
                #expect(cut.allSatisfy { $0.count >= 5 }, "\(selected): \(header)")
            }
        }
    }
}
