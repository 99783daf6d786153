// A column that a person cut into several, by a text between the parts. The parts are columns of their own behind those
// of the file: they are read, judged and mapped like any other.

/// How one column is cut.
package struct ColumnSplit: Hashable, Sendable, Codable {
    package var column: String
    /// Stands between the parts; not empty.
    package var separator: String
    /// The names of the parts, in their order.
    package var into: [String]

    package init(column: String, separator: String, into: [String]) {
        self.column = column
        self.separator = separator
        self.into = into
    }

    /// As many as there are names: missing ones are empty, the last takes the rest.
    package func parts(of text: String) -> [String] {
        guard !separator.isEmpty, let most = into.indices.last else { return [] }
        var parts: [String] = []
        var rest = Substring(text)
        while parts.count < most, let range = rest.firstRange(of: separator) {
            parts.append(String(rest[..<range.lowerBound]))
            rest = rest[range.upperBound...]
        }
        parts.append(String(rest))
        return parts + [String](repeating: "", count: into.count - parts.count)
    }
}

/// The cuts of one table, with the places of their columns.
package struct ColumnSplits: Hashable, Sendable, Codable {
    private struct Cut: Hashable, Sendable, Codable {
        var place: Int
        var split: ColumnSplit
    }

    private let cuts: [Cut]

    /// Errors, as sentences: a column that is not there, a name that is taken, nothing to cut at.
    package init(_ splits: [ColumnSplit], of columns: [String]) throws(SplitError) {
        var cuts: [Cut] = []
        var taken = Set(columns)
        for split in splits {
            guard let place = columns.firstIndex(of: split.column) else {
                throw SplitError(reason: "it has no column \(split.column) to split")
            }
            guard !split.separator.isEmpty, split.into.count > 1 else {
                throw SplitError(
                    reason: "\(split.column) needs a text to be cut at, and two names at least")
            }
            for name in split.into where !taken.insert(name).inserted {
                throw SplitError(reason: "there is a column \(name) already")
            }
            cuts.append(Cut(place: place, split: split))
        }
        self.cuts = cuts
    }

    package var isEmpty: Bool { cuts.isEmpty }
    package var splits: [ColumnSplit] { cuts.map(\.split) }
    /// The names of all parts.
    package var names: [String] { cuts.flatMap(\.split.into) }

    /// The parts of a row, in the order of `names`.
    package func parts(of cells: [String]) -> [String] {
        cuts.flatMap { cut in
            cut.split.parts(of: cut.place < cells.count ? cells[cut.place] : "")
        }
    }

    /// The row with its parts behind it.
    package func extended(_ cells: [String], width: Int) -> [String] {
        guard !cuts.isEmpty else { return cells }
        let missing = [String](repeating: "", count: max(0, width - cells.count))
        return cells.prefix(width) + missing + parts(of: cells)
    }
}

package struct SplitError: Error, Hashable, Sendable, CustomStringConvertible {
    package let reason: String

    package var description: String { reason }
}
