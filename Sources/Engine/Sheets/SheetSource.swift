// Port: spreadsheets that others keep and that are read as they stand. Whoever implements it asks over the network.

/// What is to be read.
package struct SheetQuestion: Hashable, Sendable {
    package var address: SheetAddress
    /// By its name; nil: the one that the link shows, else the first.
    package var worksheet: String?
    /// Instead of the configured one.
    package var key: String?
    /// Nil: all.
    package var maximumRows: Int?
    package var maximumColumns: Int?

    package init(
        _ address: SheetAddress, worksheet: String? = nil, key: String? = nil,
        maximumRows: Int? = nil, maximumColumns: Int? = nil
    ) {
        self.address = address
        self.worksheet = worksheet
        self.key = key
        self.maximumRows = maximumRows
        self.maximumColumns = maximumColumns
    }
}

/// The cells of a worksheet.
package struct SheetGrid: Codable, Hashable, Sendable {
    /// Cells that are one; from 0, both ends included.
    package struct Merge: Codable, Hashable, Sendable {
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
    }

    package static let maximumCells = 2_000_000

    package var id: String
    package var title: String
    package var worksheet: String
    package var worksheetNumber: Int
    /// As the sheet shows them. Rows may be of different lengths.
    package var rows: [[String]]
    package var merges: [Merge]

    package init(
        id: String, title: String, worksheet: String, worksheetNumber: Int, rows: [[String]],
        merges: [Merge]
    ) {
        self.id = id
        self.title = title
        self.worksheet = worksheet
        self.worksheetNumber = worksheetNumber
        self.rows = rows
        self.merges = merges
    }

    package var width: Int { rows.map(\.count).max() ?? 0 }

    /// All rows as long as the longest. With `trims`, what is blank at the end of all rows, and the blank last rows, are
    /// left out.
    package func squared(trims: Bool) -> [[String]] {
        guard trims else {
            let width = width
            return rows.map { $0 + Array(repeating: "", count: width - $0.count) }
        }
        var cut = self
        cut.rows = rows.map { row in
            let last = row.lastIndex { !$0.allSatisfy(\.isWhitespace) }
            return Array(row.prefix(last.map { $0 + 1 } ?? 0))
        }
        while cut.rows.last?.isEmpty == true { cut.rows.removeLast() }
        return cut.squared(trims: false)
    }
}

package enum SheetError: Error, Hashable, Sendable, CustomStringConvertible {
    /// There is no key to ask with.
    case noKey
    /// The key is not taken; the source's reason.
    case keyRefused(String)
    /// The sheet is there, and not for everybody.
    case notShared
    case notFound
    /// There is no such worksheet; those that there are.
    case noWorksheet([String])
    /// More cells or bytes than are taken; what is too much.
    case tooLarge(String)
    /// Asked too often.
    case busy(retryAfterSeconds: Int)
    /// What was asked makes no sense to the source; its words.
    case refused(String)
    /// No answer in time, or none that can be read.
    case unavailable(String)

    /// Stable, for programs.
    package var code: String {
        switch self {
        case .noKey: "no_key"
        case .keyRefused: "key_refused"
        case .notShared: "not_shared"
        case .notFound: "not_found"
        case .noWorksheet: "no_worksheet"
        case .tooLarge: "too_large"
        case .busy: "busy"
        case .refused: "refused"
        case .unavailable: "unavailable"
        }
    }

    package var description: String { EngineError(self).message }
}

package protocol SheetSource: Sendable {
    /// The whole worksheet, or as much of it as is asked for.
    func read(_ question: SheetQuestion) async throws(SheetError) -> SheetGrid
}
