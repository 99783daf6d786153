// The short ways of reading cells say what the long ones say.

import JSONText
import Testing

@testable import Inference

@Suite struct PlainCellTests {
    private static let numbers = [
        "0", "7", "-7", "12", "007", "-0", "0.5", "-0.5", "00.5", "12.50", "12.", ".5", "1.2.3",
        "-",
        "", "1e5", "1,5", "+4", "123456789012345678", "1234567890123456789", "-12.5", "--1", "5-",
        "1 2",
    ]

    @Test(arguments: numbers)
    func `plain numbers are what their parts say`(_ text: String) throws {
        guard let plain = PlainCell.number(text) else { return }
        let number = try #require(NumberText(text))
        for style in NumberStyle.allCases where plain == .whole || style.decimalMark == "." {
            let digits = try #require(number.text(style))
            #expect(digits == text)
            #expect(number.isInteger(style) == (plain == .whole))
            var reading = ColumnReading(plain == .whole ? .integer : .decimal)
            reading.numberStyle = style
            #expect(try reading.parse(text) == JSON(parsing: digits))
        }
    }

    @Test func `most plain numbers are recognised`() {
        let found = Self.numbers.filter { PlainCell.number($0) != nil }
        #expect(
            found == ["0", "7", "-7", "12", "0.5", "12.50", "123456789012345678", "-12.5"])
    }

    @Test func `numbers of digits and one mark are read like all others`() {
        let wholes = ["", "0", "00", "7", "12", "012", "123", "1234", "123456"]
        var texts = wholes
        for mark in [".", ","] {
            for whole in wholes {
                for rest in wholes { texts.append(whole + mark + rest) }
            }
        }
        texts += Self.moments + Self.numbers + Self.spans
        for text in texts {
            #expect(NumberText(text) == NumberText(Array(text.utf8)[...]), "\(text)")
        }
    }

    /// Signs, strokes and colons within and around digits.
    private static let spans = [
        "10-20", "1-2-3", "-10-", "10-", "-5-3", "5-e3", "5e-3", "1e-", "3/4", "1/2 kg", "€ 3-4",
        "EUR: 5", "5:3", ":5", "5:", "(5-3)", "(5)", "1-2 €", "12 - 3", "2024-02-29 €",
    ]

    private static let moments = [
        "2024-02-29", "2023-02-29", "0000-01-01", "2024-13-01", "2024-1-01", "20240229", "2024.5",
        "2024,50", "12345678", "1234567", "12.30", "2024-02-29T08:30:00", "2024-02-29 08:30:00",
        "2024-02-29T24:00:00", "2024-02-29T08:60:00", "2024-02-29T08:30:60", "2024-02-29_08:30:00",
        "2024-02-29T08:30", "01.02.2024", "08:30",
    ]

    @Test(arguments: moments)
    func `ISO dates are what their parts say`(_ text: String) {
        let moment = MomentText(text)
        let iso = moment?.iso(in: .yearMonthDay, pivot: 2049)
        #expect(moment == MomentText(long: text))
        if PlainCell.isNoMoment(text) { #expect(moment == nil) }
        if PlainCell.isISODate(text) { #expect(iso == text && moment?.orders == [.yearMonthDay]) }
        if let plain = PlainCell.isoMoment(text) {
            #expect(iso == plain && moment?.orders == [.yearMonthDay])
        }
    }

    @Test func `ISO dates are recognised`() {
        #expect(Self.moments.filter(PlainCell.isISODate) == ["2024-02-29"])
        #expect(
            Self.moments.compactMap(PlainCell.isoMoment) == [
                "2024-02-29T08:30:00", "2024-02-29T08:30:00",
            ])
    }
}
