// The tables of a sheet: blocks of filled cells that blank rows and blank columns separate; small ones are read as
// pairs of a key and its value. Pure. Coordinates count from 0, both ends included.

package import JSONText

package struct GridIslands: Sendable {
    package struct Box: Hashable, Sendable {
        package var top: Int
        package var left: Int
        package var bottom: Int
        package var right: Int

        package init(top: Int, left: Int, bottom: Int, right: Int) {
            self.top = top
            self.left = left
            self.bottom = bottom
            self.right = right
        }

        package var area: Int { (bottom - top + 1) * (right - left + 1) }

        package var json: JSON {
            [
                "top": .integer(top), "left": .integer(left), "bottom": .integer(bottom),
                "right": .integer(right),
            ]
        }
    }

    package struct Pair: Hashable, Sendable {
        package var key: String
        package var value: String
        package var row: Int
        package var keyColumn: Int
        package var valueColumn: Int
    }

    package static let maximumCells = 2_000_000
    private static let smallestArea = 6

    package let rows: Int
    package let columns: Int
    /// The largest first.
    package private(set) var tables: [Box] = []
    package private(set) var pairs: [Pair] = []
    private let cells: [[String]]

    /// The texts of some rows of a table.
    package func texts(_ rows: Range<Int>, of box: Box) -> [[String]] {
        rows.filter(cells.indices.contains).map { row in
            Array(cells[row][max(0, box.left)..<min(columns, box.right + 1)])
        }
    }

    package init(_ grid: [[JSON]], merged: [Box] = []) {
        var cells = grid.map { $0.map(\.plainText) }
        columns = cells.map(\.count).max() ?? 0
        rows = cells.count
        for row in cells.indices {
            cells[row] += [String](repeating: "", count: columns - cells[row].count)
        }
        for box in merged where box.top >= 0 && box.left >= 0 {
            guard cells.indices.contains(box.bottom), box.top <= box.bottom, box.right < columns,
                box.left <= box.right
            else { continue }
            let value = cells[box.top][box.left]
            for row in box.top...box.bottom {
                for column in box.left...box.right where cells[row][column].isEmpty {
                    cells[row][column] = value
                }
            }
        }
        self.cells = cells
        guard rows > 0, columns > 0 else { return }
        split(Box(top: 0, left: 0, bottom: rows - 1, right: columns - 1))
        tables.sort { ($0.area, $1.top, $1.left) > ($1.area, $0.top, $0.left) }
        pairs.sort { ($0.row, $0.keyColumn) < ($1.row, $1.keyColumn) }
    }

    package func texts(_ box: Box) -> [[String]] {
        (box.top...box.bottom).map { Array(cells[$0][box.left...box.right]) }
    }

    private func isBlank(_ row: Int, _ column: Int) -> Bool {
        cells[row][column].allSatisfy(\.isWhitespace)
    }

    /// Cuts at blank rows, then at blank columns, until nothing is left to cut.
    private mutating func split(_ box: Box) {
        let filledRows = (box.top...box.bottom).filter { row in
            (box.left...box.right).contains { !isBlank(row, $0) }
        }
        guard !filledRows.isEmpty else { return }
        let bands = GridIslands.runs(filledRows)
        if bands.count > 1 || filledRows.count < box.bottom - box.top + 1 {
            for band in bands {
                split(
                    Box(
                        top: band.lowerBound, left: box.left, bottom: band.upperBound,
                        right: box.right))
            }
            return
        }
        let filledColumns = (box.left...box.right).filter { column in
            (box.top...box.bottom).contains { !isBlank($0, column) }
        }
        let stripes = GridIslands.runs(filledColumns)
        if stripes.count > 1 || filledColumns.count < box.right - box.left + 1 {
            for stripe in stripes {
                split(
                    Box(
                        top: box.top, left: stripe.lowerBound, bottom: box.bottom,
                        right: stripe.upperBound))
            }
            return
        }
        keep(box)
    }

    private mutating func keep(_ box: Box) {
        let width = box.right - box.left + 1
        if box.area >= GridIslands.smallestArea, box.bottom > box.top {
            tables.append(box)
            return
        }
        guard width == 2 else { return }
        for row in box.top...box.bottom {
            let key = cells[row][box.left].replacing(":", with: "")
            pairs.append(
                Pair(
                    key: key, value: cells[row][box.right], row: row, keyColumn: box.left,
                    valueColumn: box.right))
        }
    }

    private static func runs(_ numbers: [Int]) -> [ClosedRange<Int>] {
        var runs: [ClosedRange<Int>] = []
        for number in numbers {
            if let last = runs.last, last.upperBound + 1 == number {
                runs[runs.count - 1] = last.lowerBound...number
            } else {
                runs.append(number...number)
            }
        }
        return runs
    }
}
