// Screens of the console over a scripted engine, and golden files to hold them against.

import EventSourcing
import TerminalUI
import Testing

@testable import Console
@testable import Engine

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

enum Rendering {
    static let sizes = [
        Size(columns: 80, rows: 24), Size(columns: 120, rows: 40), Size(columns: 200, rows: 50),
        Size(columns: 40, rows: 12),
    ]

    static func options(
        _ pane: PaneID = .ontology, database: String? = nil
    ) -> ConsoleOptions {
        ConsoleOptions(
            database: database, pane: pane, principal: .localAdmin("ana"),
            now: { ScriptedEngine.now })
    }

    /// The screen after everything was answered and these keys were pressed, written as key maps
    /// and `KeyScript` write them.
    static func text(
        _ pane: PaneID, _ size: Size = Size(columns: 80, rows: 24),
        engine: ScriptedEngine = ScriptedEngine(), keys: String = "",
        glyphs: GlyphSet = .unicode
    ) async -> String {
        await ConsoleSnapshot.screen(
            pane: pane, viewport: Viewport(size: size, glyphs: glyphs), engine: engine,
            options: options(pane), keys: KeyScript.keys(in: keys)
        ).plainText()
    }

    /// The screen while nothing has been answered for a while.
    static func waiting(
        _ pane: PaneID, _ size: Size = Size(columns: 80, rows: 24), database: String? = nil
    ) -> String {
        let console = Console(
            client: ScriptedEngine(), options: options(pane, database: database), size: size)
        var (model, _) = console.start()
        _ = console.update(&model, .ticked(ScriptedEngine.now.adding(seconds: 1.2)))
        return console.view(model, in: Viewport(size: size)).plainText()
    }
}

enum Golden {
    /// Holds a text against `Golden/<name>.txt`. With SPICE_RECORD_GOLDEN set, writes the file
    /// instead, and fails so that nobody takes the run for a check.
    static func check(
        _ text: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
        let file = folder.appending(path: "Golden/\(name).txt")
        if ProcessInfo.processInfo.environment["SPICE_RECORD_GOLDEN"] != nil {
            try? text.write(to: file, atomically: true, encoding: .utf8)
            Issue.record("recorded \(name)", sourceLocation: sourceLocation)
            return
        }
        let wanted = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
        #expect(text == wanted, "\(name) differs", sourceLocation: sourceLocation)
    }
}
