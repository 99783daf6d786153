// A sheet as delimited text: one record a row of the sheet, unit separators between the cells, raw
// values. What is merged, hidden, erroneous or not computed is noted by its line.

/// A remark on a line of a stream that has no text of its own for it.
struct LineNote: Hashable, Sendable {
    var line: Int
    var kind: TableIssue.Kind
    var action: TableIssue.Action
    var reason: String
}

/// The text of one part of a workbook.
final class SheetStream: ByteStream {
    static let dialect = Dialect(
        delimiter: "\u{1F}", quote: "\"", escape: .doubling, lineEnd: "\n", countsRecords: true)

    private let part: SheetPart
    private let path: String
    private let reader: XMLReader?
    private let styles: WorkbookStyles
    private let texts: SharedTexts
    private let startsIn1904: Bool
    private var output: [UInt8] = []
    private var pending: [LineNote] = []
    private var nextRow: Int
    private var isDone = false
    /// Values of merged cells that later rows repeat, by the merge.
    private var carried: [(area: SheetArea, text: [UInt8])] = []

    init(_ source: TableSource, _ part: SheetPart) throws(TableError) {
        self.part = part
        path = source.path
        nextRow = part.area.top
        guard let workbook = try Workbook(source),
            workbook.sheets.indices.contains(part.sheet - 1),
            let stream = try workbook.archive.open(workbook.sheets[part.sheet - 1].member)
        else { throw .layout(path: source.path, reason: "it has no sheet \(part.sheet)") }
        styles = try workbook.styles()
        texts = try workbook.sharedTexts()
        startsIn1904 = workbook.startsIn1904
        let rows = SheetRows()
        reader = try XMLReader(stream, path: path, handler: rows)
        for remark in part.remarks { note(.hidden, .repaired, part.area.top, remark) }
        rows.take = { [unowned self] row in self.take(row) }
    }

    func next() throws(TableError) -> [UInt8]? {
        while output.count < 1 << 12, !isDone {
            guard try reader?.step() == true else {
                isDone = true
                break
            }
        }
        guard !output.isEmpty else { return nil }
        defer { output = [] }
        return output
    }

    /// The notes on rows of the sheet up to `line`; each once.
    func takeNotes(through line: Int) -> [LineNote] {
        let split = pending.firstIndex { $0.line > line } ?? pending.count
        defer { pending.removeFirst(split) }
        return Array(pending[..<split])
    }

    private func take(_ row: SheetRow) {
        guard row.number >= nextRow else { return }
        guard row.number <= part.area.bottom else {
            isDone = true
            return
        }
        while nextRow < row.number { emit(SheetRow(number: nextRow, isHidden: false, cells: [])) }
        emit(row)
    }

    private func emit(_ row: SheetRow) {
        var cells = [[UInt8]](repeating: [], count: part.area.width)
        for cell in row.cells {
            let index = cell.column - part.area.left
            guard cells.indices.contains(index) else { continue }
            cells[index] = text(of: cell, row.number)
        }
        if !row.cells.isEmpty, row.isHidden {
            note(.hidden, .repaired, row.number, "the row is hidden")
        }
        if !row.cells.isEmpty { fill(&cells, row.number) }
        nextRow = row.number + 1
        if cells.contains(where: { !$0.isEmpty }) {
            for (index, cell) in cells.enumerated() {
                if index > 0 { output.append(0x1F) }
                append(cell)
            }
        }
        output.append(0x0A)
    }

    private func append(_ cell: [UInt8]) {
        let isPlain = !cell.contains { $0 == 0x22 || $0 == 0x1F || $0 == 0x0A || $0 == 0x0D }
        guard !isPlain else {
            output += cell
            return
        }
        output.append(0x22)
        for byte in cell {
            if byte == 0x22 { output.append(0x22) }
            output.append(byte)
        }
        output.append(0x22)
    }

    private func text(of cell: SheetCell, _ row: Int) -> [UInt8] {
        switch cell.kind {
        case .shared:
            let number = Int(String(decoding: cell.bytes, as: UTF8.self)) ?? -1
            return texts[number].map { Array($0) } ?? []
        case .text, .isoDate: return cell.bytes
        case .flag: return Array((cell.bytes == [0x31] ? "true" : "false").utf8)
        case .error:
            let place = SheetArea.letters(cell.column) + String(row)
            let error = String(decoding: cell.bytes, as: UTF8.self)
            note(.errorCell, .repaired, row, "\(place) is \(error): taken as missing")
            return []
        case .uncomputed:
            let place = SheetArea.letters(cell.column) + String(row)
            note(.errorCell, .repaired, row, "\(place) is a formula without a stored value")
            return []
        case .number:
            let raw = String(decoding: cell.bytes, as: UTF8.self)
            let kind = styles.kind(cell.style)
            if kind != .plain, let serial = Double(raw),
                let moment = SerialDate.text(serial, kind, startsIn1904: startsIn1904)
            {
                return Array(moment.utf8)
            }
            return Array(RawNumber.plain(raw).utf8)
        }
    }

    /// Repeats merged values. A merge that stands alone in its row over several columns is a title.
    private func fill(_ cells: inout [[UInt8]], _ row: Int) {
        carried.removeAll { $0.area.bottom < row }
        for merge in part.merges where merge.top == row {
            let index = merge.left - part.area.left
            guard cells.indices.contains(index), !cells[index].isEmpty else { continue }
            carried.append((merge, cells[index]))
        }
        for (area, text) in carried {
            let own = (area.left - part.area.left)...(area.right - part.area.left)
            let hasOthers = cells.indices.contains { !own.contains($0) && !cells[$0].isEmpty }
            guard area.left == area.right || hasOthers else { continue }
            var filled = 0
            for index in own where cells.indices.contains(index) && cells[index].isEmpty {
                cells[index] = text
                filled += 1
            }
            if filled > 0 {
                note(.merged, .repaired, row, "filled from the merged cells \(area.name)")
            }
        }
    }

    private func note(
        _ kind: TableIssue.Kind, _ action: TableIssue.Action, _ row: Int, _ reason: String
    ) {
        pending.append(
            LineNote(line: row, kind: kind, action: action, reason: reason))
    }
}
