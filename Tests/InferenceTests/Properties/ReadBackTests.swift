// Whatever a table is written like, it reads back the same: with its layout known, and with everything inferred.
// SPICE_FUZZ names how many seeds are tried instead of a few.

import Foundation
import Tables
import TestSupport
import Testing

@testable import Inference

/// Seeds for this run: `few`, or as many as the environment asks for.
func seeds(_ few: Int) -> Range<UInt64> {
    let asked = ProcessInfo.processInfo.environment["SPICE_FUZZ"].flatMap { UInt64($0) }
    return 0..<max(asked ?? 0, UInt64(few))
}

@Suite struct ReadBackTests {
    @Test("With its layout known any table reads back the same", arguments: seeds(60))
    func known(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let table = WrittenTable(random: &random, isWild: true)
        let source = TableSource.bytes(table.bytes, name: "t.csv")
        let reader = try TableReader.open(source, layout: table.layout)
        var rows: [[String]] = []
        while let row = try reader.next() { rows.append(row.cells) }
        #expect(rows == table.rows, "\(table.dialect) \(table.encoding)")
        #expect(reader.issues.rejectedRows == 0)
    }

    @Test("With nothing known any table reads back the same", arguments: seeds(40))
    func inferred(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed &+ 10_000)
        let table = WrittenTable(random: &random, isWild: seed.isMultiple(of: 2))
        let source = TableSource.bytes(table.bytes, name: "t.csv")
        let (found, _) = try InferenceRun.profile(TableInput(source))
        let told: Comment = "\(table.dialect) \(table.encoding) found \(found.layout)"
        #expect(found.layout.dialect.delimiter == table.dialect.delimiter, told)
        #expect(found.layout.headerTexts == table.names, told)
        let reader = try found.open(source)
        var rows: [[String]] = []
        while let row = try reader.next() { rows.append(row.cells) }
        #expect(rows == table.rows, told)
    }
}
