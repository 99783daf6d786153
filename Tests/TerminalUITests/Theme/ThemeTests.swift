// Themes: reading, errors with their place, reduction to fewer colours, and that everything in the
// shipped files can be read on a screen.

import Foundation
import Testing

@testable import TerminalUI

@Suite struct ThemeTests {
    private static func file(_ name: String) throws -> String {
        let root = URL(filePath: #filePath).resolvingSymlinksInPath()
            .deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        return try String(contentsOf: root.appending(path: "themes/\(name).yaml"), encoding: .utf8)
    }

    private static let shipped = ["harvest-dark", "harvest-light", "high-contrast", "colour-blind"]

    @Test func theMonochromeThemeUsesNoColourAnywhere() throws {
        let theme = try Theme(yaml: Self.file("monochrome"))
        for role in Role.allCases {
            let paint = theme.paint(Style(role), depth: .trueColor)
            #expect(paint.foreground == .standard && paint.background == .standard, "\(role)")
            #expect(paint.attributes == theme.paint(Style(role), depth: .mono).attributes)
        }
    }

    @Test(arguments: [ColorDepth.sixteen, .palette, .trueColor])
    func theTerminalsOwnColoursStayThoseAtEveryDepth(_ depth: ColorDepth) throws {
        let theme = try Theme(yaml: Self.file("terminal-16"))
        for role in Role.allCases {
            let paint = theme.paint(Style(role), depth: depth)
            for ink in [paint.foreground, paint.background] {
                if case .index(let index) = ink { #expect(index < 16, "\(role)") }
                if case .rgb = ink { Issue.record("\(role) leaves the sixteen colours") }
            }
        }
        #expect(theme.paint(.bad, depth: depth).foreground == .index(1))
    }

    @Test func statesDifferForTheColourBlindByBrightnessToo() throws {
        let theme = try Theme(yaml: Self.file("colour-blind"))
        let page = theme.page
        let contrasts = try [Role.good, .attention, .bad].map {
            try #require(theme[$0].foreground).contrast(with: page)
        }
        for (index, one) in contrasts.enumerated() {
            for other in contrasts.dropFirst(index + 1) { #expect(abs(one - other) > 0.5) }
        }
    }

    @Test func theBuiltInThemeEqualsItsFile() throws {
        #expect(try Theme(yaml: Self.file("harvest-dark")) == Theme.builtIn)
    }

    @Test(arguments: shipped) func aShippedThemeIsReadableAtEveryDepth(name: String) throws {
        let theme = try Theme(yaml: Self.file(name))
        #expect(theme.name == name)
        for role in Role.allCases where role != .border {
            let entry = theme[role]
            let letters = try #require(entry.foreground)
            let least = [.quiet, .header].contains(role) ? 3.0 : 4.5
            #expect(letters.contrast(with: entry.background ?? theme.page) >= least, "\(role)")
            if let foreground = entry.basicForeground {
                #expect(foreground != entry.basicBackground, "\(role)")
            }
            let reduced = theme.paint(Style(role), depth: .palette)
            #expect(reduced.foreground != reduced.background, "\(role)")
        }
    }

    @Test(arguments: shipped) func lettersStayReadableOnTheSelection(name: String) throws {
        let theme = try Theme(yaml: Self.file(name))
        let ground = try #require(theme[.selection].background)
        for role in [Role.text, .good, .attention, .bad, .accent, .strong] {
            let letters = try #require(theme[role].foreground)
            #expect(letters.contrast(with: ground) >= 3, "\(role)")
        }
    }

    @Test(arguments: shipped) func withoutColoursTheStatesStillDiffer(name: String) throws {
        let theme = try Theme(yaml: Self.file(name))
        let looks = [Role.text, .attention, .bad, .selection, .quiet].map {
            theme.paint(Style($0), depth: .mono).attributes
        }
        #expect(Set(looks.map(\.rawValue)).count == looks.count)
    }

    @Test func aWrongColourIsRefusedWithItsPlace() throws {
        let text = try Self.file("harvest-dark").replacing("page: \"#14171c\"", with: "page: blue")
        let line = 1 + text.components(separatedBy: "\n").firstIndex { $0.hasPrefix("page") }!
        let error = #expect(throws: ThemeError.self) { try Theme(yaml: text) }
        #expect(
            error
                == .invalid(
                    line: line, column: 7, field: "page", value: "blue",
                    expected: "a colour like \"#a0b1c2\""))
    }

    @Test func anUnknownRoleIsRefusedWithTheNearestOne() throws {
        let text = try Self.file("harvest-dark").replacing("  danger:", with: "  dangre:")
        let error = #expect(throws: ThemeError.self) { try Theme(yaml: text) }
        guard case .unknownField(_, 3, "dangre", "danger") = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test func missingRolesAreNamed() {
        let error = #expect(throws: ThemeError.self) {
            try Theme(yaml: "page: \"#000000\"\nroles: { text: { fg: \"#ffffff\" } }")
        }
        guard case .missing(let fields) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(fields.first == "roles.quiet")
    }

    @Test func whatIsNoYAMLIsRefusedWithItsPlace() {
        let error = #expect(throws: ThemeError.self) { try Theme(yaml: "roles: [") }
        #expect(error?.code == "theme_malformed")
    }

    @Test func noColorWinsOverEverything() {
        #expect(ColorDepth.detect(["NO_COLOR": "1", "COLORTERM": "truecolor"]) == .mono)
        #expect(ColorDepth.detect(["NO_COLOR": "", "TERM": "xterm-256color"]) == .palette)
        #expect(ColorDepth.detect(["TERM": "xterm", "COLORTERM": "truecolor"]) == .trueColor)
        #expect(ColorDepth.detect(["TERM": "xterm"]) == .sixteen)
        #expect(ColorDepth.detect(["TERM": "vt100"]) == .mono)
        #expect(ColorDepth.detect([:]) == .mono)
    }

    @Test func glyphsFollowTheLocale() {
        #expect(GlyphSet.detect(["LANG": "de_DE.UTF-8"]) == .unicode)
        #expect(GlyphSet.detect(["LANG": "de_DE.UTF-8", "LC_ALL": "C"]) == .ascii)
        #expect(GlyphSet.detect(["LC_ALL": "", "LANG": "C.utf8"]) == .unicode)
        #expect(GlyphSet.detect([:]) == .ascii)
    }

    @Test func coloursReduceToTheirNearest() {
        #expect(Color(hex: "#ff0000")?.index256 == 196)
        #expect(Color(hex: "#808080")?.index256 == 244)
        #expect(Color(hex: "#000000")?.index256 == 16)
        #expect(Color(hex: "red") == nil)
        #expect(Color(hex: "#12345g") == nil)
    }

    @Test func textOnTheSelectionTakesItsLettersAndStatesKeepTheirs() {
        let theme = Theme.builtIn
        let plain = theme.paint(Style(.text, on: .selection), depth: .trueColor)
        #expect(plain == theme.paint(.selection, depth: .trueColor))
        let bad = theme.paint(Style(.bad, on: .selection), depth: .trueColor)
        #expect(bad.background == plain.background)
        #expect(bad.foreground == theme.paint(.bad, depth: .trueColor).foreground)
    }
}
