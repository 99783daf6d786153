// The screens of Mapping, Commands and Graph at the sizes they are designed for: full, empty, waiting
// and failing.

import Engine
import TerminalUI
import Testing

@testable import Console

struct PaneGoldenTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var pane: PaneID
        var keys = ""

        var testDescription: String { name }
    }

    static let full = [
        Case(name: "mapping-full", pane: .mapping, keys: "oorders-2024.csv<enter>jj"),
        Case(
            name: "mapping-decided", pane: .mapping,
            keys: "oorders-2024.csv<enter><enter>jcxyz<enter>jxr"),
        Case(name: "mapping-cells", pane: .mapping, keys: "oorders-2024.csv<enter>rm"),
        Case(
            name: "mapping-files", pane: .mapping,
            keys: "oorders-2024.csv<enter>acustomers.csv<enter>"),
        Case(
            name: "mapping-files-out", pane: .mapping,
            keys: "oorders-2024.csv<enter>acustomers.csv<enter>jx"),
        Case(name: "mapping-import", pane: .mapping, keys: "oorders-2024.csv<enter>I"),
        Case(name: "commands-full", pane: .commands),
        Case(name: "commands-open", pane: .commands, keys: "jjjj<enter>"),
        Case(name: "commands-filter", pane: .commands, keys: "/state:failed,waiting,dead<enter>j"),
        Case(name: "commands-dead", pane: .commands, keys: "d"),
        Case(name: "commands-discard", pane: .commands, keys: "dX"),
        Case(name: "commands-parked", pane: .commands, keys: "p"),
        Case(name: "graph-search", pane: .graph),
        Case(name: "graph-full", pane: .graph, keys: "<enter>j<enter>"),
        Case(name: "graph-layers", pane: .graph, keys: "<enter>j<enter>v"),
        Case(name: "graph-query", pane: .graph, keys: "<enter>j<enter>jjjY"),
        Case(name: "graph-as-of", pane: .graph, keys: "<enter>j<enter>["),
        Case(name: "graph-as-of-ask", pane: .graph, keys: "<enter>wyester"),
        Case(name: "graph-compare", pane: .graph, keys: "<enter>j<enter>[d"),
        Case(name: "graph-compare-pins", pane: .graph, keys: "<enter>jpjpkkd"),
        Case(name: "graph-link", pane: .graph, keys: "<enter>jL"),
        Case(name: "graph-bookmark", pane: .graph, keys: "<enter>jb"),
        Case(name: "graph-bookmarks", pane: .graph, keys: "<enter>jb<enter>jb<enter>B"),
    ]

    @Test(arguments: full, Rendering.sizes)
    func theFullPaneLooksAsRecorded(_ item: Case, _ size: Size) async {
        Golden.check(
            await Rendering.text(item.pane, size, keys: item.keys),
            "\(item.name)-\(size.columns)x\(size.rows)")
    }

    static let panes = [
        Case(name: "mapping", pane: .mapping, keys: "oorders-2024.csv<enter>"),
        Case(name: "commands", pane: .commands), Case(name: "graph", pane: .graph),
    ]

    @Test(arguments: panes, Rendering.sizes)
    func theEmptyPaneSaysWhatToDo(_ item: Case, _ size: Size) async {
        let keys = item.pane == .mapping ? "" : item.keys
        let text = await Rendering.text(
            item.pane, size, engine: ScriptedEngine(mood: .empty), keys: keys)
        Golden.check(text, "\(item.name)-empty-\(size.columns)x\(size.rows)")
    }

    @Test(arguments: panes, Rendering.sizes)
    func theFailingPaneSaysWhyAndWhatHelps(_ item: Case, _ size: Size) async {
        let engine = ScriptedEngine(mood: .failing(ScriptedEngine.unreachable))
        let text = await Rendering.text(item.pane, size, engine: engine, keys: item.keys)
        Golden.check(text, "\(item.name)-failing-\(size.columns)x\(size.rows)")
    }

    @Test(arguments: panes.filter { $0.pane != .mapping }, Rendering.sizes)
    func theWaitingPaneSaysForWhat(_ item: Case, _ size: Size) {
        Golden.check(
            Rendering.waiting(item.pane, size, database: "northwind"),
            "\(item.name)-waiting-\(size.columns)x\(size.rows)")
    }

    @Test func asciiScreensHoldNoOtherCharacter() async {
        for item in Self.full {
            let text = await Rendering.text(item.pane, keys: item.keys, glyphs: .ascii)
            #expect(text.utf8.allSatisfy { $0 < 0x80 }, "\(item.name)")
        }
    }
}
