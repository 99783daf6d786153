// Writing what a view shows into a file: the table or tree with the cursor, with its filter, order and
// columns, all rows that the console holds, and whole texts where the screen cuts them.

import Engine
import JSONText
package import TerminalUI

package enum ExportFormat: String, CaseIterable, Sendable {
    case csv, json, ndjson

    /// By the end of a path; nil when it says none of them.
    package init?(path: String) {
        guard let dot = path.lastIndex(of: ".") else { return nil }
        self.init(rawValue: path[path.index(after: dot)...].lowercased())
    }

    package func bytes(of sheet: Sheet) -> [UInt8] {
        let names = Self.names(sheet.columns)
        switch self {
        case .csv:
            let lines = ([names] + sheet.rows).map { row in
                row.map { Self.quoted(Self.plain($0)) }.joined(separator: ",")
            }
            return Array((lines.joined(separator: "\r\n") + "\r\n").utf8)
        case .ndjson:
            return sheet.rows.flatMap { Self.object($0, names).bytes + [UInt8(ascii: "\n")] }
        case .json:
            return JSON.array(sheet.rows.map { Self.object($0, names) }).bytes
                + [UInt8(ascii: "\n")]
        }
    }

    private static func object(_ row: [String], _ names: [String]) -> JSON {
        .object(JSONObject(zip(names, row).map { ($0, .string(plain($1))) }))
    }

    /// Every column has a name of its own.
    private static func names(_ titles: [String]) -> [String] {
        var taken: Set<String> = []
        return titles.enumerated().map { index, title in
            let base = title.isEmpty ? "column \(index + 1)" : title
            let name = taken.contains(base) ? "\(base) \(index + 1)" : base
            taken.insert(name)
            return name
        }
    }

    /// Without the thin spaces that group digits for the eye.
    static func plain(_ text: String) -> String {
        String(text.filter { $0 != "\u{2009}" && $0 != "\u{202F}" })
    }

    private static func quoted(_ text: String) -> String {
        let needsQuotes = text.contains { $0 == "," || $0 == "\"" || $0.isNewline }
        return needsQuotes ? "\"" + text.replacing("\"", with: "\"\"") + "\"" : text
    }
}

extension Console {
    func exportPrompt() -> Prompt<ConsoleMessage> {
        var prompt = Prompt<ConsoleMessage>(
            "export to", placeholder: "a file that ends in .csv, .json or .ndjson"
        ) { .exportWanted($0) }
        prompt.check = { text in
            text.isEmpty || ExportFormat(path: text) != nil
                ? nil : "ends in .csv, .json or .ndjson"
        }
        return prompt
    }

    /// The table with the cursor; without one the first; without any the lines of the body.
    package func sheet(_ model: ConsoleModel) -> Sheet {
        var screen = Screen(Viewport(size: model.size))
        screen.sheets = []
        let zones = Zones(model.size)
        model.pane.binding.draw(model, zones, &screen, context(model))
        let sheets = screen.sheets ?? []
        if let sheet = sheets.first(where: \.isFocused) ?? sheets.first { return sheet }
        let lines = (zones.body.y..<zones.body.maxY).map { [screen.plainRow($0)] }
        return Sheet(columns: ["line"], rows: lines.filter { $0 != [""] })
    }

    func export(_ path: String, _ model: inout ConsoleModel) -> [Effect<ConsoleMessage>] {
        guard let write = options.write, let format = ExportFormat(path: path) else {
            model.notice = Notice("this console cannot write files", .attention)
            return []
        }
        let (shown, console) = (model, self)
        let job = JobRequest<ConsoleMessage>(title: "export \(path)") { _ in
            let sheet = console.sheet(shown)
            let bytes = format.bytes(of: sheet)
            switch write(path, bytes) {
            case nil:
                let rows = Figure.count(sheet.rows.count)
                let size = Figure.bytes(bytes.count)
                return .told(Notice("\(rows) rows written to \(path) (\(size))", .good))
            case let problem?: return .told(Notice("\(path): \(problem)", .bad))
            }
        }
        return [begin(job, &model)]
    }
}
