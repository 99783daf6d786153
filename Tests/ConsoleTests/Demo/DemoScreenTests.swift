// The five panes on the demo's data, in an engine as the program opens it. What each screen must show
// is in its file; what must be true of the data stands here too.

import EventSourcing
import TerminalUI
import TestSupport
import Testing

@testable import Console
@testable import Engine

@Suite(.serialized) struct DemoScreenTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var pane: PaneID
        var keys = ""
        /// Must stand on the screen of 80x24.
        var shows: [String] = []
        /// On an engine with a bad day.
        var isTroubled = false

        var testDescription: String { name }
    }

    static let sizes = [
        Size(columns: 80, rows: 24), Size(columns: 120, rows: 40), Size(columns: 40, rows: 12),
    ]

    static let ontology = [
        Case(
            name: "ontology-classes", pane: .ontology, keys: "jjjjjjj",
            shows: ["SalesOrder", "830", "2\u{202F}155", "11 classes"]),
        Case(name: "ontology-class", pane: .ontology, keys: "jjjjjjj<enter>jj"),
        Case(
            name: "ontology-diagram", pane: .ontology, keys: "jjjjjjj<enter>d", shows: ["Customer"]),
        Case(name: "ontology-history", pane: .ontology, keys: "jjjjjjjH", shows: ["class created"]),
        Case(name: "ontology-new-class", pane: .ontology, keys: "n9", shows: ["New class", "✗"]),
        Case(
            name: "ontology-new-property", pane: .ontology,
            keys: "jj<enter>astars<tab><tab><right>",
            shows: ["New property of Employee", "stars", "integer"]),
        Case(
            name: "ontology-sorted", pane: .ontology,
            keys: "jjjjjisunitPrice<enter>sunitPrice<enter>",
            shows: ["unitPrice ↓"]),
        Case(name: "ontology-sort-menu", pane: .ontology, keys: "jjjjjis"),
        Case(
            name: "ontology-columns", pane: .ontology,
            keys: "jjjjjicdiscontinued<enter><esc>", shows: ["unitPrice"]),
        Case(
            name: "ontology-edit", pane: .ontology, keys: "jjjjji<enter>jjjjjea",
            shows: ["unitPrice", "✗ no"]),
        Case(
            name: "ontology-edit-question", pane: .ontology,
            keys: "jjjjji<enter>jjjjje<backspace><backspace><backspace>9.5<enter>",
            shows: ["→", "send"]),
        Case(
            name: "ontology-edit-class", pane: .ontology, keys: "je", shows: ["Class Customer"]),
        Case(
            name: "ontology-edit-property", pane: .ontology, keys: "jjjjj<enter>jjjjje",
            shows: ["Property unitPrice of Product", "At least"]),
        Case(
            name: "ontology-edit-property-question", pane: .ontology,
            keys: "jjjjj<enter>jjjjje<tab>Price<tab><tab><tab><tab><tab>0<enter>",
            shows: ["unitPrice label", "at least 0"]),
        Case(
            name: "ontology-edit-link", pane: .ontology, keys: "jjjjjjj<enter>Gke",
            shows: ["Link shipperId of SalesOrder"]),
        Case(
            name: "ontology-new-link", pane: .ontology, keys: "jjjjj<enter>Amade",
            shows: ["New link of Product"]),
        Case(name: "ontology-labels", pane: .ontology, keys: "jL", shows: ["Labels of Customer"]),
        Case(
            name: "ontology-delete-class", pane: .ontology, keys: "jX",
            shows: ["Delete Customer", "830 links", "type Customer"]),
        Case(
            name: "ontology-delete-property", pane: .ontology, keys: "jjjjj<enter>jjjjjX",
            shows: ["- unitPrice"]),
        Case(
            name: "ontology-delete-instance", pane: .ontology, keys: "jjjjjiX",
            shows: ["Delete Product/1"]),
        Case(name: "ontology-filter", pane: .ontology, keys: "/terr<enter>", shows: ["2 of 11"]),
        Case(name: "ontology-instances", pane: .ontology, keys: "jjjjjjji", shows: ["10248"]),
        Case(
            name: "ontology-find", pane: .ontology, keys: "ji/berlin<enter>", shows: ["1 found"]),
        Case(
            name: "ontology-instance", pane: .ontology, keys: "jjjjjjji<enter>",
            shows: ["SalesOrder ▸ 10248", "FULL"]),
    ]

    static let mapping = [
        Case(name: "mapping-empty", pane: .mapping),
        Case(name: "mapping-file", pane: .mapping, keys: "oFILE<enter>", shows: ["SalesOrder.csv"]),
        Case(name: "mapping-evidence", pane: .mapping, keys: "oFILE<enter>jjje"),
        Case(name: "mapping-import", pane: .mapping, keys: "oFILE<enter>I"),
        Case(
            name: "mapping-split", pane: .mapping, keys: "oFILE<enter>jjjjjjjjs",
            shows: ["Split", "Cut at"]),
        Case(
            name: "mapping-split-done", pane: .mapping, keys: "oFILE<enter>jjjjjjjjs<enter>G",
            shows: ["1 yours"]),
        Case(
            name: "mapping-read-as", pane: .mapping, keys: "oFILE<enter>jjj=identifier<enter>",
            shows: ["identifier"]),
        Case(name: "mapping-mode", pane: .mapping, keys: "oFILE<enter>MI", shows: ["upsert"]),
    ]

    static let commands = [
        Case(name: "commands-list", pane: .commands, shows: ["create instance", "DONE"]),
        Case(name: "commands-open", pane: .commands, keys: "j<enter>", shows: ["accepted"]),
        Case(
            name: "commands-none-failed", pane: .commands, keys: "/state:failed<enter>",
            shows: ["0 of"]),
        Case(
            name: "commands-undo", pane: .commands, keys: "ju", shows: ["delete instance", "undo"]),
        Case(name: "commands-no-letters", pane: .commands, keys: "d"),
        Case(name: "commands-none-parked", pane: .commands, keys: "p"),
    ]

    static let graph = [
        Case(name: "graph-search", pane: .graph, keys: "/berlin<enter>", shows: ["8 found"]),
        Case(
            name: "graph-start", pane: .graph, keys: "sSalesOrder/10248<enter>",
            shows: ["Customer/85", "SalesOrder.csv row 2"]),
        Case(name: "graph-hop", pane: .graph, keys: "sSalesOrder/10248<enter>j<enter>jj"),
        Case(name: "graph-layers", pane: .graph, keys: "sSalesOrder/10248<enter>j<enter>v"),
        Case(name: "graph-query", pane: .graph, keys: "sSalesOrder/10248<enter>jY"),
        Case(
            name: "graph-as-of", pane: .graph, keys: "sSalesOrder/10248<enter>j<enter>[",
            shows: ["as of"]),
        Case(name: "graph-compare", pane: .graph, keys: "sSalesOrder/10248<enter>jpkd"),
        Case(
            name: "graph-link", pane: .graph, keys: "sSalesOrder/10248<enter>jL",
            shows: ["Why is this link here?", "SalesOrder.csv row 2"]),
        Case(name: "graph-bookmark", pane: .graph, keys: "sSalesOrder/10248<enter>jb"),
        Case(name: "graph-absent", pane: .graph, keys: "sSalesOrder/1<enter>"),
    ]

    static let pipeline = [
        Case(name: "pipeline", pane: .pipeline, shows: ["documents", "lag 0"]),
        Case(name: "pipeline-worker", pane: .pipeline, keys: "jj<enter>"),
        Case(name: "pipeline-pause", pane: .pipeline, keys: "jjp"),
        Case(name: "pipeline-rebuild", pane: .pipeline, keys: "jjjjR"),
    ]

    static let shell = [
        Case(name: "help", pane: .graph, keys: "?"),
        Case(name: "palette", pane: .ontology, keys: ":pipe"),
        Case(name: "databases", pane: .ontology, keys: "D", shows: ["northwind"]),
    ]

    static let all =
        ontology + mapping + commands + graph + pipeline + shell
        + files + decisions + trouble

    @Test(arguments: all) func thePaneOnTheDemosData(_ item: Case) async throws {
        // The sizes at once: the engine answers while another screen is drawn.
        async let regular = Self.screen(item, Self.sizes[0])
        async let wide = Self.screen(item, Self.sizes[1])
        async let narrow = Self.screen(item, Self.sizes[2])
        for (size, screen) in zip(Self.sizes, try await [regular, wide, narrow]) {
            let text = screen.plainText()
            Golden.check(text, "demo-\(item.name)-\(size.columns)x\(size.rows)")
            guard size == Self.sizes[0] else { continue }
            for part in item.shows { #expect(text.contains(part), "\(item.name): \(part)") }
        }
    }

    static func screen(
        _ item: Case, _ size: Size, glyphs: GlyphSet = .unicode
    ) async throws -> Screen {
        let options = ConsoleOptions(
            pane: item.pane, principal: .localAdmin("ana"),
            now: { FixedClock.sampleTime.adding(seconds: 2) })
        let keys = item.keys.replacing("FILE", with: DemoEngine.file("SalesOrder.csv"))
            .replacing("DATA/", with: DemoFiles.folder)
        let calm = try await DemoEngine.shared.client()
        let engine: any EngineClient = item.isTroubled ? TroubledEngine(calm) : calm
        return await ConsoleSnapshot.screen(
            pane: item.pane, viewport: Viewport(size: size, glyphs: glyphs),
            engine: engine,
            options: options, keys: KeyScript.keys(in: keys))
    }
}
