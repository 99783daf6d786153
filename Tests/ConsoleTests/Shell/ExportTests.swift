// What a view shows, as a file.

import Synchronization
import TerminalUI
import Testing

@testable import Console
@testable import Engine

@Suite struct ExportTests {
    private let sheet = Sheet(
        columns: ["Name", "", "Name"],
        rows: [["a,b", "2\u{2009}155", "say \"x\""], ["ü", "", "two\nlines"]])

    @Test func eachFormatHoldsTheSameCells() {
        func text(_ format: ExportFormat) -> String {
            String(decoding: format.bytes(of: sheet), as: UTF8.self)
        }
        #expect(
            text(.csv)
                == "Name,column 2,Name 3\r\n\"a,b\",2155,\"say \"\"x\"\"\"\r\nü,,\"two\nlines\"\r\n"
        )
        #expect(
            text(.ndjson)
                == """
                {"Name":"a,b","column 2":"2155","Name 3":"say \\"x\\""}
                {"Name":"ü","column 2":"","Name 3":"two\\nlines"}

                """)
        #expect(text(.json).hasPrefix("[{\"Name\":\"a,b\""))
        #expect(ExportFormat(path: "a.b/x.CSV") == .csv && ExportFormat(path: "csv") == nil)
    }

    @Test func theTableWithTheCursorIsWrittenAsItIsShown() async {
        let files = MemoryFiles()
        var stage = await ConsoleStage { options in
            options.createFile = { .success(MemoryFile($0, files)) }
        }
        await stage.press(":export classes.csv<enter>")
        #expect(stage.text.contains("rows written to classes.csv"))
        let classes = files.text("classes.csv")
        #expect(classes.hasPrefix("entry,value\r\n"))
        #expect(classes.split(separator: "\r\n").count == stage.model.ontology.shown.count + 1)
        await stage.press("iErows.ndjson<enter>")
        let rows = files.text("rows.ndjson")
        #expect(rows.split(separator: "\n").count == ScriptedEngine.salesOrders.count)
        for line in rows.split(separator: "\n") { #expect(line.hasPrefix("{\"")) }
    }

    private static func numbered(
        _ count: Int, failing: Int? = nil, standingAt: Int? = nil
    ) -> RowSource {
        RowSource(columns: ["Name ↑", "Place"], total: count) { after in
            let first = after.flatMap { Int($0) } ?? 0
            // Until somebody stops it.
            while first == standingAt, !Task.isCancelled { await Task.yield() }
            if let failing, first >= failing {
                return .failure(EngineError(.engineUnreachable, "the link is cut"))
            }
            let end = min(first + 100, count)
            let rows = (first..<end).map { ["n\($0)", "\($0)"] }
            return .success(.init(rows: rows, next: end < count ? "\(end)" : nil))
        }
    }

    private func write(
        _ source: RowSource, _ format: ExportFormat,
        _ report: @escaping @Sendable (Progress) -> Void
    ) async -> (text: String, notice: Notice?) {
        let files = MemoryFiles()
        var export = RowExport(
            file: MemoryFile("f", files), format: format, report: report,
            now: { ScriptedEngine.now })
        guard case .told(let notice) = await export.write(source, to: "f") else { return ("", nil) }
        return (files.text("f"), notice)
    }

    @Test func rowsThatWereNotReadAreReadPageByPage() async {
        let told = Mutex<[Int]>([])
        let (text, notice) = await write(Self.numbered(250), .csv) { progress in
            told.withLock { $0.append(progress.done) }
        }
        let lines = text.split(separator: "\r\n")
        #expect(lines.count == 251 && lines[0] == "Name,Place" && lines[250] == "n249,249")
        #expect(notice?.text.hasPrefix("250 rows written to f") == true)
        #expect(told.withLock { $0 } == [100, 200, 250])
        let json = await write(Self.numbered(250), .json) { _ in }.text
        #expect(json.hasPrefix(#"[{"Name":"n0","Place":"0"},"#) && json.hasSuffix("}]\n"))
        #expect(await write(Self.numbered(0), .json) { _ in }.text == "[]\n")
    }

    @Test func whatBreaksOffLeavesNothing() async {
        let (text, notice) = await write(Self.numbered(1000, failing: 300), .csv) { _ in }
        #expect(text.isEmpty && notice?.text == "f: the link is cut")
        let task = Task { await write(Self.numbered(1000, standingAt: 300), .csv) { _ in } }
        task.cancel()
        let stopped = await task.value
        #expect(stopped.text.isEmpty && stopped.notice?.mood == .bad)
    }

    @Test func allInstancesAreWrittenAlsoThoseThatNobodyLookedAt() async {
        let files = MemoryFiles()
        var engine = ScriptedEngine()
        engine.count(of: "SalesOrder", as: OntologyPane.mostSorted + 1)
        var stage = await ConsoleStage(engine: engine) {
            $0.createFile = { .success(MemoryFile($0, files)) }
        }
        await stage.press("jjjjjjjicshipName<enter><esc>")
        // As if a page of 100 was all that came so far.
        stage.model.ontology.table.rows.removeLast(ScriptedEngine.salesOrders.count - 100)
        stage.model.ontology.table.next = "100"
        await stage.press(":export orders.csv<enter>")
        let lines = files.text("orders.csv").split(separator: "\r\n")
        #expect(lines.count == ScriptedEngine.salesOrders.count + 1)
        #expect(lines.first?.contains("freight") == true)
        #expect(lines.first?.contains("shipName") == false, "hidden columns stay out")
    }

    @Test func anEndThatIsNoFormatIsRefusedWhileItIsTyped() async {
        var stage = await ConsoleStage {
            $0.createFile = { _ in .failure(FileRefusal("must not be called")) }
        }
        await stage.press("Eout.txt<enter>")
        #expect(stage.text.contains("ends in .csv, .json or .ndjson"))
        guard case .prompt = stage.model.overlay else {
            Issue.record("the line was taken")
            return
        }
    }

    @Test func whatCouldNotBeWrittenIsSaid() async {
        var stage = await ConsoleStage {
            $0.createFile = { _ in .failure(FileRefusal("is there already")) }
        }
        await stage.press(":export a.json<enter>")
        #expect(stage.text.contains("✗ a.json: is there already"))
    }
}

/// Files that are kept in memory once they are whole.
private final class MemoryFiles: Sendable {
    private let whole = Mutex<[String: [UInt8]]>([:])

    func text(_ path: String) -> String {
        String(decoding: whole.withLock { $0[path] ?? [] }, as: UTF8.self)
    }

    func keep(_ bytes: [UInt8], as path: String) { whole.withLock { $0[path] = bytes } }
}

private final class MemoryFile: NewFileWriting {
    private let path: String
    private let files: MemoryFiles
    private let bytes = Mutex<[UInt8]>([])

    init(_ path: String, _ files: MemoryFiles) {
        self.path = path
        self.files = files
    }

    func append(_ more: [UInt8]) -> String? {
        bytes.withLock { $0 += more }
        return nil
    }

    func finish() -> String? {
        files.keep(bytes.withLock { $0 }, as: path)
        return nil
    }

    func drop() { bytes.withLock { $0 = [] } }
}
