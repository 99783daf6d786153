// What columns are taken for, and what their cells become.

import JSONText
import Testing

@testable import Inference

@Suite struct TypeTests {
    @Test(arguments: [
        (["1.234,50", "2.000,00", "12,75"], "1234.50"), (["1,234.50", "12.75", "3.00"], "1234.50"),
        (["1'234.50", "22.00", "3.10"], "1234.50"), (["1 234,5", "2,5", "33,25"], "1234.5"),
        (["12,34,567.00", "1,23,456.50", "10.25"], "1234567.00"),
        (["($1,182.70)", "$15.00", "$2.50"], "-1182.70"),
    ]) func `decimals keep every digit in each convention`(cells: [String], first: String) throws {
        let found = try column("amount", cells)
        #expect(found.reading.base == .decimal)
        #expect(try found.reading.parse(cells[0]).plainText == first)
    }

    @Test func `codes with leading zeros stay texts`() throws {
        let found = try column("branch", ["0012", "0345", "9876"])
        #expect(found.reading.base == .string)
        #expect(try found.reading.parse("0012") == .string("0012"))
    }

    @Test func `one proof of day-first decides the column`() throws {
        let found = try column("booked", ["04/05/2021", "06/07/2021", "25/05/2021"])
        #expect(found.reading.format == "dd/MM/yyyy")
        #expect(try found.reading.parse("04/05/2021") == .string("2021-05-04"))
        #expect(found.evidence.contains { $0.contains("25/05/2021 in row 4") })
    }

    @Test func `what the cells leave open is said to be open`() throws {
        let found = try column("booked", ["04/05/2021", "06/07/2021"])
        #expect(found.confidence < 0.6)
        #expect(found.alternatives.contains { $0.format == "MM/dd/yyyy" && $0.refusedBy == 0 })
    }

    @Test(arguments: [
        ("2021年3月5日", "2021-03-05"), ("31.12.1998", "1998-12-31"), ("5 Mär 2020", "2020-03-05"),
        ("28 juil. 2026", "2026-07-28"), ("2003.07.01.", "2003-07-01"),
        ("Jun 1 2007", "2007-06-01"),
        ("20240105", "2024-01-05"),
    ]) func `dates of many hands become ISO dates`(text: String, iso: String) throws {
        let found = try column("date", Array(repeating: text, count: 3))
        #expect(found.reading.base == .date)
        #expect(try found.reading.parse(text) == .string(iso))
    }

    @Test func `days that no calendar has are slips in a column of dates`() throws {
        let cells = ["01.02.2023", "15.02.2023", "31.02.2023", "03.03.2023"]
        let found = try column("Eintritt", cells)
        #expect(found.reading.base == .date && found.reading.dateOrder == .dayMonthYear)
        #expect(found.contradictions.map(\.text) == ["31.02.2023"])
        #expect(found.confidence < 0.9)
        // As many slips as dates are no column of dates; nor do version numbers make one.
        let doubtful = try column("Eintritt", ["01.02.2023", "31.02.2023"])
        #expect(doubtful.reading.base == .string)
        #expect(ImpossibleDay.isOne("2023-02-29") && !ImpossibleDay.isOne("2024-02-29"))
        #expect(ImpossibleDay.isOne("02/30/2024") && !ImpossibleDay.isOne("32.01.2024"))
        #expect(!ImpossibleDay.isOne("31.4.1") && !ImpossibleDay.isOne("31.04/2024"))
    }

    @Test func `times, zones and half days are read`() throws {
        let zoned = try column("seen", ["2026-12-31T19:25:58Z", "2027-01-01T04:25:59+09:00"])
        #expect(zoned.reading.base == .datetime)
        #expect(
            try zoned.reading.parse("2027-01-01T04:25:59+09")
                == .string("2027-01-01T04:25:59+09:00"))
        let half = try column("start", ["09:50 AM", "10:30 PM", "12:05 AM"])
        #expect(half.reading.format == "hh:mm a")
        #expect(try half.reading.parse("10:30 PM") == .string("22:30:00"))
        #expect(try half.reading.parse("12:05 AM") == .string("00:05:00"))
    }

    @Test func `cells that do not fit are listed with their rows`() throws {
        let cells =
            (1...40).map { "2024-01-\(padded($0 % 28 + 1, 2))" } + ["see note", "00.00.0000"]
        let found = try column("day", cells)
        #expect(found.reading.base == .date)
        #expect(found.contradictionCount == 2)
        #expect(found.contradictions.map(\.row) == [42, 43])
        #expect(throws: CellFault(expected: .date, text: "see note")) {
            try found.reading.parse("see note")
        }
    }

    @Test func `words for missing are missing among numbers and words among words`() throws {
        let numbers = try column("ph", ["7.1", "N/A", "-", "6.9", "None"])
        #expect(numbers.statistics.nulls == 3)
        #expect(try numbers.reading.parse("None") == .null)
        let words = try column("allergy", ["nuts", "None", "milk", "None"])
        #expect(words.statistics.nulls == 0)
        #expect(try words.reading.parse("None") == .string("None"))
    }

    @Test func `flags are pairs of words, and counts of 0 and 1 are numbers`() throws {
        #expect(try column("aktiv", ["ja", "nein", "ja"]).reading.parse("nein") == .bool(false))
        #expect(try column("is_open", ["0", "1", "1"]).reading.base == .boolean)
        #expect(try column("bathrooms", ["0", "1", "1"]).reading.base == .integer)
    }

    @Test(arguments: [
        ("ip", ["10.0.0.1", "192.168.1.7"], Semantic.ip), ("x", ["DE44500105175407324931"], .iban),
        ("x", ["978-3-16-148410-0", "978-0-306-40615-7"], .isbn),
        ("x", ["4111 1111 1111 1111", "5500 0000 0000 0004"], .creditCard),
        ("u", ["https://a.example/x", "http://b.example"], .url),
        ("country", ["Suisse", "Perú"], .country),
        ("x", ["USD", "EUR", "CHF"], .currencyCode), ("share", ["12 %", "7,5 %"], .percent),
        ("year", ["1999", "2003", "2010"], .year), ("x", ["Montag", "Freitag"], .dayOfWeek),
        ("size", ["3 kg", "4.5 kg"], .measurement), ("zip", ["01001", "99501"], .postalCode),
    ]) func `meanings are recognised`(header: String, cells: [String], meaning: Semantic) throws {
        #expect(try column(header, cells).reading.semantic == meaning)
    }

    @Test func `spans of years are no telephone numbers`() throws {
        let found = try column("season", ["2013-2014", "2012-2013", "2010-2011", "2009-2010"])
        #expect(found.reading.base == .string)
        #expect(found.reading.semantic != .phone)
    }

    @Test func `figures are exact`() throws {
        let found = try column("n", ["3", "1", "2", "2", ""])
        #expect(found.statistics.rows == 5 && found.statistics.nulls == 1)
        #expect(found.statistics.distinct == 3)
        #expect(found.statistics.minimum == "1" && found.statistics.maximum == "3")
        #expect(found.statistics.histogram.reduce(0, +) == 4)
        #expect(!found.isUnique && !found.hasNoNulls)
    }

    @Test func `identifiers beyond doubles keep every digit`() throws {
        let found = try column("id", ["9007199254740993", "123456789012345678901234567890"])
        #expect(try found.reading.parse("9007199254740993") == .integer(9_007_199_254_740_993))
        #expect(
            try found.reading.parse("123456789012345678901234567890")
                == .number("123456789012345678901234567890"))
    }
}
