// Which tables a source holds: a workbook may hold many, any other file holds one.

extension SheetPart {
    /// The part that `source` names, or the first table that people see in a workbook; nil when the
    /// source is no workbook. Errors: as the archive; empty when a workbook holds no cell.
    static func of(_ source: TableSource) throws(TableError) -> SheetPart? {
        if case .part(_, let part) = source { return part }
        guard let found = try all(in: source, sheet: nil) else { return nil }
        guard let first = found.first else { throw .empty(path: source.path) }
        return first
    }

    /// Every table of a workbook: those of the sheets that people see, or of the one sheet that is
    /// named (or numbered from 1), hidden or not. Nil when the source is no workbook. Errors: as
    /// `of`; layout when there is no such sheet.
    static func all(in source: TableSource, sheet wanted: String?) throws(TableError)
        -> [SheetPart]?
    {
        guard Workbook.mayBe(try ByteRegion(source).read(0, 4)),
            let workbook = try Workbook(source)
        else { return nil }
        let numbered = Array(workbook.sheets.enumerated())
        var chosen = numbered.filter { !$0.element.isHidden }
        if chosen.isEmpty { chosen = numbered }
        if let wanted {
            chosen = numbered.filter {
                $0.element.name == wanted || String($0.offset + 1) == wanted
            }
            guard !chosen.isEmpty else {
                let names = workbook.sheets.map(\.name).joined(separator: ", ")
                throw .layout(
                    path: source.path, reason: "it has no sheet \(wanted); there is \(names)")
            }
        }
        let hidden = numbered.filter { entry in !chosen.contains { $0.offset == entry.offset } }
            .filter(\.element.isHidden).map(\.element.name)
        var parts: [SheetPart] = []
        for (index, sheet) in chosen {
            let remarks = hidden.map { "the hidden sheet \($0) is left out" }
            parts += try tables(workbook, sheet, index + 1, wanted == nil ? remarks : [])
        }
        return parts
    }

    private static func tables(
        _ workbook: Workbook, _ sheet: SheetEntry, _ number: Int, _ remarks: [String]
    ) throws(TableError) -> [SheetPart] {
        let outline = try SheetOutline(workbook, sheet)
        return outline.areas().map { area in
            var remarks = remarks
            for column in area.left...area.right
            where outline.hiddenColumns.contains(where: { $0.contains(column) }) {
                remarks.append("the column \(SheetArea.letters(column)) is hidden")
            }
            return SheetPart(
                sheet: number, sheetName: sheet.name, area: area, remarks: remarks,
                merges: outline.merges.filter { merge in
                    area.contains(row: merge.top, column: merge.left)
                })
        }
    }
}

/// The tables of a file.
package enum SourceParts {
    /// One source a table, with a name that is unique in the file: empty for the only one, else
    /// `Sheet` or `Sheet 2` for a further table of a sheet. Files that are no workbooks are handed
    /// back as they are. `sheet` names a sheet or gives its number. Errors: as reading.
    package static func list(
        _ source: TableSource, sheet: String? = nil
    ) throws(TableError) -> [(source: TableSource, name: String)] {
        guard case .part = source else {
            guard let parts = try SheetPart.all(in: source, sheet: sheet) else {
                guard sheet == nil else {
                    throw .layout(path: source.path, reason: "it is no workbook and has no sheets")
                }
                return [(source, "")]
            }
            guard !parts.isEmpty else { throw .empty(path: source.path) }
            var counts: [Int: Int] = [:]
            return parts.map { part in
                counts[part.sheet, default: 0] += 1
                let number = counts[part.sheet] ?? 1
                let name = number == 1 ? part.sheetName : "\(part.sheetName) \(number)"
                return (.part(source, part), parts.count == 1 ? "" : name)
            }
        }
        return [(source, "")]
    }
}
