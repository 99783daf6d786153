// How a file is split into rows and cells, where a person knows better: a form whose empty fields mean what the engine
// found. The engine then reads the file anew.

import Engine
import Tables
import TerminalUI

extension MappingPane {
    static func dialectForm(_ table: InferenceView.Table, _ state: State) -> PaneReply<Message> {
        let reading = state.decisions.readings[table.file]
        let isBook = table.file.lowercased().contains(".xlsx")
        var fields: [Form.Field] = [
            .init(
                "Header rows", text: reading?.headerRows.map { "\($0)" } ?? "",
                placeholder: "\(table.headerRows)"),
            .init(
                "Lines above", text: reading?.preambleRows.map { "\($0)" } ?? "",
                placeholder: "\(table.preambleRows)"),
        ]
        if isBook {
            fields.append(
                .init(
                    "Sheet", text: state.decisions.readings[fileName(of: table)]?.sheet ?? "",
                    placeholder: "all; a name or number"))
        } else {
            fields += [
                .init(
                    "Delimiter", text: reading?.delimiter ?? "",
                    placeholder: table.delimiter == "\t" ? "tab" : table.delimiter),
                .init("Encoding", text: reading?.encoding ?? "", placeholder: table.encoding),
                .init("Quote", text: reading?.quote ?? "", placeholder: "as found"),
            ]
        }
        let form = Form(
            title: "Read \(table.file)", text: "What is left empty stays as the engine finds it.",
            fields: fields,
            keys: [.init("⏎", "read anew"), .init("↑↓", "field"), .init("Esc", "cancel")])
        let file = table.file
        return .asking(
            FormRequest(
                form, check: { values in problems(values, isBook: isBook) },
                submit: { .dialectTyped(file: file, $0) }))
    }

    private static func problems(_ values: [String], isBook: Bool) -> [String?] {
        let numbers = values.prefix(2).map { text in
            text.isEmpty || (0...1000).contains(Int(text) ?? -1) ? nil : "a number up to 1000"
        }
        guard !isBook, values.count == 5 else { return numbers + [nil] }
        let encoding = values[3].trimmingSpaces
        let isKnown = encoding.isEmpty || TextEncoding(named: encoding) != nil
        return numbers + [
            nil, isKnown ? nil : "no such encoding: utf-8, cp1252 …",
            values[4].count > 1 ? "one mark" : nil,
        ]
    }

    /// Empty: as found.
    static func takeDialect(_ state: inout State, _ file: String, _ values: [String]) {
        guard let table = state.tables.first(where: { $0.file == file }) else { return }
        let isBook = values.count == 3
        let name = fileName(of: table)
        func text(_ index: Int) -> String? { values[index].isEmpty ? nil : values[index] }
        state.decisions.read(file) { reading in
            reading.headerRows = text(0).flatMap { Int($0) }
            reading.preambleRows = text(1).flatMap { Int($0) }
            guard !isBook else {
                if name == file { reading.sheet = text(2) }
                return
            }
            reading.delimiter = text(2)
            reading.encoding = text(3)?.trimmingSpaces
            reading.quote = text(4)
        }
    }

    /// `book.xlsx` of `book.xlsx#Orders`.
    static func fileName(of table: InferenceView.Table) -> String {
        table.file.split(separator: "#").first.map(String.init) ?? table.file
    }
}
