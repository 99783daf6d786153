// Drawing into the grid: clipping, wide characters, renderers.

import Testing

@testable import TerminalUI

@Suite struct ScreenTests {
    /// Compared bit for bit where that says enough: texts that do not fit into a cell's place are equal all the same.
    @Test func screensThatLookAlikeAreEqual() {
        func screen(_ mark: String) -> Screen {
            var screen = Screen(columns: 20, rows: 3)
            screen.put("plain", x: 0, y: 0)
            screen.put("e" + String(repeating: "\u{301}", count: 4) + mark, x: 0, y: 1)
            screen.put("\u{1F469}\u{200D}\u{1F4BB} \u{6F22}\u{5B57}", x: 0, y: 2)
            return screen
        }
        #expect(screen("x") == screen("x"))
        #expect(screen("x") != screen("y"))
        let (one, other) = (screen("x"), screen("y"))
        #expect((0..<3).map { one.hasSameRow($0, as: other) } == [true, false, true])
        var moved = screen("x")
        moved.cursor = Point(x: 1, y: 1)
        #expect(moved != one)
        moved = screen("x")
        moved.restyle(Rect(x: 0, y: 2, width: 1, height: 1)) { $0.adding(.bold) }
        #expect(moved != one && !moved.hasSameRow(2, as: one))
    }

    @Test func textThatDoesNotFitEndsInAnEllipsis() {
        var screen = Screen(columns: 8, rows: 1)
        let taken = screen.put("SalesOrder", x: 0, y: 0)
        #expect(screen.plainRow(0) == "SalesOr…")
        #expect(taken == 8)
    }

    @Test func idsAreCutInTheMiddle() {
        #expect(Clipping.text("0192f3c1aabb7be2", to: 9, cut: .middle) == "0192…7be2")
    }

    @Test func asciiClippingCountsThreeDots() {
        var screen = Screen(columns: 8, rows: 1, glyphs: .ascii)
        screen.put("SalesOrder", x: 0, y: 0)
        #expect(screen.plainRow(0) == "Sales...")
        #expect(Clipping.text("abcdef", to: 2, glyphs: .ascii) == "..")
    }

    @Test func aWideCharacterIsNeverSplitByClipping() {
        #expect(Clipping.text("日本語", to: 4) == "日…")
        #expect(Clipping.text("日本語", to: 5) == "日本…")
        #expect(Clipping.text("日本語", to: 6) == "日本語")
    }

    @Test func overwritingHalfOfAWideCharacterBlanksTheOther() {
        var screen = Screen(columns: 4, rows: 1)
        screen.put("日本", x: 0, y: 0)
        screen.put("x", x: 1, y: 0, width: 1)
        #expect(screen.plainRow(0) == " x本")
        screen.put("y", x: 2, y: 0, width: 1)
        #expect(screen.row(0).map(\.width) == [1, 1, 1, 1])
    }

    @Test func aWideCharacterAtTheEdgeBecomesASpace() {
        var screen = Screen(columns: 3, rows: 1)
        screen.set(.init(text: "日", width: 2), x: 2, y: 0, style: .text)
        #expect(screen[2, 0].width == 1)
        #expect(screen.plainRow(0) == "")
    }

    @Test func everyRowIsAsWideAsTheScreenWhateverIsDrawn() {
        var screen = Screen(columns: 11, rows: 3)
        for (index, text) in ["日本語テキスト", "e\u{301}👩‍👩‍👧🇩🇪", "\u{1B}[2J\u{202E}x"].enumerated() {
            screen.put(text, x: index * 3, y: index)
            screen.put(text, x: 2, y: index, width: 5, align: .right)
            #expect(screen.row(index).reduce(0) { $0 + Int($1.width) } == 11)
        }
    }

    @Test func drawingOutsideOfTheScreenDoesNothing() {
        var screen = Screen(columns: 4, rows: 2)
        let before = screen
        screen.put("text", x: 4, y: 0)
        screen.put("text", x: 0, y: 2)
        screen.put("text", x: 0, y: -1)
        screen.fill(Rect(x: 9, y: 9, width: 3, height: 3), with: "#")
        screen.frame(Rect(x: 0, y: 0, width: 1, height: 1))
        #expect(screen == before)
    }

    @Test func textLeftOfTheScreenShowsItsRest() {
        var screen = Screen(columns: 4, rows: 1)
        screen.put("abcdef", x: -2, y: 0)
        #expect(screen.plainRow(0) == "cdef")
    }

    @Test func aFrameFloatsWithItsTitle() {
        var screen = Screen(columns: 12, rows: 3)
        screen.frame(screen.bounds, title: "Undo")
        #expect(screen.plainText() == "╭─ Undo ───╮\n│          │\n╰──────────╯\n")
    }

    @Test func wrappedTextBreaksAtSpacesAndSaysWhenItIsCut() {
        let lines = Wrapping.lines(of: "no commands yet: import", width: 12)
        #expect(lines == ["no commands", "yet: import"])
        #expect(Wrapping.lines(of: "abcdefgh", width: 3) == ["abc", "def", "gh"])
        var screen = Screen(columns: 5, rows: 2)
        screen.putWrapped("one two three", in: screen.bounds)
        #expect(screen.plainText() == "one\ntwo…\n")
    }

    @Test func ansiKeepsTheTextAndNothingButColoursBesides() {
        var screen = Screen(columns: 6, rows: 1)
        screen.put("ok", x: 0, y: 0, style: .good)
        let theme = Theme.builtIn
        #expect(
            screen.ansi(theme, depth: .trueColor)
                == "\u{1B}[0;38;2;127;192;138mok\u{1B}[0;38;2;211;215;222m    \u{1B}[0m\n")
        #expect(screen.ansi(theme, depth: .sixteen) == "\u{1B}[0;32mok\u{1B}[0m    \u{1B}[0m\n")
        #expect(screen.ansi(theme, depth: .mono) == "\u{1B}[0mok    \u{1B}[0m\n")
    }

    @Test func svgEscapesTextAndDrawsBarsAsShapes() {
        var screen = Screen(columns: 8, rows: 1)
        screen.put("a<b&c█", x: 0, y: 0)
        let svg = screen.svg(.builtIn, title: "x \"y\"")
        #expect(svg.contains(">a&lt;b&amp;c</text>"))
        #expect(!svg.contains("█"))
        #expect(svg.contains("<title>x &quot;y&quot;</title>"))
        #expect(svg.hasSuffix("</svg>\n"))
    }
}
