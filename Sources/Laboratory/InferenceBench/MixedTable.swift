// A generated table of mixed columns, for benchmarks of inference: numbers, dates, words, codes, blanks.

import Foundation

package enum MixedTable {
    private static let header =
        "id,customer_id,order_date,shipped_at,amount,quantity,status,country,email,code,note,rate,flag,city\n"

    /// Writes about so many megabytes to `path`; the same numbers give the same bytes.
    package static func write(megabytes: Int, to path: String) -> Bool {
        guard FileManager.default.createFile(atPath: path, contents: nil),
            let handle = FileHandle(forWritingAtPath: path)
        else { return false }
        defer { try? handle.close() }
        var block = Array(header.utf8)
        var written = 0
        var row = 0
        var state: UInt64 = 88_172_645_463_325_252
        while written < megabytes * 1_000_000 {
            row += 1
            append(row, &state, to: &block)
            if block.count > 1 << 20 {
                guard (try? handle.write(contentsOf: Data(block))) != nil else { return false }
                written += block.count
                block.removeAll(keepingCapacity: true)
            }
        }
        return (try? handle.write(contentsOf: Data(block))) != nil
    }

    private static let states = ["open", "paid", "shipped", "cancelled"]
    private static let countries = ["Germany", "France", "Japan", "Brazil", "Canada", "Kenya"]
    private static let cities = ["Berlin", "Lyon", "Osaka", "Recife", "Toronto", "Nairobi"]

    private static func append(_ row: Int, _ state: inout UInt64, to block: inout [UInt8]) {
        let random = { (state: inout UInt64, below: Int) -> Int in
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return Int(state % UInt64(below))
        }
        let two = { (number: Int) in number < 10 ? "0\(number)" : "\(number)" }
        let day =
            "20\(two(random(&state, 24)))-\(two(1 + random(&state, 12)))-"
            + two(1 + random(&state, 28))
        let customer = random(&state, 90_000)
        let kind = random(&state, 6)
        block +=
            "\(row),\(customer),\(day),\(day)T\(two(random(&state, 24))):\(two(random(&state, 60))):00,"
            .utf8
        block +=
            "\(random(&state, 100_000)).\(two(random(&state, 100))),\(random(&state, 50)),".utf8
        block += "\(states[random(&state, 4)]),\(countries[kind]),c\(customer)@example.org,".utf8
        block += "P-\(10_000 + random(&state, 9000)),".utf8
        block += (random(&state, 5) == 0 ? "" : "\"note, no. \(random(&state, 1000))\"").utf8
        block +=
            ",0.\(random(&state, 1000)),\(random(&state, 2) == 0 ? "yes" : "no"),\(cities[kind])\n"
            .utf8
    }
}
