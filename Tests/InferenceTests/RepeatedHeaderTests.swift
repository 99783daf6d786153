// Files that were put behind each other bring their header along, and sometimes a byte order mark: neither makes the
// table headerless, and the header is no row.

import Tables
import Testing

@testable import Inference

@Suite struct RepeatedHeaderTests {
    private static let head = "sample,result,unit,flag,measured"
    private static let first = (1...5).map { "S-00\($0),\($0).5,mg/l,yes,2024-03-0\($0) 08:15" }
    private static let second = (6...9).map { "S-00\($0),\($0).5,mg/l,no,2024-03-0\($0) 08:15" }

    private func inferred(_ lines: [String]) throws -> TableInference {
        let text = lines.joined(separator: "\n") + "\n"
        let file = TableInput(.bytes(Array(text.utf8), name: "lab.csv"))
        return try #require(try InferenceRun.infer(files: [file]).tables.first)
    }

    @Test(arguments: ["", "\u{FEFF}"])
    func `a header that comes again among a few rows is a header both times`(mark: String) throws {
        let table = try inferred(
            [mark + Self.head] + Self.first + [mark + Self.head] + Self.second)
        #expect(table.layout.headerRows == 1)
        #expect(table.layout.columns == ["sample", "result", "unit", "flag", "measured"])
        #expect(table.rowCount == 9)
        #expect(table.issues.count(.repeatedHeader) == 1)
        #expect(
            table.columns.map(\.reading.base) == [.string, .decimal, .string, .boolean, .datetime])
    }

    @Test func `rows of words that come again are rows where there is no header`() throws {
        let lines = [
            "a1,red,x9", "b2,blue,y8", "a1,red,x9", "c3,red,y8", "a1,red,x9", "d4,blue,x9",
        ]
        let table = try inferred(lines)
        #expect(table.layout.headerRows == 0)
        #expect(table.rowCount == 6)
    }
}
