// The tables as a plain reader sees them, and joins over them by comparing texts. Shares no code with the engine's
// own reading and inference, so that it can contradict them.

internal import Foundation

/// One file: its columns and its rows as they are written.
package struct RawTable: Sendable {
    package var file: String
    package var columns: [String]
    package var rows: [[String]]

    /// Comma-separated with quotes, a header in the first record.
    package init(path: String) throws {
        file = String(path.split(separator: "/").last ?? "")
        var records = RawTable.records(
            try String(contentsOf: URL(fileURLWithPath: path), encoding: .utf8))
        columns = records.isEmpty ? [] : records.removeFirst()
        rows = records
    }

    /// The cells of some columns; nil when one of them is empty.
    package func cells(_ row: [String], _ names: [String]) -> [String]? {
        var cells: [String] = []
        for name in names {
            guard let index = columns.firstIndex(of: name), index < row.count else { return nil }
            let cell = row[index].trimmingCharacters(in: .whitespaces)
            if cell.isEmpty || cell == "NULL" || cell == "\\N" { return nil }
            // An identifier that went through a float in one of the files: `12.0` names what `12` names.
            let whole = cell.dropLast(2)
            let isFloat = cell.hasSuffix(".0") && whole.allSatisfy { $0.isASCII && $0.isNumber }
            cells.append(isFloat ? String(whole) : cell)
        }
        return cells
    }

    private static func records(_ text: String) -> [[String]] {
        var records: [[String]] = []
        var record: [String] = []
        var cell = ""
        var isQuoted = false
        var characters = Array(text.unicodeScalars)[...]
        if characters.first == "\u{FEFF}" { characters.removeFirst() }
        func endRecord() {
            record.append(cell)
            if record != [""] { records.append(record) }
            (record, cell) = ([], "")
        }
        while let character = characters.popFirst() {
            switch character {
            case "\"" where isQuoted && characters.first == "\"":
                cell.unicodeScalars.append("\"")
                characters.removeFirst()
            case "\"": isQuoted.toggle()
            case "," where !isQuoted:
                record.append(cell)
                cell = ""
            case "\n" where !isQuoted: endRecord()
            case "\r" where !isQuoted: break
            default: cell.unicodeScalars.append(character)
            }
        }
        if !cell.isEmpty || !record.isEmpty { endRecord() }
        return records
    }
}

/// A link between two tables by equal cells.
package struct RawLink: Sendable {
    package var from: String
    package var predicate: String
    package var to: String
    package var sourceColumns: [String]
    package var targetColumns: [String]

    package init(
        from: String, predicate: String, to: String, sourceColumns: [String],
        targetColumns: [String]
    ) {
        self.from = from
        self.predicate = predicate
        self.to = to
        self.sourceColumns = sourceColumns
        self.targetColumns = targetColumns
    }
}

/// Tables by the class that was made of them.
package struct RawTables: Sendable {
    package var tables: [String: RawTable] = [:]
    /// The key columns of each class.
    package var keys: [String: [String]] = [:]
    package var links: [RawLink] = []

    package init() {}

    package func id(_ name: String, _ row: Int) -> String? {
        guard let table = tables[name], let key = keys[name] else { return nil }
        return table.cells(table.rows[row], key).map { name + "/" + $0.joined(separator: "~") }
    }

    /// Rows by the cells of some columns.
    package func index(_ name: String, _ columns: [String]) -> [[String]: [Int]] {
        guard let table = tables[name] else { return [:] }
        var index: [[String]: [Int]] = [:]
        for (number, row) in table.rows.enumerated() {
            if let cells = table.cells(row, columns) { index[cells, default: []].append(number) }
        }
        return index
    }

    /// How many rows name a target, and how many of these targets are not there (or not only once).
    package func count(_ link: RawLink) -> (edges: Int, unresolved: Int) {
        let targets = index(link.to, link.targetColumns)
        var (edges, unresolved) = (0, 0)
        for (cells, rows) in index(link.from, link.sourceColumns) {
            edges += rows.count
            if targets[cells]?.count != 1 { unresolved += rows.count }
        }
        return (edges, unresolved)
    }
}

/// One hop of a join: along a link, or against it.
package struct RawHop: Sendable {
    package var link: RawLink
    package var isAgainst: Bool

    package init(link: RawLink, isAgainst: Bool) {
        self.link = link
        self.isAgainst = isAgainst
    }
}

extension RawTables {
    /// Every way through the hops: the node ids in order. Only targets that are there count.
    package func paths(from start: String, _ hops: [RawHop]) -> [[String]] {
        guard let table = tables[start] else { return [] }
        var paths = table.rows.indices.map { ([$0], [start]) }
        for hop in hops {
            let link = hop.link
            let (own, other) =
                hop.isAgainst
                ? (link.targetColumns, link.sourceColumns)
                : (link.sourceColumns, link.targetColumns)
            let (name, next) = hop.isAgainst ? (link.to, link.from) : (link.from, link.to)
            let ends = index(next, other)
            paths = paths.flatMap { rows, names -> [([Int], [String])] in
                guard let table = tables[name], let last = rows.last,
                    let cells = table.cells(table.rows[last], own)
                else { return [] }
                return (ends[cells] ?? []).map { (rows + [$0], names + [next]) }
            }
        }
        return paths.compactMap { rows, names in
            let ids = zip(names, rows).compactMap { id($0, $1) }
            return ids.count == rows.count ? ids : nil
        }
    }
}
