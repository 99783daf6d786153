// Every shipped theme, on a black and on a white terminal, with 16, 256 and all colours: nothing is written in the colour
// of what lies under it, and what is selected is told by more than its colour.

import Foundation
import Testing

@testable import TerminalUI

@Suite struct ThemeReductionTests {
    static let shipped: [Theme] = {
        let root = URL(filePath: #filePath).resolvingSymlinksInPath()
            .deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let folder = root.appending(path: "themes")
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.sorted().compactMap { name in
            (try? String(contentsOf: folder.appending(path: name), encoding: .utf8))
                .flatMap { try? Theme(yaml: $0) }
        }
    }()

    /// What lies on what: every role alone, and the roles that rows are made of on the grounds of rows.
    static let styles: [Style] = {
        let grounds: [Role] = [.selection, .selectionUnfocused, .input]
        let letters = Role.allCases.filter { !grounds.contains($0) && $0 != .match }
        return Role.allCases.map { Style($0) }
            + grounds.flatMap { ground in letters.map { Style($0, on: ground) } }
    }()

    @Test func allSixAreThere() { #expect(Self.shipped.count == 6) }

    // field case con-12a
    @Test(arguments: [BasicColor.black, .white, .brightWhite])
    func inSixteenColoursNothingHasTheColourOfTheTerminalsGround(_ page: BasicColor) {
        for theme in Self.shipped {
            for style in Self.styles {
                let paint = theme.paint(style, depth: .sixteen)
                let ground = paint.background == .standard ? .index(page.index) : paint.background
                #expect(paint.foreground != ground, "\(theme.name) \(style)")
            }
        }
    }

    // field case con-12a
    @Test(arguments: [ColorDepth.palette, .trueColor])
    func withMoreColoursTextIsReadableOnItsGround(_ depth: ColorDepth) {
        for theme in Self.shipped {
            for style in Self.styles where style.role != .border {
                let paint = theme.paint(style, depth: depth)
                #expect(
                    paint.foreground == .standard || paint.foreground != paint.background,
                    "\(theme.name) \(style)")
                let letters = style.role == .text ? theme[style.ground ?? .text] : theme[style.role]
                guard let color = letters.foreground else { continue }
                let under = theme[style.ground ?? style.role].background ?? theme.page
                // Danger and found text on a selected row keep their own meaning before their beauty.
                #expect(
                    color.contrast(with: under) >= 3,
                    "\(theme.name) \(style)")
            }
        }
    }

    @Test(arguments: ColorDepth.allCases)
    func theSelectionDiffersByMoreThanColour(_ depth: ColorDepth) {
        for theme in Self.shipped {
            let plain = theme.paint(.text, depth: depth).attributes
            for role in [Role.selection, .selectionUnfocused] {
                #expect(theme.paint(Style(role), depth: depth).attributes != plain, "\(theme.name)")
            }
        }
    }
}
