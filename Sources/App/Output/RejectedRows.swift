// Refused rows as a file that can be mended and imported again: the cells as they stand, then where and why, what the row
// was to become, then what stood beyond the last column. Written while the import runs; each file gets its place when all
// of it is there.

import Engine
import Foundation
import JSONText
import Synchronization
import Tables

/// The files of one import: one a table that has refused rows. The first takes the path, the others get a number before
/// its ending.
final class RejectedRows: Sendable {
    private struct Table {
        var file: String
        var width: Int
        var place: String
        var draft: FileDraft
    }

    private let path: String
    private let tables = Mutex<[Table]>([])

    init(path: String) { self.path = path }

    deinit { for table in tables.withLock({ $0 }) { table.draft.drop() } }

    /// Takes the next rows. Errors: internal, with what the system says, for a file that cannot be written.
    func take(_ part: JSON) throws(EngineError) {
        do {
            let rows = try JSONDecoding.decode(RefusedRows.self, from: part)
            try tables.withLock { tables in
                if tables.last?.file != rows.file { tables.append(try begin(rows, tables.count)) }
                guard let table = tables.last else { return }
                try table.draft.handle.write(contentsOf: Self.bytes(rows, table.width))
            }
        } catch {
            throw EngineError(
                .internal, "the refused rows cannot be written: \(error.localizedDescription)")
        }
    }

    /// Puts the files in their places. Answers which there are.
    func finish() throws -> [String] {
        try tables.withLock { tables in
            defer { tables = [] }
            for table in tables { try table.draft.take(table.place) }
            return tables.map(\.place)
        }
    }

    private func begin(_ rows: RefusedRows, _ count: Int) throws -> Table {
        let place = numbered(count + 1)
        let draft = try FileDraft(beside: place)
        var header: [UInt8] = []
        DelimitedWriter().write(
            rows.columns + ["spice_row", "spice_error", "spice_class", "spice_extra"], to: &header)
        try draft.handle.write(contentsOf: header)
        return Table(file: rows.file, width: rows.columns.count, place: place, draft: draft)
    }

    private func numbered(_ number: Int) -> String {
        guard number > 1 else { return path }
        let url = URL(fileURLWithPath: path)
        let name = url.deletingPathExtension().lastPathComponent + "-\(number)"
        return url.deletingLastPathComponent().appendingPathComponent(name)
            .appendingPathExtension(url.pathExtension).path
    }

    private static func bytes(_ refused: RefusedRows, _ width: Int) -> [UInt8] {
        let writer = DelimitedWriter()
        var output: [UInt8] = []
        for row in refused.rows {
            let all = row.cells ?? []
            let cells = all.prefix(width)
            let missing = Array(repeating: "", count: width - cells.count)
            writer.write(
                cells + missing + [
                    String(row.row), row.reason, refused.className ?? "",
                    surplus(all.dropFirst(width)),
                ], to: &output)
        }
        return output
    }

    /// Cells beyond the last column, as a line of their own.
    private static func surplus(_ cells: ArraySlice<String>) -> String {
        guard !cells.isEmpty else { return "" }
        var line: [UInt8] = []
        DelimitedWriter(Dialect(lineEnd: "")).write(Array(cells), to: &line)
        return String(decoding: line, as: UTF8.self)
    }
}
