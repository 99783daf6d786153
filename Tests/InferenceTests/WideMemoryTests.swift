// What the columns of one table keep together is bounded before they keep it: rows of very many columns come in small
// batches, and of a file with far more rows than are searched for keys of several columns no row is noted.

import Foundation
import Tables
import Testing

@testable import Inference

@Suite struct WideMemoryTests {
    @Test
    func `columns of a wide table keep few texts each, and still tell their kinds`()
        throws
    {
        let width = 2500
        var text = (0..<width).map { "c\($0)" }.joined(separator: ",") + "\n"
        for row in 0..<400 {
            text += (0..<width).map { "\((row * 7919 + $0 * 31) % 1_000_003)" }.joined(
                separator: ",")
            text += "\n"
        }
        let input = TableInput(.bytes(Array(text.utf8), name: "wide.csv"))
        let (table, values) = try InferenceRun.profile(input)
        #expect(table.rowCount == 400)
        #expect(values.allSatisfy { $0.rowCount == 400 })
        // 600 000 for all columns, of a million cells that differ within their column.
        #expect(values.reduce(0) { $0 + $1.values.count } <= 600_000)
        #expect(table.columns.allSatisfy { $0.reading.base == .integer })
    }

    @Test func `a long file notes no rows for keys of several columns, a short one does`() throws {
        let folder = FileManager.default.temporaryDirectory.path + "/wide-memory-\(UUID())"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        for (rows, isNoted) in [(700_000, false), (200_000, true)] {
            var text = "code,kind,remark\n"
            for row in 0..<rows {
                text +=
                    "\(row % 977),k\(row % 13),\(rows > 300_000 ? "" : "a remark of some length for size")\n"
            }
            let path = folder + "/t\(rows).csv"
            #expect(FileManager.default.createFile(atPath: path, contents: Data(text.utf8)))
            let (table, values) = try InferenceRun.profile(TableInput(.file(path: path)))
            #expect(table.rowCount == rows)
            #expect(values[0].codes.count == (isNoted ? rows : 0))
        }
    }
}
