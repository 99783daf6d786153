// The texts of references that lead nowhere. The key search keeps only hashes, so the few that are told are read again,
// where they stand within the first part of a file.

import Tables

enum DanglingExamples {
    /// Rows of a table that are read again at most.
    private static let mostRows = 200_000

    /// Fills in the texts; examples that stand further down are left out. Errors: as reading.
    static func fill(
        _ keys: inout KeyFindings, _ files: [TableInput], _ tables: [TableInference]
    ) throws(TableError) {
        for (file, table) in zip(files, tables) {
            let places = keys.foreignKeys.indices.filter {
                keys.foreignKeys[$0].table == table.name
                    && !keys.foreignKeys[$0].danglingExamples.isEmpty
            }
            guard !places.isEmpty else { continue }
            let wanted = Set(
                places.flatMap { keys.foreignKeys[$0].danglingExamples.map(\.row) }
            ).filter { $0 <= mostRows }
            let rows = try rows(wanted, of: table, file)
            for place in places {
                let columns = keys.foreignKeys[place].columns.compactMap { name in
                    table.columns.firstIndex { $0.name == name }
                }
                keys.foreignKeys[place].danglingExamples = keys.foreignKeys[place].danglingExamples
                    .compactMap { example in
                        rows[example.row].map { cells in
                            let texts = columns.map { $0 < cells.count ? cells[$0] : "" }
                            return DanglingRow(
                                row: example.row, text: texts.joined(separator: " + "))
                        }
                    }
            }
        }
    }

    private static func rows(
        _ wanted: Set<Int>, of table: TableInference, _ file: TableInput
    ) throws(TableError) -> [Int: [String]] {
        guard let last = wanted.max() else { return [:] }
        let reader = try table.open(file.source)
        var found: [Int: [String]] = [:]
        while let row = try reader.next(), row.record <= last {
            if Task.isCancelled { throw .cancelled(path: file.source.path) }
            if wanted.contains(row.record) { found[row.record] = table.extended(row.cells) }
        }
        return found
    }
}
