// Reads a delimited file as a table: streams its data rows at flat memory and reports whatever it
// mends or refuses. Single pass, one task. Rows come in file order; preamble, header and footer are
// not rows.

/// The rows of one table.
package final class TableReader {
    package let layout: TableLayout
    /// What was mended, refused or left out so far; complete after the last row.
    package private(set) var issues = TableIssues()
    /// Data rows handed out so far, refused ones included.
    package internal(set) var rowCount = 0

    /// Bytes of the text that were gone through so far.
    package var bytesRead: Int { scanner.base + scanner.start }

    var scanner: RecordScanner
    private let stream: any ByteStream
    let path: String
    /// The header rows as they stand.
    package let headerCells: [[String]]
    private let comment: [UInt8]?
    var record: Int
    /// Records that may turn out to be the footer.
    var held: [RawRecord] = []
    private var isDrained = false
    /// Nil where every record needs a closer look.
    var blockScan: BlockScan?
    /// Blocks have come so near to the footer that records are held back.
    var holdsBack = false

    /// Opens `source`, stored as a probe has found. `watch` sees all the bytes. Errors as `SourceProbe`.
    package convenience init(
        _ source: TableSource, storage: TableStorage, layout: TableLayout, watch: SourceWatch? = nil
    ) throws(TableError) {
        try self.init(
            storage.open(source, watch), path: source.path, layout: layout,
            firstLine: storage.firstLine,
            isConverted: storage.conversion != nil)
    }

    /// Reads decoded text. `isConverted`: it was made of another kind of file.
    init(
        _ stream: any ByteStream, path: String, layout: TableLayout, firstLine: Int = 1,
        isConverted: Bool = false
    ) throws(TableError) {
        self.layout = layout
        self.path = path
        self.stream = stream
        comment = layout.dialect.comment.map { Array($0.utf8) }
        var scanner = RecordScanner(stream, layout.dialect, firstLine: firstLine)
        for (index, text) in try scanner.skipLines(layout.preambleLines).enumerated() {
            issues.add(
                TableIssue(
                    kind: .preamble, action: .skipped, line: index + firstLine, offset: 0,
                    reason: text))
        }
        var headers: [[String]] = []
        while headers.count < layout.headerRows, var raw = try scanner.next() {
            if raw.isBlank { continue }
            headers.append(raw.takeCells())
            for note in stream.takeNotes(through: raw.line) {
                issues.add(TableIssue(note, record: nil, offset: raw.offset))
            }
        }
        headerCells = headers
        record = headers.count
        self.scanner = scanner
        if !isConverted, layout.firstColumn == 0 {
            blockScan = BlockScan(
                layout.dialect, width: layout.columns.count, header: headers.last ?? [])
        }
    }

    /// Probes and opens `source` in one step.
    package static func open(
        _ source: TableSource, layout: TableLayout
    ) throws(TableError) -> TableReader {
        try TableReader(source, storage: SourceProbe(source).storage, layout: layout)
    }

    /// The next data row, refused rows included; nil at the end. Errors: unreadable, corrupt,
    /// cancelled.
    package func next() throws(TableError) -> TableRow? {
        while let raw = try nextRecord() {
            if Task.isCancelled { throw .cancelled(path: path) }
            if let row = row(raw) { return row }
        }
        return nil
    }

    /// Holds back as many records as the footer has lines, and drops those that begin in it.
    func nextRecord() throws(TableError) -> RawRecord? {
        guard layout.footerLines > 0 else { return try scanner.next() }
        while !isDrained, held.count <= layout.footerLines {
            if let raw = try scanner.next() {
                held.append(raw)
            } else {
                isDrained = true
                dropFooter()
            }
        }
        return held.isEmpty ? nil : held.removeFirst()
    }

    private func dropFooter() {
        guard let last = held.last else { return }
        let firstFooterLine = last.line + last.lineCount - layout.footerLines
        for var raw in held where raw.line >= firstFooterLine {
            let text = raw.takeCells().joined(separator: layout.dialect.delimiter)
            issues.add(
                TableIssue(
                    kind: .footer, action: .skipped, line: raw.line, offset: raw.offset,
                    reason: text))
        }
        held.removeAll { $0.line >= firstFooterLine }
    }

    func row(_ raw: RawRecord) -> TableRow? {
        var raw = raw
        let notes = stream.takeNotes(through: raw.line)
        if raw.isBlank {
            skip(raw, .blankLine, "blank line")
            return nil
        }
        if let comment, raw.bytes.starts(with: comment), raw.ends[0] >= comment.count {
            skip(raw, .comment, String(decoding: raw.bytes, as: UTF8.self))
            return nil
        }
        var cells = raw.takeCells()
        if layout.firstColumn > 0 { cells.removeFirst(min(layout.firstColumn, cells.count)) }
        if isRepeatedHeader(cells) {
            skip(raw, .repeatedHeader, "the header again")
            return nil
        }
        record += 1
        rowCount += 1
        var row = TableRow(cells: cells, line: raw.line, record: record, offset: raw.offset)
        note(raw.faults, in: &row)
        row.issues += notes.map { TableIssue($0, record: record, offset: raw.offset) }
        fit(&row)
        issues.addRow(row.issues)
        return row
    }

    private func skip(_ raw: RawRecord, _ kind: TableIssue.Kind, _ reason: String) {
        issues.add(
            TableIssue(
                kind: kind, action: .skipped, line: raw.line, offset: raw.offset, reason: reason))
    }

    /// A row of the same texts as the last header row, in a table of more than one column. Files that were put behind
    /// each other have a byte order mark before it.
    private func isRepeatedHeader(_ cells: [String]) -> Bool {
        guard let header = headerCells.last, header.count > 1, let first = cells.first else {
            return false
        }
        var cells = cells
        if first.unicodeScalars.first == "\u{FEFF}" {
            cells[0] = String(first.unicodeScalars.dropFirst())
        }
        guard cells[...] == header[layout.firstColumn...] else { return false }
        return cells.contains { !$0.isEmpty }
    }

    private func note(_ faults: RawRecord.Faults, in row: inout TableRow) {
        if faults.contains(.nul) { add(.nul, "NUL characters taken out", to: &row) }
        if faults.contains(.invalidText) {
            add(.invalidText, "bytes that do not decode, shown as \u{FFFD}", to: &row)
        }
        if faults.contains(.unclosedQuote) {
            add(.unclosedQuote, "a quote is never closed", to: &row)
        }
        if faults.contains(.strayQuote) { add(.strayQuote, "text after a closing quote", to: &row) }
    }

    private func add(
        _ kind: TableIssue.Kind, _ reason: String, action: TableIssue.Action = .repaired,
        to row: inout TableRow
    ) {
        row.issues.append(
            TableIssue(
                kind: kind, action: action, line: row.line, record: row.record, offset: row.offset,
                reason: reason))
    }

    /// Brings the row to the width of the table.
    private func fit(_ row: inout TableRow) {
        let width = layout.columns.count
        let count = row.cells.count
        if count < width {
            // What is refused anyway is not mended too.
            let isRefused = row.issues.contains { $0.action == .rejected }
            if !isRefused { add(.short, "\(count) cells instead of \(width)", to: &row) }
            row.cells += Array(repeating: "", count: width - count)
        } else if count > width {
            guard row.cells[width...].allSatisfy(\.isEmpty) else {
                add(.long, "\(count) cells instead of \(width)", action: .rejected, to: &row)
                return
            }
            row.cells.removeSubrange(width...)
            // Noted once: it is the habit of the whole file.
            if !layout.hasTrailingDelimiter || issues.count(.trailingDelimiter) == 0 {
                add(.trailingDelimiter, "an empty cell after the last column", to: &row)
            }
        }
    }
}
