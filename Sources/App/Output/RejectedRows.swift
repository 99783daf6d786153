// Refused rows as a file that can be mended and imported again: the cells as they stand, then where and why.

import Engine
import Foundation
import Tables

enum RejectedRows {
    /// Writes one file a table that has refused rows; the first takes `path`, the others get a number before its
    /// ending. Answers what was written.
    static func write(_ report: ImportReport, to path: String) throws -> [String] {
        var written: [String] = []
        for table in report.tables {
            let rows = report.rejections.filter { $0.file == table.file }
            guard !rows.isEmpty else { continue }
            let place = numbered(path, written.count + 1)
            try Data(bytes(table, rows)).write(to: URL(fileURLWithPath: place))
            written.append(place)
        }
        return written
    }

    private static func numbered(_ path: String, _ number: Int) -> String {
        guard number > 1 else { return path }
        let url = URL(fileURLWithPath: path)
        let name = url.deletingPathExtension().lastPathComponent + "-\(number)"
        return url.deletingLastPathComponent().appendingPathComponent(name)
            .appendingPathExtension(url.pathExtension).path
    }

    private static func bytes(_ table: ImportReport.Table, _ rows: [ImportReport.Rejection])
        -> [UInt8]
    {
        let writer = DelimitedWriter()
        var output: [UInt8] = []
        writer.write(table.columns + ["spice_row", "spice_error"], to: &output)
        for row in rows {
            var cells = Array((row.cells ?? []).prefix(table.columns.count))
            cells += Array(repeating: "", count: table.columns.count - cells.count)
            let column = row.column.map { "\($0): " } ?? ""
            writer.write(cells + [String(row.row), column + row.message], to: &output)
        }
        return output
    }
}
