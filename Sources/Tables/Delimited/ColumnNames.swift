// Makes usable column names from header cells: never empty, unique even where case is ignored.

/// Names of columns.
package enum ColumnNames {
    /// One name for each of `width` columns, from the header rows (top first). Unnamed columns
    /// become
    /// `column_<n>` (from 1); a name that is taken gets `_2`, `_3`, … that no other column has.
    package static func unique(from headers: [[String]], width: Int) -> [String] {
        let wanted = joined(headers, width: width)
        var taken = Set(wanted.map { $0.lowercased() })
        var used: Set<String> = []
        var names: [String] = []
        for (index, raw) in wanted.enumerated() {
            let base = raw.isEmpty ? "column_\(index + 1)" : raw
            var name = base
            var number = 2
            while used.contains(name.lowercased())
                || name != raw && taken.contains(name.lowercased())
            {
                name = "\(base)_\(number)"
                number += 1
            }
            used.insert(name.lowercased())
            taken.insert(name.lowercased())
            names.append(name)
        }
        return names
    }

    /// The header rows of each column joined by one blank, trimmed; not made unique.
    package static func joined(_ headers: [[String]], width: Int) -> [String] {
        (0..<width).map { index in
            headers.map { index < $0.count ? trimmed($0[index]) : "" }.filter { !$0.isEmpty }
                .joined(separator: " ")
        }
    }

    /// `text` without white space around it and with inner line ends as one blank.
    static func trimmed(_ text: String) -> String {
        text.split(whereSeparator: \.isNewline).map { line in
            line.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed()
        }.map { String($0) }.filter { !$0.isEmpty }.joined(separator: " ")
    }
}
