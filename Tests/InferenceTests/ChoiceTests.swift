// What a person decides about reading a file holds against what inference would find.

import Inference
import Tables
import Testing

@Suite struct ChoiceTests {
    private func infer(_ bytes: [UInt8], _ choices: ReadingChoices) throws -> TableInference {
        let source = TableSource.bytes(bytes, name: "x.csv")
        return try InferenceRun.profile(TableInput(source, choices: choices)).0
    }

    @Test("Delimiter, quote, header and preamble are taken as they are given")
    func layout() throws {
        let text = Array("x;1,5|a\ny;2,5|b\nz;3,5|c\n".utf8)
        let found = try infer(text, ReadingChoices(delimiter: "|", quote: "", headerRows: 0))
        #expect(found.columns.count == 2)
        #expect(found.rowCount == 3)
        #expect(found.layout.dialect.quote == nil)
        let cut = try infer(text, ReadingChoices(delimiter: "|", headerRows: 1, preambleRows: 1))
        #expect(cut.columns.map(\.name) == ["y;2,5", "b"])
        #expect(cut.rowCount == 1)
    }

    @Test("An encoding is known by its usual names, and an unknown one is an error")
    func encoding() throws {
        let bytes: [UInt8] = Array("name,n\nM".utf8) + [0xFC] + Array("ller,1\n".utf8)
        for name in ["windows-1252", "latin1", "ISO-8859-1"] {
            let found = try infer(bytes, ReadingChoices(encoding: name, headerRows: 1))
            #expect(found.sample.first?.first == "Müller")
        }
        #expect(throws: TableError.self) { try infer(bytes, ReadingChoices(encoding: "klingon")) }
    }

    @Test("A type by decision lists the cells that do not fit it")
    func types() throws {
        let text = Array("id,due,n\n01,01/02/2024,1\n02,03/02/2024,x\n03,13/02/2024,3\n".utf8)
        let found = try infer(
            text,
            ReadingChoices(types: ["id": "integer", "due": "date:dd/MM/yyyy", "n": "integer"]))
        #expect(found.columns.map(\.reading.base) == [.integer, .date, .integer])
        #expect(found.columns.map(\.confidence) == [1, 1, 1])
        #expect(found.columns[1].statistics.minimum == "2024-02-01")
        #expect(found.columns[2].contradictions.map(\.text) == ["x"])
        #expect(throws: TableError.self) {
            try infer(text, ReadingChoices(types: ["nobody": "date"]))
        }
        #expect(throws: TableError.self) {
            try infer(text, ReadingChoices(types: ["id": "colour"]))
        }
    }
}
