// Files with trouble out of real life are read as they ought to be: layout, types, values and what is reported.

import JSONText
import Tables
import Testing

@testable import Inference

@Suite(.enabled(if: FieldCase.areThere, "SPICE_TEST_SHARED is not set: see the line before"))
struct FieldTests {
    @Test("The layout is the right one", arguments: FieldCase.all)
    func layout(_ field: FieldCase) throws {
        let found = try FieldReading.of(field).table
        let right = field.expected
        let dialect = found.layout.dialect
        if let delimiter = right["delimiter"]?.string {
            #expect(dialect.delimiter == delimiter)
            #expect(found.layout.headerRows == right["header_rows"]?.integer)
            #expect(found.layout.preambleLines == right["preamble_rows"]?.integer)
            #expect(found.layout.footerLines == right["footer_rows"]?.integer)
        }
        if let quote = right["quote"]?.string { #expect((dialect.quote ?? "") == quote) }
        if let encoding = right["encoding"]?.string {
            let name = found.storage.encoding.rawValue.replacing("-sig", with: "")
            #expect(name == encoding.replacing("-sig", with: ""))
        }
        let names = found.columns.map(\.name)
        if right["unique_names"]?.bool == true {
            #expect(Set(names.map { $0.lowercased() }).count == names.count)
        }
        for (name, part) in zip(names, right["name_contains"]?.array ?? []) {
            #expect(name.contains(part.string ?? ""))
        }
        let rows = [right["n_rows"]?.integer].compactMap(\.self) + field.integers("accept_n_rows")
        #expect(rows.contains(try FieldReading.of(field).rows.count))
    }

    @Test("Columns are what they are, and what stays open is said", arguments: FieldCase.all)
    func columns(_ field: FieldCase) throws {
        let found = try FieldReading.of(field).table.columns
        let counts = [field.columns.count] + field.integers("accept_n_columns")
        #expect(counts.contains(found.count))
        for (column, right) in zip(found, field.columns) {
            let reading = column.reading
            if let name = right.name { #expect(column.name == name) }
            #expect(!column.name.isEmpty)
            #expect(right.bases.contains(reading.base.rawValue), "\(column.name)")
            if let meanings = right.meanings {
                #expect(meanings.contains(reading.semantic?.rawValue), "\(column.name)")
            }
            if let format = right.format {
                #expect(reading.format.map(plain) == plain(format), "\(column.name)")
            }
            if !right.nulls.isEmpty {
                #expect(right.nulls.contains(column.statistics.nulls), "\(column.name)")
            }
            let offered = ([reading.format] + column.alternatives.map(\.format)).compactMap(\.self)
            for format in right.ambiguous {
                #expect(offered.map(plain).contains(plain(format)), "\(column.name)")
                #expect(column.confidence < 0.95, "\(column.name)")
            }
        }
    }

    @Test("Cells are worth what they ought to be after import", arguments: FieldCase.all)
    func values(_ field: FieldCase) throws {
        let reading = try FieldReading.of(field)
        for name in ["values", "instants"] {
            for item in field.expected[name]?.array ?? [] {
                let row = try #require(item.array?[0].integer)
                let column = try #require(item.array?[1].integer)
                let text = try #require(item.array?[2].string)
                try #require(reading.rows.indices.contains(row))
                let cell = reading.rows[row].cells[column]
                let value = try reading.table.columns[column].reading.parse(cell).plainText
                if name == "values" {
                    #expect(value == text, "row \(row) column \(column)")
                } else {
                    #expect(FieldReading.instant(value) == FieldReading.instant(text + "Z"))
                }
            }
        }
    }

    @Test("What is wrong is named, with its line or its column", arguments: FieldCase.all)
    func reports(_ field: FieldCase) throws {
        let reading = try FieldReading.of(field)
        for report in field.expected["reports"]?.array ?? [] {
            let about = report["about"]?.string ?? ""
            if let line = report["line"]?.integer {
                #expect(reading.reportedLines.contains(line), "line \(line), \(about)")
            }
            if let column = report["column"]?.integer {
                let told = reading.table.columns[column]
                #expect(told.evidence.contains { $0.contains(about) }, "column \(column), \(about)")
            }
        }
    }

    /// Quotes and doubled letters make no difference between patterns.
    private func plain(_ pattern: String) -> String {
        var text = ""
        for letter in pattern where letter != "'" {
            if letter.isLetter, text.last == letter { continue }
            text.append(letter)
        }
        while let last = text.last, last == "." || last == " " { text.removeLast() }
        return text
    }
}
