// Amounts without cents, and signs of money.

import JSONText
import Testing

@testable import Inference

@Suite struct AmountSignTests {
    @Test(arguments: [
        ("3.200,-", "3200.00"), ("€ 3.200,-", "3200.00"), ("3.200,-- €", "3200.00"),
        ("-1.100,-", "-1100.00"), ("2.400,–", "2400.00"), ("2.400,— EUR", "2400.00"),
    ]) func `dashes in place of cents are none`(cell: String, value: String) throws {
        let found = try column("bedrag", [cell, "€ 2.400,-", "39,50", "1.100,-"])
        #expect(found.reading.base == .decimal && found.contradictionCount == 0)
        #expect(try found.reading.parse(cell).plainText == value)
    }

    @Test func `other dashes are none of cents`() {
        for text in ["5,-3", ",-", "3,---", "1,2,-"] { #expect(NumberText(text) == nil) }
        #expect(NumberText("12-")?.isNegative == true)
        #expect(NumberText("CHF 12.-")?.text(.point) == "12.00")
    }

    @Test(arguments: [
        ("1.250,75 TL", "1250.75", "TRY"), ("TL 300,00", "300.00", "TRY"),
        ("￥1,250", "1250", "¥"), ("￥ 980", "980", "¥"),
    ]) func `signs of money are known`(cell: String, value: String, currency: String) throws {
        let found = try column("tutar", [cell, cell])
        #expect(found.reading.base == .decimal && found.reading.semantic == .money)
        #expect(found.reading.currency == currency)
        #expect(try found.reading.parse(cell).plainText == value)
    }
}
