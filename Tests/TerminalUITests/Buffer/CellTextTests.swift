// What text from data becomes: nothing a terminal would obey.

import Testing

@testable import TerminalUI

@Suite struct CellTextTests {
    private func shown(_ text: String, _ glyphs: GlyphSet = .unicode) -> String {
        CellText.pieces(of: text, glyphs: glyphs).map(\.text).joined()
    }

    @Test func controlsBecomeVisibleMarks() {
        #expect(shown("a\u{1B}[2Jb\tc\nd\u{0}\u{7F}") == "a␛[2Jb␉c␊d␀␡")
        #expect(shown("\u{9B}31m\u{85}") == "\u{FFFD}31m\u{FFFD}")
    }

    @Test func directionOverridesBecomeMarks() {
        #expect(shown("a\u{202E}b\u{2066}c") == "a\u{FFFD}b\u{FFFD}c")
    }

    @Test func noScalarReachesTheScreenAsAControl() {
        for value in UInt32(0)...0x10FFFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            for piece in CellText.pieces(of: String(Character(scalar)), glyphs: .unicode) {
                for out in piece.text.unicodeScalars where CellWidth.of(out) == nil {
                    Issue.record("U+\(String(value, radix: 16)) gives an unprintable")
                }
            }
        }
    }

    @Test func marksJoinTheirLetterAndStandOnASpaceWithoutOne() {
        let pieces = CellText.pieces(of: "e\u{301}x")
        #expect(pieces.map(\.text) == ["e\u{301}", "x"])
        #expect(CellText.pieces(of: "\u{301}").map(\.text) == [" \u{301}"])
    }

    @Test func aLetterKeepsNoMoreMarksThanACellHolds() {
        let tower = "z" + String(repeating: "\u{301}", count: 40)
        #expect(CellText.pieces(of: tower).map { $0.text.unicodeScalars.count } == [5])
    }

    @Test func emojiSequencesShrinkToTheirBase() {
        #expect(CellText.pieces(of: "👩‍👩‍👧") == [.init(text: "👩", width: 2)])
        #expect(CellText.pieces(of: "👍🏽") == [.init(text: "👍", width: 2)])
        #expect(shown("❤\u{FE0F}") == "❤")
        #expect(shown("🇩🇪") == "DE")
    }

    @Test func joinersInsideWordsDropNoLetter() {
        #expect(shown("क्\u{200D}ष").unicodeScalars.contains("ष"))
    }

    @Test func asciiScreensGetTwinsAndQuestionMarks() {
        #expect(shown("Kunde → é … 日", .ascii) == "Kunde -> ? ... ??")
        #expect(CellWidth.of("→ 日", glyphs: .ascii) == 5)
        #expect(shown("6\u{202F}642 · ●", .ascii) == "6 642 | *")
    }
}
