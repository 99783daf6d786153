// Our table of widths against the C library's, by which ncurses moves its cursor.

import TerminalUI
import Testing

@testable import CursesTerminal

@Suite struct LibraryWidthTests {
    @Test func widthsAgreeForEveryScalarThatBothKnow() throws {
        try #require(LibraryWidth.useLocale(wantsUTF8: true))
        var different: [String] = []
        for value in UInt32(0)...0x10FFFF {
            guard let scalar = Unicode.Scalar(value), let ours = CellWidth.of(scalar) else {
                continue
            }
            let theirs = LibraryWidth.of(scalar)
            if theirs >= 0 && theirs != ours { different.append(String(value, radix: 16)) }
        }
        // A vowel sign of Ahom that became non-spacing in a later version of Unicode.
        #expect(different.filter { $0 != "1171e" } == [])
    }
}
