// JSON Lines: columns are the names of all lines, values keep their text, bad lines are refused.

import Tables
import Testing

@Suite struct JSONLinesTests {
    @Test("All names become columns, and a line that is no object is a refused row")
    func lines() throws {
        let text = """
            {"id": 1, "name": "a,\\"b", "tags": ["x", 1]}
            {"id": 12345678901234567890, "more": {"k": null}}

            [1, 2]
            {"name": "line\\nend", "id": 3.50}
            """
        let source = TableSource.bytes(Array(text.utf8), name: "x.txt")
        let probe = try SourceProbe(source)
        guard case .jsonLines(let lines) = probe.storage.conversion else {
            Issue.record("not taken for JSON Lines")
            return
        }
        #expect(lines.columns == ["id", "name", "tags", "more"])
        let layout = TableLayout(
            dialect: try #require(probe.storage.fixedDialect), columns: lines.columns)
        let reader = try TableReader(source, storage: probe.storage, layout: layout)
        var rows: [TableRow] = []
        while let row = try reader.next() { rows.append(row) }
        #expect(
            rows.map(\.cells) == [
                ["1", "a,\"b", "[\"x\",1]", ""], ["12345678901234567890", "", "", "{\"k\":null}"],
                ["[1, 2]", "", "", ""], ["3.50", "line\nend", "", ""],
            ])
        #expect(rows.map(\.line) == [1, 2, 4, 5])
        #expect(rows.map(\.isRejected) == [false, false, true, false])
    }

    @Test("A text that begins with a brace is still delimited text")
    func notJSON() throws {
        let source = TableSource.bytes(Array("{a},b\n{c},d\n".utf8), name: "x.csv")
        #expect(try SourceProbe(source).storage.conversion == nil)
    }
}
