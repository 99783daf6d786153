// Bytes that nobody meant: reader and detectors end, with a table or with an error, and lose no line in silence.
// SPICE_FUZZ names how many seeds are tried instead of a few.

import Tables
import TestSupport
import Testing

@testable import Inference

@Suite struct FuzzTests {
    private static let pieces: [[UInt8]] =
        [
            "a", "7", "1.5", ",", ";", "\t", "|", "\"", "'", "\\", "\n", "\r\n", "\r", " ", "::",
            "2024-01-05", "é", "日", "€", "=\"", "#", "Total", "null", "{", "}", "[", "]", "sep=;",
            "\"\"", "-", "%", "$", "1e9", "0x", "\u{FEFF}", "\u{202E}", "😀",
        ].map { Array($0.utf8) } + [
            [0], [0xFF], [0xFE, 0xFF], [0xC3], [0x1F, 0x8B, 0x08], [0x80],
        ]

    @Test("Random pieces of tables", arguments: seeds(30))
    func pieces(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed &+ 77)
        var bytes: [UInt8] = []
        for _ in 0..<Int.random(in: 1...400, using: &random) {
            bytes += Self.pieces.randomElement(using: &random) ?? []
        }
        try check(bytes)
    }

    @Test("Damaged tables", arguments: seeds(25))
    func damaged(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed &+ 999)
        var bytes = WrittenTable(random: &random, isWild: true).bytes
        for _ in 0..<Int.random(in: 1...20, using: &random) {
            let place = Int.random(in: 0..<bytes.count, using: &random)
            switch Int.random(in: 0..<4, using: &random) {
            case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
            case 1: bytes.remove(at: place)
            case 2:
                bytes.insert(contentsOf: Self.pieces.randomElement(using: &random) ?? [], at: place)
            default: bytes.removeSubrange(max(1, place - 30)..<max(1, place))
            }
            if bytes.isEmpty { bytes = [0x61] }
        }
        try check(bytes)
    }

    @Test("JSON lines and workbooks that are none", arguments: seeds(30))
    func otherKinds(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed &+ 4242)
        var bytes: [UInt8] = seed.isMultiple(of: 2) ? [0x50, 0x4B, 3, 4] : Array("{\"a\":".utf8)
        for _ in 0..<Int.random(in: 1...300, using: &random) {
            bytes += Self.pieces.randomElement(using: &random) ?? []
        }
        try check(bytes)
    }

    /// Twice the same answer; each record is a row or is told.
    private func check(_ bytes: [UInt8]) throws {
        let source = TableSource.bytes(bytes, name: "f.csv")
        let found: TableInference
        do throws(TableError) {
            guard let input = try TableInput(source).tables().first else { return }
            found = try InferenceRun.infer(files: [input]).tables[0]
            #expect(try InferenceRun.infer(files: [input]).tables[0] == found)
            let reader = try found.open(input.source)
            var count = 0
            while let row = try reader.next() {
                count += 1
                #expect(row.isRejected || row.cells.count == found.columns.count)
                for (cell, column) in zip(row.cells, found.columns) {
                    _ = try? column.reading.parse(cell)
                }
            }
            #expect(count == found.rowCount)
        } catch {
            #expect(!error.code.isEmpty)
        }
    }
}
