// JSON Lines as delimited text: a header of all names, then one record a line. A line that is no
// object becomes a record that readers refuse.

import JSONText

/// The text of a JSON Lines file.
final class JSONLinesStream: ByteStream {
    private let lines: JSONLines
    private var cutter: LineCutter
    private var line = 0
    private var hasHeader = false
    private var pending: [LineNote] = []

    init(_ source: any ByteStream, _ lines: JSONLines) {
        self.lines = lines
        cutter = LineCutter(source)
    }

    func next() throws(TableError) -> [UInt8]? {
        var output: [UInt8] = []
        if !hasHeader {
            hasHeader = true
            write(lines.columns, to: &output)
        }
        while output.count < chunkSize, let text = try cutter.next() {
            line += 1
            convert(text, to: &output)
        }
        return output.isEmpty ? nil : output
    }

    private func convert(_ text: [UInt8], to output: inout [UInt8]) {
        guard text.contains(where: { $0 > 0x20 }) else {
            output.append(0x0A)
            return
        }
        guard let object = JSONLines.object(text) else {
            pending.append(
                LineNote(
                    line: line, kind: .notJSON, action: .rejected,
                    reason: "the line is no JSON object"))
            write([String(decoding: text, as: UTF8.self)], to: &output)
            return
        }
        write(lines.columns.map { Self.text(object[$0] ?? .null) }, to: &output)
    }

    private static func text(_ value: JSON) -> String {
        switch value {
        case .null: ""
        case .string(let text): text
        default: String(decoding: value.bytes, as: UTF8.self)
        }
    }

    private func write(_ cells: [String], to output: inout [UInt8]) {
        DelimitedWriter(SheetStream.dialect, quotesAll: true).write(cells, to: &output)
    }

    func takeNotes(through line: Int) -> [LineNote] {
        let split = pending.firstIndex { $0.line > line } ?? pending.count
        defer { pending.removeFirst(split) }
        return Array(pending[..<split])
    }
}
