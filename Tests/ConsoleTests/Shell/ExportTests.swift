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
        let written = Mutex<[String: String]>([:])
        var stage = await ConsoleStage { options in
            options.write = { path, bytes in
                written.withLock { $0[path] = String(decoding: bytes, as: UTF8.self) }
                return nil
            }
        }
        await stage.press(":export classes.csv<enter>")
        #expect(stage.text.contains("rows written to classes.csv"))
        let classes = written.withLock { $0["classes.csv"] } ?? ""
        #expect(classes.hasPrefix("entry,value\r\n"))
        #expect(classes.split(separator: "\r\n").count == stage.model.ontology.shown.count + 1)
        await stage.press("iErows.ndjson<enter>")
        let rows = written.withLock { $0["rows.ndjson"] } ?? ""
        #expect(rows.split(separator: "\n").count == stage.model.ontology.table.rows.count)
        for line in rows.split(separator: "\n") { #expect(line.hasPrefix("{\"")) }
    }

    @Test func anEndThatIsNoFormatIsRefusedWhileItIsTyped() async {
        var stage = await ConsoleStage { $0.write = { _, _ in "must not be called" } }
        await stage.press("Eout.txt<enter>")
        #expect(stage.text.contains("ends in .csv, .json or .ndjson"))
        guard case .prompt = stage.model.overlay else {
            Issue.record("the line was taken")
            return
        }
    }

    @Test func whatCouldNotBeWrittenIsSaid() async {
        var stage = await ConsoleStage { $0.write = { _, _ in "is there already" } }
        await stage.press(":export a.json<enter>")
        #expect(stage.text.contains("✗ a.json: is there already"))
    }
}
