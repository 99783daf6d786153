// Every pane empty, loading, failing and full at every size that it is designed for; in ASCII; and in every theme that is
// shipped, with the sequences that a terminal gets.

import Engine
import EventSourcing
import Foundation
import TerminalUI
import Testing

@testable import Console

@Suite struct StateGoldenTests {
    static let sizes = [
        Size(columns: 80, rows: 24), Size(columns: 120, rows: 40), Size(columns: 40, rows: 12),
    ]

    @Test(arguments: [PaneID.ontology, .pipeline], sizes)
    func theStatesLookAsRecorded(_ pane: PaneID, _ size: Size) async {
        let name = "\(size.columns)x\(size.rows)"
        let empty = ScriptedEngine(mood: .empty)
        Golden.check(
            await Rendering.text(pane, size, engine: empty), "\(pane.rawValue)-empty-\(name)")
        let failing = ScriptedEngine(mood: .failing(ScriptedEngine.unreachable))
        Golden.check(
            await Rendering.text(pane, size, engine: failing), "\(pane.rawValue)-error-\(name)")
        Golden.check(Rendering.waiting(pane, size), "\(pane.rawValue)-loading-\(name)")
    }

    /// A file that is asked for, and nothing has come yet.
    @Test(arguments: sizes) func theMappingPaneSaysWhatItReads(_ size: Size) {
        let console = Console(
            client: ScriptedEngine(), options: Rendering.options(.mapping, database: "northwind"),
            size: size)
        var (model, _) = console.start()
        for key in KeyScript.keys(in: "oorders-2024.csv<enter>") {
            _ = console.update(&model, .pressed(key))
        }
        _ = console.update(&model, .ticked(ScriptedEngine.now.adding(seconds: 1.2)))
        Golden.check(
            console.view(model, in: Viewport(size: size)).plainText(),
            "mapping-loading-\(size.columns)x\(size.rows)")
    }

    static let full: [(pane: PaneID, keys: String)] = [
        (.ontology, "jj"), (.mapping, "oorders-2024.csv<enter>jj"), (.commands, "jj"),
        (.graph, "<enter>j<enter>"), (.pipeline, "jj"),
    ]

    @Test func withoutUnicodeEveryPaneLooksAsRecorded() async {
        for (pane, keys) in Self.full {
            for size in Self.sizes {
                let text = await Rendering.text(pane, size, keys: keys, glyphs: .ascii)
                #expect(text.utf8.allSatisfy { $0 < 0x80 })
                Golden.check(text, "\(pane.rawValue)-ascii-full-\(size.columns)x\(size.rows)")
            }
        }
    }

    static let themes: [Theme] = {
        let folder = URL(filePath: #filePath).resolvingSymlinksInPath()
            .deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appending(path: "themes")
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.sorted().compactMap { name in
            (try? String(contentsOf: folder.appending(path: name), encoding: .utf8))
                .flatMap { try? Theme(yaml: $0) }
        }
    }()

    private func screen(
        _ pane: PaneID, _ keys: String, engine: ScriptedEngine = ScriptedEngine()
    ) async -> Screen {
        await ConsoleSnapshot.screen(
            pane: pane, viewport: Viewport(size: Self.sizes[0]), engine: engine,
            options: Rendering.options(pane), keys: KeyScript.keys(in: keys))
    }

    @Test func everyThemeLooksAsRecorded() async {
        #expect(Self.themes.count == 6)
        for (pane, keys) in Self.full {
            let screen = await screen(pane, keys)
            for theme in Self.themes {
                Golden.check(
                    screen.ansi(theme, depth: .palette),
                    "theme-\(theme.name)-\(pane.rawValue)-80x24")
            }
        }
    }

    /// What colours say, something else says too: two rows that a colour theme tells apart by what their colours mean
    /// are told apart without any.
    @Test func whatDiffersInColourDiffersWithoutAny() async throws {
        var theme = try #require(Self.themes.first { $0.name == "harvest-dark" })
        // Quiet text, lines and heads only help the eye; all else means something.
        let text = theme[.text]
        for role in [
            Role.quiet, .border, .header, .key, .strong, .chart1, .chart2, .chart3, .chart4,
        ] {
            theme.entries[role] = text
        }
        let moods: [ScriptedEngine] = [
            ScriptedEngine(), ScriptedEngine(mood: .empty),
            ScriptedEngine(mood: .failing(ScriptedEngine.unreachable)),
        ]
        let more: [(pane: PaneID, keys: String)] = [
            (.commands, "d"), (.pipeline, "p"), (.ontology, "n"),
        ]
        var coloured: [String: String] = [:]
        var rows = 0
        for engine in moods {
            for (pane, keys) in Self.full + more {
                let screen = await screen(pane, keys, engine: engine)
                let mono = screen.ansi(theme, depth: .mono).split(separator: "\n")
                let colour = screen.ansi(theme, depth: .trueColor).split(separator: "\n")
                for (row, (plain, full)) in zip(mono, colour).enumerated() {
                    rows += 1
                    let known = coloured[String(plain), default: String(full)]
                    #expect(known == full, "\(pane) row \(row): \(plain)")
                    coloured[String(plain)] = String(full)
                }
            }
        }
        #expect(rows > 400)
    }
}
