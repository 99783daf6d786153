// The bytes that ask a terminal to copy.

import Foundation
import Testing

@testable import TerminalUI

@Suite struct ClipboardSequenceTests {
    @Test(arguments: ["", "a", "ab", "abc", "Ünïcode 日本", "0192f3c1-7be2\n"])
    func theTextIsInBase64(text: String) {
        let wanted = Data(text.utf8).base64EncodedString()
        #expect(
            ClipboardSequence.asking(toCopy: text, insideTmux: false)
                == "\u{1B}]52;c;\(wanted)\u{7}")
    }

    @Test func tmuxGetsItWrapped() {
        #expect(
            ClipboardSequence.asking(toCopy: "a", insideTmux: true)
                == "\u{1B}Ptmux;\u{1B}\u{1B}]52;c;YQ==\u{7}\u{1B}\\")
    }

    @Test func longTextsAreRefused() {
        let long = String(repeating: "x", count: ClipboardSequence.mostBytes + 1)
        #expect(ClipboardSequence.asking(toCopy: long, insideTmux: false) == nil)
    }
}
