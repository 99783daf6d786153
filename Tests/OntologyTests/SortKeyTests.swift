// The order of values as texts: exact for numbers of any size, by bytes for texts, the same as comparing in pairs.

import JSONText
import Ontology
import Testing

@Suite struct SortKeyTests {
    private static let numbers = [
        "-1e9999999999", "-1e999", "-123456789012345678901234567890", "-1000", "-12.5", "-12.49",
        "-1", "-0.5", "-1e-400", "0", "1e-400", "0.1", "0.10000000000000000001", "0.5", "1", "9",
        "10", "12.49", "12.5", "9007199254740992", "9007199254740993",
        "123456789012345678901234567890", "1e999", "1e9999999999",
    ]

    @Test func numbersStandAsTheyAreWorth() throws {
        let keys = try Self.numbers.map { try #require(SortKey(.number($0))) }
        for (left, right) in zip(keys, keys.dropFirst()) {
            #expect(left < right, "\(left.text) \(right.text)")
        }
        for text in ["12.5", "12.50", "1.25e1", "125E-1", "0012.5"] {
            #expect(SortKey(.number(text)) == keys[18])
        }
        for text in ["0", "-0", "0.000", "0e5"] { #expect(SortKey(.number(text)) == keys[9]) }
        #expect(SortKey(10) == SortKey(.number("1e1")))
    }

    @Test func kindsStandApartAndNullNowhere() throws {
        let values: [JSON] = [.integer(.max), "", "false", "n", .array([])]
        let keys = try values.map { try #require(SortKey($0)) }
        #expect(keys == keys.shuffled().sorted())
        #expect(SortKey(.null) == nil)
        #expect(SortKey(.bool(false)) == SortKey("false"))
        #expect(SortKey([1]) == SortKey(["x": 1]))
        #expect(SortKey("caf\u{E9}") != SortKey("cafe\u{301}"))
    }

    @Test func ofALongTextTheBeginningTells() throws {
        let long = String(repeating: "漢", count: 400)
        let key = try #require(SortKey(.string(long)))
        #expect(key.text.utf8.count == 1000)
        #expect(key == SortKey(.string(long + "x")))
        #expect(try #require(SortKey("漢")) < key)
    }

    @Test func aRangeNeverLeavesOutWhatIsWithin() throws {
        let range = try #require(PropertyRange("n", from: SortKey(2), to: SortKey(.number("3.5"))))
        for (value, holds) in [
            (2, true), (.number("3.50"), true), (.number("3.6"), false), (1, false), ("1", true),
            ([1], true), (.bool(false), true), (.null, false),
        ] as [(JSON, Bool)] {
            #expect(range.holds(for: JSONObject([("n", value)])) == holds, "\(value)")
        }
        #expect(!range.holds(for: JSONObject()))
        #expect(PropertyRange("n", from: nil, to: nil) == nil)
        #expect(PropertyRange("n", from: SortKey(1), to: SortKey("x")) == nil)
    }
}
