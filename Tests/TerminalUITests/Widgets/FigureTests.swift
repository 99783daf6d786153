// How figures are written.

import Testing

@testable import TerminalUI

@Suite struct FigureTests {
    @Test func thousandsStandApart() {
        #expect(Figure.count(6642) == "6\u{202F}642")
        #expect(Figure.count(-1_234_567) == "-1\u{202F}234\u{202F}567")
        #expect(Figure.count(999) == "999")
        #expect(Figure.count(Int.min).hasPrefix("-9\u{202F}223"))
        #expect(Figure.count(nil as Int?) == "–")
    }

    @Test func agesAreOneFigure() {
        #expect(Figure.age(.milliseconds(420)) == "0.4 s")
        #expect(Figure.age(.seconds(12)) == "12 s")
        #expect(Figure.age(.seconds(180)) == "3 m")
        #expect(Figure.age(.seconds(3 * 86_400)) == "3 d")
        #expect(Figure.age(.seconds(-5)) == "0.0 s")
    }

    @Test func durationsKeepTheirUnits() {
        #expect(Figure.duration(.microseconds(850)) == "850 µs")
        #expect(Figure.duration(.milliseconds(28)) == "28 ms")
        #expect(Figure.duration(.milliseconds(1250)) == "1.25 s")
        #expect(Figure.duration(.seconds(125)) == "2 m 05 s")
        #expect(Figure.duration(.seconds(11_520)) == "3 h 12 m")
        #expect(Figure.duration(.zero) == "0 ms")
    }

    @Test func ratesBytesAndParts() {
        #expect(Figure.rate(412) == "412/s")
        #expect(Figure.rate(0.44) == "0.4/s")
        #expect(Figure.rate(nil) == "–")
        #expect(Figure.bytes(512) == "512 B")
        #expect(Figure.bytes(1_200_000_000) == "1.2 GB")
        #expect(Figure.bytes(999_999) == "1.0 MB")
        #expect(Figure.percent(0.999) == "99%")
        #expect(Figure.percent(0.0001) == "1%")
        #expect(Figure.percent(1) == "100%")
    }

    @Test func idsAreCutInTheMiddleOnlyWhenLong() {
        #expect(Figure.id("0192f3c1-aaaa-7be2") == "0192f3c1…7be2")
        #expect(Figure.id("Product/11") == "Product/11")
    }

    @Test func decimalsRoundAndNeverShowMinusZero() {
        #expect(Figure.decimal(1.005, digits: 1) == "1.0")
        #expect(Figure.decimal(-0.04, digits: 1) == "0.0")
        #expect(Figure.decimal(.infinity, digits: 1) == "–")
    }
}
