// Lines of `--linear`: marked, and never wider than the terminal.

import Testing

@testable import TerminalUI

@Suite struct LinearLineTests {
    @Test func theMarkTakesThePlaceOfTheBlanksInFront() {
        #expect(LinearLine.marked(" ▸ Customer   91", width: 20) == ">  Customer   91")
        #expect(LinearLine.marked("   Customer   91", width: 20) == ">  Customer   91")
    }

    @Test func whatHasNoBlanksInFrontTakesItsRoomFromTheWidestGap() {
        let row = "├─ Customer    91  live"
        let line = LinearLine.marked(row, width: 23)
        #expect(line == "> ├─ Customer  91  live")
        #expect(CellWidth.of(line) == 23)
        #expect(
            LinearLine.marked(row, width: 40) == "> " + row, "where there is room nothing moves")
    }

    @Test func severalGapsGiveWhatOneHasNot() {
        #expect(LinearLine.marked("aa  bb  cc", width: 10) == "> aa bb cc")
    }

    @Test func withoutGapsTheEndIsCutAndSaysSo() {
        #expect(LinearLine.marked("abcdefghij", width: 10) == "> abcdefg…")
        #expect(CellWidth.of(LinearLine.marked("東京東京東京", width: 12)) <= 12)
    }

    @Test(arguments: 1...30) func noLineIsWiderThanTheTerminal(_ width: Int) {
        for row in ["", "x", "東 京", "a   b   c", " ▸ name      1", "│  two"] {
            #expect(CellWidth.of(LinearLine.marked(row, width: max(3, width))) <= max(3, width))
        }
    }
}
