// The rows of a sheet as they stand in its XML: filled cells with type and style, nothing read into
// them. Rows are handed on one by one, so that memory does not grow with the sheet.

/// A filled cell.
struct SheetCell {
    enum Kind {
        case number
        case shared
        case text
        case flag
        case error
        case isoDate
        /// A formula whose value the program that wrote the file did not store.
        case uncomputed
    }

    var column: Int
    var kind: Kind
    var style: Int?
    var bytes: [UInt8]
}

/// A row that holds at least one filled cell.
struct SheetRow {
    var number: Int
    var isHidden: Bool
    var cells: [SheetCell]
}

/// Collects rows; `take` gets each when it is complete.
final class SheetRows: XMLHandler {
    var take: (SheetRow) -> Void = { _ in }
    private(set) var merges: [SheetArea] = []
    /// First and last column of hidden runs, from 0.
    private(set) var hiddenColumns: [ClosedRange<Int>] = []
    private(set) var hasFilter = false

    private var row = SheetRow(number: 0, isHidden: false, cells: [])
    private var column = -1
    private var kind = "n"
    private var style: Int?
    private var bytes: [UInt8] = []
    private var isValue = false
    private var isInline = false
    private var hasFormula = false
    private var hints = 0

    func start(_ name: String, _ attributes: XMLAttributes) {
        switch name {
        case "c": startCell(attributes)
        case "v": isValue = true
        case "t": isValue = isInline && hints == 0
        case "is": isInline = true
        case "f": hasFormula = true
        case "rPh": hints += 1
        case "row":
            let number = attributes["r"].flatMap { Int($0) } ?? row.number + 1
            let hidden = attributes["hidden"]
            row = SheetRow(
                number: number, isHidden: hidden == "1" || hidden == "true", cells: [])
            column = -1
        case "mergeCell":
            if let area = attributes["ref"].flatMap({ SheetArea($0) }) { merges.append(area) }
        case "col": noteColumn(attributes)
        case "autoFilter": hasFilter = true
        default: break
        }
    }

    private func startCell(_ attributes: XMLAttributes) {
        column = attributes["r"].map { SheetArea.place(of: $0.utf8).column } ?? column + 1
        kind = attributes["t"] ?? "n"
        style = attributes["s"].flatMap { Int($0) }
        bytes = []
        hasFormula = false
    }

    private func noteColumn(_ attributes: XMLAttributes) {
        guard let hidden = attributes["hidden"], hidden == "1" || hidden == "true",
            let first = attributes["min"].flatMap({ Int($0) }),
            let last = attributes["max"].flatMap({ Int($0) }), first > 0, first <= last
        else { return }
        hiddenColumns.append((first - 1)...(last - 1))
    }

    func text(_ raw: [UInt8]) {
        if isValue { bytes += raw }
    }

    func end(_ name: String) {
        switch name {
        case "v", "t": isValue = false
        case "is": isInline = false
        case "rPh": hints -= 1
        case "c": endCell()
        case "row": if !row.cells.isEmpty { take(row) }
        default: break
        }
    }

    private func endCell() {
        if bytes.isEmpty {
            guard hasFormula, kind != "str" else { return }
            row.cells.append(SheetCell(column: column, kind: .uncomputed, style: style, bytes: []))
            return
        }
        let known: SheetCell.Kind =
            switch kind {
            case "s": .shared
            case "str", "inlineStr": .text
            case "b": .flag
            case "e": .error
            case "d": .isoDate
            default: .number
            }
        if known == .text { bytes = EscapedText.decoded(bytes) }
        row.cells.append(SheetCell(column: column, kind: known, style: style, bytes: bytes))
    }
}
