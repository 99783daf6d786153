// References in tables of very many columns: not every pair of them is compared value by value, and none is missed.

import Tables
import Testing

@testable import Inference

@Suite struct WideKeyTests {
    private static let rows = 600
    private static let width = 150

    private static func value(_ row: Int, _ column: Int) -> Int {
        (row * 7919 + column * 100_003) % 1_000_003
    }

    /// Columns of whole numbers that are unique; the last one holds those of the eighth, the last first, and some others.
    private func table(lacking: Int) throws -> KeyTable {
        var text = (0..<Self.width).map { "c\($0)" }.joined(separator: ",") + ",copy\n"
        for row in 0..<Self.rows {
            let copied = Self.rows - 1 - row
            let copy = row < lacking ? 2_000_000 + row : Self.value(copied, 7)
            text += (0..<Self.width).map { String(Self.value(row, $0)) }.joined(separator: ",")
            text += ",\(copy)\n"
        }
        let input = TableInput(.bytes(Array(text.utf8), name: "wide.csv"))
        let (table, values) = try InferenceRun.profile(input)
        return KeyTable(name: table.name, columns: table.columns, values: values)
    }

    private func candidates(_ table: KeyTable) throws -> [Int] {
        let copy = try #require(table.columns.last)
        #expect(copy.name == "copy")
        return ParentIndex([table]).candidates(for: copy).map(\.column)
    }

    @Test(arguments: [0, 60, 119])
    func `of many columns of many values those are compared that may hold the values`(lacking: Int)
        throws
    {
        let table = try table(lacking: lacking)
        // Its own column holds them too.
        let found = try candidates(table)
        #expect(found.contains(7))
        #expect(found.contains(Self.width))
        #expect(found.count < 6, "\(found)")
    }

    @Test func `a column that lacks too much is not compared`() throws {
        let found = try candidates(try table(lacking: 300))
        #expect(!found.contains(7))
    }

    @Test func `samples of values find their parents too, thinned alike or not`() throws {
        for (own, other) in [(200, 200), (200, 60), (60, 200)] {
            var table = try table(lacking: 0)
            for index in table.columns.indices {
                let isCopy = index == Self.width
                table.columns[index].values.shrink(to: isCopy ? own : other)
                table.columns[index].sampleBits = table.columns[index].values.bits
            }
            let found = try candidates(table)
            #expect(found.contains(7), "\(own) of one, \(other) of the other: \(found)")
            #expect(found.count < 40, "\(found)")
        }
    }

    @Test func `a signature never denies what lies in the other`() throws {
        var parent = HashSample()
        for number in 0..<5000 { parent.insert(TextHash.of("v\(number)")) }
        for count in [1, 50, 999, 5000] {
            let child = HashSample((0..<count).map { TextHash.of("v\($0)") })
            let all = ValueSignature(parent, thinnedBy: 0)
            #expect(!ValueSignature(child, thinnedBy: 0).lacks(moreThan: 0, in: all))
        }
        let strange = HashSample((0..<1000).map { TextHash.of("w\($0)") })
        let few = HashSample((0..<1000).map { TextHash.of("v\($0)") })
        #expect(
            ValueSignature(strange, thinnedBy: 0).lacks(
                moreThan: 200, in: ValueSignature(few, thinnedBy: 0)))
    }
}
