// Counting of columns: what is kept, what is only counted, and that nothing depends on where blocks end.

import Tables
import Testing

@testable import Inference

@Suite struct TallyTests {
    private func profile(_ text: String) throws -> TableInference {
        try InferenceRun.profile(TableInput(.bytes(Array(text.utf8), name: "t.csv"))).0
    }

    @Test func `extremes cover the cells whose texts are not kept`() throws {
        var text = "id,amount,day,word\n"
        for row in 0..<50_000 {
            let number = (row * 7919) % 50_000 + 1000
            let day = "20\(10 + row % 80)-0\(1 + row % 9)-1\(row % 10)"
            text += "\(row + 1),\(number).5,\(day),w\(number)\n"
        }
        text += "50001,-4.5,1999-01-01,a\n50002,99999999.5,2099-12-31,zz\n"
        let columns = try profile(text).columns
        #expect(columns[0].statistics.distinct == 50_002 && columns[0].isUnique)
        #expect(columns[0].statistics.distinctIsExact)
        #expect(columns[0].statistics.maximum == "50002")
        #expect(columns[1].statistics.minimum == "-4.5")
        #expect(columns[1].statistics.maximum == "99999999.5")
        #expect(columns[2].statistics.minimum == "1999-01-01")
        #expect(columns[2].statistics.maximum == "2099-12-31")
        #expect(columns[3].statistics.minimum == "a" && columns[3].statistics.maximum == "zz")
    }

    @Test func `a cell of another kind far down is found`() throws {
        var text = "id,count\n"
        for row in 0..<60_000 { text += "\(row),\(row * 3)\n" }
        text += "60000,n/k\n60001,12.5\n"
        let column = try profile(text).columns[1]
        #expect(column.contradictions.map(\.text).contains("n/k"))
        #expect(column.contradictions.map(\.row).contains(60_002))
    }

    @Test func `a number that comes again far down is no key`() throws {
        var text = "id,x\n"
        for row in 0..<200_000 { text += "\(row),1\n" }
        let before = try profile(text).columns[0]
        #expect(before.statistics.distinct == 200_000 && before.isUnique)
        let after = try profile(text + "5,1\n").columns[0]
        #expect(!after.isUnique)
    }

    @Test func `a sample is the same in whatever order hashes come`() throws {
        let hashes = (1...10_000).map { TextHash.of("value \($0)") }
        var (forward, backward) = (HashSample(), HashSample())
        for hash in hashes { forward.insert(hash) }
        for hash in hashes.reversed() {
            backward.insert(hash)
            backward.shrink(to: 1000)
        }
        forward.shrink(to: 1000)
        #expect(Set(forward) == Set(backward) && forward.bits == backward.bits)
        let estimate = forward.count << forward.bits
        #expect((9000...11_000).contains(estimate))
        for hash in forward { #expect(forward.contains(hash)) }
        let first = try #require(Array(forward).first)
        forward.remove(first)
        #expect(!forward.contains(first) && Set(forward).count == forward.count)
    }

    @Test func `hashes entered together are the same as those entered alone`() {
        var (alone, together) = (HashSample(), HashSample())
        for start in stride(from: 0, to: 6000, by: 60) {
            // The last third of each group was there before, in half of the groups.
            let back = start.isMultiple(of: 120) ? 0 : 20
            let group = (start..<start + 60).map { TextHash.of("value \($0 - back)") }
            let isKnown = group.reduce(false) { !alone.insert($1) && alone.contains($1) || $0 }
            let found = unsafe group.withUnsafeBufferPointer { unsafe together.insert(all: $0) }
            #expect(found == isKnown)
            if start == 3000 {
                alone.shrink(to: 1000)
                together.shrink(to: 1000)
            }
        }
        #expect(Set(alone) == Set(together) && alone.count == together.count)
        #expect(alone.bits == together.bits && alone.bits > 0)
    }

    @Test func `texts of every length have hashes of their own`() {
        var seen: Set<Int> = []
        for length in 1...60 {
            for letter in ["a", "b"] {
                let text = String(repeating: letter, count: length)
                #expect(seen.insert(TextHash.of(text)).inserted)
                let padded = Array("xx\(text)yyyyyyyyy".utf8)
                let inside = unsafe padded.withUnsafeBufferPointer {
                    unsafe TextHash.of($0, 2, 2 + length)
                }
                #expect(inside == TextHash.of(text))
            }
        }
    }
}
