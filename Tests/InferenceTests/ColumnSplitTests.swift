// Columns that a person cuts: their parts are columns like any other.

import Inference
import Tables
import Testing

@Suite struct ColumnSplitTests {
    private func infer(_ text: String, _ splits: [ColumnSplit], types: [String: String] = [:])
        throws -> TableInference
    {
        let source = TableSource.bytes(Array(text.utf8), name: "x.csv")
        let choices = ReadingChoices(types: types, splits: splits)
        return try InferenceRun.profile(TableInput(source, choices: choices)).0
    }

    @Test("The last part takes the rest, missing ones are empty")
    func parts() {
        let split = ColumnSplit(column: "a", separator: "-", into: ["x", "y", "z"])
        #expect(split.parts(of: "1-2-3-4") == ["1", "2", "3-4"])
        #expect(split.parts(of: "1") == ["1", "", ""])
        #expect(split.parts(of: "") == ["", "", ""])
        #expect(split.parts(of: "é-日") == ["é", "日", ""])
    }

    @Test("The parts are judged like columns of the file, quoted or not")
    func judged() throws {
        let text = "id,span\n1,10/2024-01-05\n2,\"11/2024-02-06\"\n3,12/2024-03-07\n4,x\n"
        let cut = ColumnSplit(column: "span", separator: "/", into: ["count", "day"])
        let table = try infer(text, [cut], types: ["count": "integer"])
        #expect(table.columns.map(\.name) == ["id", "span", "count", "day"])
        #expect(table.columns[2].reading.base == .integer)
        #expect(table.columns[2].contradictions.map(\.text) == ["x"])
        #expect(table.columns[3].reading.base == .date)
        #expect(table.columns[3].statistics.nulls == 1)
        #expect(table.sample.first == ["1", "10/2024-01-05", "10", "2024-01-05"])
        #expect(table.extended(["9", "7/b"]) == ["9", "7/b", "7", "b"])
    }

    @Test(
        "A cut that cannot be is refused with its reason",
        arguments: [
            ColumnSplit(column: "nobody", separator: ",", into: ["a", "b"]),
            ColumnSplit(column: "span", separator: "", into: ["a", "b"]),
            ColumnSplit(column: "span", separator: ",", into: ["a"]),
            ColumnSplit(column: "span", separator: ",", into: ["id", "b"]),
        ])
    func refused(_ split: ColumnSplit) {
        #expect(throws: TableError.self) { try infer("id,span\n1,a-b\n2,c-d\n", [split]) }
    }
}
