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
        Case(name: "commands-parked-open", pane: .commands, keys: "p<enter>"),
        Case(name: "commands-parked-try", pane: .commands, keys: "pt"),
        Case(name: "commands-parked-give-up", pane: .commands, keys: "pXShip"),
        Case(name: "commands-apply-anew", pane: .commands, keys: "a"),
        Case(name: "commands-undo-preview", pane: .commands, keys: "jjjju"),
        Case(name: "commands-filter-unknown", pane: .commands, keys: "/state:lost age<x<enter>"),
        Case(name: "commands-filter-none", pane: .commands, keys: "/by:nobody<enter>"),
        Case(name: "mapping-against", pane: .mapping, keys: "oorders-2024.csv<enter>jjv"),
        Case(name: "mapping-read-as", pane: .mapping, keys: "oorders-2024.csv<enter>jj="),
        Case(name: "mapping-split", pane: .mapping, keys: "oorders-2024.csv<enter>jjjjjs"),
        Case(
            name: "mapping-split-wrong", pane: .mapping,
            keys: "oorders-2024.csv<enter>jjjjjs<tab><ctrl-u>Kunde, x"),
        Case(name: "mapping-save", pane: .mapping, keys: "oorders-2024.csv<enter>w"),
        Case(name: "mapping-mode", pane: .mapping, keys: "oorders-2024.csv<enter>M"),
        Case(name: "ontology-labels", pane: .ontology, keys: "jjjjjjjL"),
        Case(name: "ontology-member", pane: .ontology, keys: "jjjjjjj<enter>jjjjjj"),
        Case(name: "ontology-link", pane: .ontology, keys: "jjjjjjj<enter>Gk"),
        Case(name: "ontology-edit-property", pane: .ontology, keys: "jjjjjjj<enter>jjjjjje"),
        Case(
            name: "ontology-edit-property-wrong", pane: .ontology,
            keys: "jjjjjjj<enter>jjjjjje<up><up>[<up>2<up>x<up>x"),
        Case(name: "ontology-edit-link", pane: .ontology, keys: "jjjjjjj<enter>Gke"),
        Case(name: "ontology-new-link", pane: .ontology, keys: "jjjjjjj<enter>Ax<tab><right>"),
        Case(name: "ontology-edit-class", pane: .ontology, keys: "jjjjjjje"),
        Case(name: "ontology-delete-class", pane: .ontology, keys: "jjjjjjjXSales"),
        Case(name: "ontology-delete-property", pane: .ontology, keys: "jjjjjjj<enter>jjjjjjX"),
        Case(name: "ontology-delete-instance", pane: .ontology, keys: "jjjjjjjiX"),
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

    @Test(arguments: Rendering.sizes)
    func aLostRaceShowsBothChanges(_ size: Size) async {
        var engine = ScriptedEngine()
        engine.scripts.insert(ScriptedEngine.overtakenScript, at: 0)
        let text = await Rendering.text(
            .ontology, size, engine: engine, keys: "jjjjjjje<tab>what was bought<enter><enter>")
        #expect(text.contains("apply to sequence 4"))
        Golden.check(text, "ontology-overtaken-\(size.columns)x\(size.rows)")
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
