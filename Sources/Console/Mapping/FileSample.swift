// The first rows of the file as the engine split them, and how it was read. The selected column is
// marked, and scrolled into view where not all fit.

import Engine
import TerminalUI

enum FileSample {
    static func draw(
        _ table: InferenceView.Table, key: [String], selected: Int, isTall: Bool,
        into screen: inout Screen,
        in rect: Rect
    ) {
        let isFound = table.key.map { Set($0.columns) == Set(key) } ?? false
        let defects = isFound ? table.key?.defects : nil
        let facts = isTall ? self.facts(table, key) : shortFacts(table, key, defects)
        guard !isTall else {
            var facts = facts.map { Span($0, .quiet) }
            facts[0].style = .text
            if let defects { facts.append(Span("▲ " + short(defects), .attention)) }
            for (line, fact) in facts.enumerated() {
                screen.put([fact], x: rect.x, y: rect.y + line, width: rect.width)
            }
            let room = rect.inset(top: facts.count + 1)
            return drawRows(table, selected, into: &screen, in: room)
        }
        // What the rows leave is theirs, and a third in any case.
        let rows = widths(table, rect.height - 1, screen).reduce(0) { $0 + $1 + 2 }
        let room = max(rect.width / 3, rect.width - rows)
        let width = min(room, facts.map { screen.width(of: $0) }.max() ?? 0)
        for (line, fact) in facts.prefix(rect.height).enumerated() {
            let isWarning = defects != nil && line == facts.count - 1
            screen.put(
                fact, x: rect.maxX - width, y: rect.y + line, width: width,
                style: isWarning ? .attention : .quiet, align: .right)
        }
        drawRows(table, selected, into: &screen, in: rect.inset(right: width + 2))
    }

    private static func facts(_ table: InferenceView.Table, _ columns: [String]) -> [String] {
        [
            (form(table) + [header(table)]).joined(separator: ", "),
            "\(Figure.count(table.rows)) rows, \(Figure.count(table.repairCount)) repaired",
            key(columns),
        ]
    }

    /// Beside the rows: one header row and nothing before it goes without saying, and the key stands at its column.
    private static func shortFacts(
        _ table: InferenceView.Table, _ columns: [String], _ defects: InferenceView.Key.Defects?
    ) -> [String] {
        let isUsual = table.headerRows == 1 && table.preambleRows == 0
        return [
            form(table).joined(separator: ", "),
            "\(Figure.count(table.rows)) rows, \(Figure.count(table.repairCount)) repaired",
            defects.map { "key: \(short($0))" }
                ?? (isUsual ? key(columns) : header(table)),
        ]
    }

    private static func form(_ table: InferenceView.Table) -> [String] {
        let names = ["\t": "tabs", ",": "commas", ";": "semicolons", "|": "bars", " ": "spaces"]
        let form = table.shape ?? names[table.delimiter] ?? table.delimiter
        return [form, table.hasEncoding ? table.encoding : ""].filter { !$0.isEmpty }
    }

    private static func header(_ table: InferenceView.Table) -> String {
        let rows = table.headerRows == 1 ? "1 header row" : "\(table.headerRows) header rows"
        return rows + (table.preambleRows == 0 ? "" : ", \(table.preambleRows) before")
    }

    private static func key(_ columns: [String]) -> String {
        let key = columns.joined(separator: " + ")
        return key.isEmpty ? "no key" : "key \(key)"
    }

    /// The first value that came twice, with its row; the rest stands with the column.
    private static func short(_ defects: InferenceView.Key.Defects) -> String {
        var parts: [String] = []
        if let first = defects.examples.first {
            let others = defects.examples.count > 1 ? ", …" : ""
            let times = first.count == 2 ? "twice" : "\(first.count) times"
            parts.append("\(first.text) \(times) (row \(Figure.count(first.firstRow)))\(others)")
        } else if defects.repeatedRows > 0 {
            parts.append("\(Figure.count(defects.repeatedRows)) rows repeat a value")
        }
        if defects.emptyRows > 0 { parts.append("\(Figure.count(defects.emptyRows)) without") }
        return parts.joined(separator: "; ")
    }

    /// What each column takes, with the rows that are shown.
    private static func widths(
        _ table: InferenceView.Table, _ rows: Int, _ screen: Screen
    ) -> [Int] {
        let shown = table.sample.prefix(max(0, rows))
        return table.columns.enumerated().map { index, column in
            let cells = shown.map { index < $0.count ? screen.width(of: $0[index]) : 0 }
            return min(max(cells.max() ?? 0, screen.width(of: column.name), 1), 16)
        }
    }

    private static let leastPart = 5

    private static func drawRows(
        _ table: InferenceView.Table, _ selected: Int, into screen: inout Screen, in rect: Rect
    ) {
        let names = table.columns.map(\.name)
        let shown = table.sample.prefix(max(0, rect.height - 1))
        let widths = widths(table, rect.height - 1, screen)
        var first = 0
        while first < selected,
            widths[first...min(selected, widths.count - 1)].reduce(0, { $0 + $1 + 2 }) > rect.width
        { first += 1 }
        var x = rect.x
        if first > 0 {
            for line in 0...shown.count {
                screen.put("…", x: x, y: rect.y + line, width: 1, style: .quiet)
            }
            x += 2
        }
        for index in first..<names.count where x < rect.maxX {
            let width = min(widths[index], rect.maxX - x)
            let isSelected = index == selected
            // Of a column that is cut to a few cells nothing can be read.
            guard isSelected || width >= min(widths[index], leastPart) else {
                screen.put("…", x: x, y: rect.y, width: 1, style: .quiet)
                break
            }
            screen.put(
                names[index], x: x, y: rect.y, width: width, style: isSelected ? .accent : .header)
            for (line, row) in shown.enumerated() where index < row.count {
                screen.put(
                    row[index], x: x, y: rect.y + line + 1, width: width,
                    style: isSelected ? .strong : .text)
            }
            x += width + 2
        }
    }
}
