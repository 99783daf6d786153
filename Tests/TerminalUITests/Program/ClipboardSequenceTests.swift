// The bytes that ask a terminal to copy.

import Foundation
import Testing

@testable import TerminalUI

@Suite struct ClipboardSequenceTests {
    @Test(arguments: ["", "a", "ab", "abc", "Ünïcode 日本", "0192f3c1-7be2\n"])
    func theTextIsInBase64(text: String) {
        let wanted = Data(text.utf8).base64EncodedString()
        #expect(
            ClipboardSequence.asking(toCopy: text, inside: .none)
                == "\u{1B}]52;c;\(wanted)\u{7}")
    }

    @Test func tmuxGetsItWrapped() {
        #expect(
            ClipboardSequence.asking(toCopy: "a", inside: .tmux)
                == "\u{1B}Ptmux;\u{1B}\u{1B}]52;c;YQ==\u{7}\u{1B}\\")
    }

    @Test func longTextsAreRefused() {
        let long = String(repeating: "x", count: ClipboardSequence.mostBytes + 1)
        #expect(ClipboardSequence.asking(toCopy: long, inside: .none) == nil)
    }

    @Test func screenGetsItInPiecesOfItsOwnLength() throws {
        let text = String(repeating: "a", count: 3000)
        let plain = try #require(ClipboardSequence.asking(toCopy: text))
        let wrapped = try #require(ClipboardSequence.asking(toCopy: text, inside: .screen))
        let pieces = wrapped.components(separatedBy: "\u{1B}\\").dropLast()
        #expect(pieces.allSatisfy { $0.hasPrefix("\u{1B}P") && $0.utf8.count < 600 })
        #expect(pieces.map { String($0.dropFirst(2)) }.joined() == plain)
        #expect(ClipboardSequence.Wrapping.detect(["STY": "1.pts"]) == .screen)
        #expect(ClipboardSequence.Wrapping.detect(["STY": "1.pts", "TMUX": "x"]) == .tmux)
    }
}
