// One table of a workbook: a sheet, or an area of a sheet that holds several.

/// An area of cells. Rows count from 1, columns from 0.
package struct SheetArea: Hashable, Sendable, Codable {
    package var top: Int
    package var bottom: Int
    package var left: Int
    package var right: Int

    var width: Int { right - left + 1 }

    func contains(row: Int, column: Int) -> Bool {
        (top...bottom).contains(row) && (left...right).contains(column)
    }

    /// `A1:D7`.
    package var name: String {
        Self.letters(left) + String(top) + ":" + Self.letters(right) + String(bottom)
    }

    static func letters(_ column: Int) -> String {
        var number = column + 1
        var text = ""
        while number > 0 {
            text = String(UnicodeScalar(UInt8(65 + (number - 1) % 26))) + text
            number = (number - 1) / 26
        }
        return text
    }

    /// The row and column of `D7`; row 0 when only letters stand there.
    static func place(of reference: some Collection<UInt8>) -> (row: Int, column: Int) {
        var column = 0
        var row = 0
        for byte in reference {
            switch byte {
            case 0x41...0x5A: column = min(column * 26 + Int(byte) - 64, 1 << 20)
            case 0x61...0x7A: column = min(column * 26 + Int(byte) - 96, 1 << 20)
            case 0x30...0x39: row = min(row * 10 + Int(byte) - 48, 1 << 40)
            default: break
            }
        }
        return (row, max(0, column - 1))
    }

    package init(top: Int, bottom: Int, left: Int, right: Int) {
        (self.top, self.bottom, self.left, self.right) = (top, bottom, left, right)
    }

    /// Nil when `text` is no area like `A1:D7`.
    init?(_ text: String) {
        let ends = text.utf8.split(separator: 0x3A)
        guard let first = ends.first, let last = ends.last else { return nil }
        let start = Self.place(of: first)
        let end = Self.place(of: last)
        guard start.row > 0, end.row >= start.row, end.column >= start.column else { return nil }
        self.init(top: start.row, bottom: end.row, left: start.column, right: end.column)
    }
}

/// Which cells of a workbook make a table.
package struct SheetPart: Hashable, Sendable, Codable {
    /// From 1, in the order of the file.
    package var sheet: Int
    package var sheetName: String
    package var area: SheetArea
    /// Sentences about what is beside the table: hidden sheets and columns.
    package var remarks: [String]
    var merges: [SheetArea]
}
