// A line of input: proposals, and what does not fit.

import Testing

@testable import TerminalUI

@Suite struct InputFieldTests {
    private func typed(_ keys: String, into field: InputField) -> String {
        var field = field
        for key in KeyScript.keys(in: keys) { _ = field.edit(key) }
        return field.text
    }

    private func line(_ field: InputField, _ width: Int, glyphs: GlyphSet = .unicode) -> String {
        var screen = Screen(
            Viewport(size: Size(columns: width, rows: 1), glyphs: glyphs))
        let rect = screen.bounds
        field.draw(into: &screen, in: rect)
        return String(screen.plainText().prefix { $0 != "\n" })
    }

    @Test func whatIsTypedTakesThePlaceOfAProposal() {
        let field = InputField("Customer/85", isProposal: true)
        #expect(typed("ab", into: field) == "ab")
        #expect(typed("<backspace>", into: field) == "")
        var pasted = field
        pasted.insert("Order/1")
        #expect(pasted.text == "Order/1")
        #expect(typed("ab", into: InputField("Customer/85")) == "Customer/85ab")
    }

    @Test func aKeyThatMovesKeepsTheProposal() {
        let field = InputField("Customer/85", isProposal: true)
        #expect(typed("<end>6", into: field) == "Customer/856")
        #expect(typed("<home>My", into: field) == "MyCustomer/85")
    }

    @Test func whatIsOutOfSightIsMarkedAtItsEnd() {
        var field = InputField("abcdefghij")
        #expect(line(field, 8) == "…efghij")
        _ = field.edit(.home)
        #expect(line(field, 8) == "abcdefg…")
        #expect(line(field, 8, glyphs: .ascii) == "abcde...")
        #expect(line(InputField("abc"), 8) == "abc")
    }
}
