// How rows are written into a file: CSV, a list of JSON objects, or one object a line.

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
        return head(names) + rows(sheet.rows, names, isFirst: true) + tail
    }

    /// What stands before the first row.
    package func head(_ names: [String]) -> [UInt8] {
        switch self {
        case .csv: Self.line(names)
        case .ndjson: []
        case .json: [UInt8(ascii: "[")]
        }
    }

    /// Rows under these names; `isFirst`: nothing stands before them.
    package func rows(_ rows: [[String]], _ names: [String], isFirst: Bool) -> [UInt8] {
        var bytes: [UInt8] = []
        for (index, row) in rows.enumerated() {
            switch self {
            case .csv: bytes += Self.line(row.map(Self.plain))
            case .ndjson: bytes += Self.object(row, names).bytes + [UInt8(ascii: "\n")]
            case .json:
                if !isFirst || index > 0 { bytes.append(UInt8(ascii: ",")) }
                bytes += Self.object(row, names).bytes
            }
        }
        return bytes
    }

    /// What stands behind the last row.
    package var tail: [UInt8] { self == .json ? Array("]\n".utf8) : [] }

    private static func line(_ cells: [String]) -> [UInt8] {
        Array((cells.map(quoted).joined(separator: ",") + "\r\n").utf8)
    }

    private static func object(_ row: [String], _ names: [String]) -> JSON {
        .object(JSONObject(zip(names, row).map { ($0, .string(plain($1))) }))
    }

    /// Every column has a name of its own, without the arrow of the order.
    package static func names(_ titles: [String]) -> [String] {
        var taken: Set<String> = []
        return titles.enumerated().map { index, title in
            let isOrdered = title.hasSuffix(" ↑") || title.hasSuffix(" ↓")
            let bare = isOrdered ? String(title.dropLast(2)) : title
            let base = bare.isEmpty ? "column \(index + 1)" : bare
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
