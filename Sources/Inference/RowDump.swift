// The rows of a table in one plain dialect: UTF-8, commas, every cell quoted, first record the
// header.

import Tables

/// Canonical dumps.
enum RowDump {
    static func bytes(_ table: TableInference, _ source: TableSource) throws(TableError) -> [UInt8]
    {
        let writer = DelimitedWriter(quotesAll: true)
        var output: [UInt8] = []
        let names =
            table.layout.headerRows == 0
            ? table.layout.columns.indices.map { "col_\($0)" } : table.layout.headerTexts
        writer.write(names, to: &output)
        let reader = try table.open(source)
        while let row = try reader.next() { writer.write(row.cells, to: &output) }
        return output
    }
}
