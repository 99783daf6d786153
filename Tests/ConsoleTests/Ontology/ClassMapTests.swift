// The picture of all classes: boxes do not touch, lines do not run through them and end where they belong, and one
// goes from box to box.

import TerminalUI
import Testing

@testable import Console
@testable import Engine

struct ClassMapTests {
    /// A class with a key and a property for each link.
    private static func item(_ name: String, to targets: [String], _ cardinality: String = "n:1")
        throws -> ClassView
    {
        var item = try #require(ScriptedEngine.classes.first)
        (item.id, item.key, item.incoming) = (name, ["id"], [])
        item.properties = (["id"] + targets.map { "\($0)Id" }).map {
            .init(name: $0, type: "integer", label: "", isRequired: true, isKey: $0 == "id")
        }
        item.links = targets.map {
            .init(
                predicate: "to\($0)", target: $0, cardinality: cardinality, label: "",
                sourceProperties: ["\($0)Id"], targetProperties: ["id"], edges: 0, unresolved: 0)
        }
        return item
    }

    private static func map(_ items: [ClassView], _ detail: ClassMap.Detail = .links) -> ClassMap {
        ClassMap(items, detail) { CellWidth.of($0) }
    }

    /// Random models: chains, circles, classes alone.
    private static func model(_ seed: UInt64) throws -> [ClassView] {
        var random = SeededRandom(seed: seed)
        let count = Int.random(in: 1...14, using: &random)
        return try (0..<count).map { number in
            let targets = (0..<Int.random(in: 0...4, using: &random)).map { _ in
                "C\(Int.random(in: 0..<count, using: &random))"
            }
            return try item("C\(number)", to: Array(Set(targets)).sorted())
        }
    }

    @Test(arguments: 0..<40) func boxesAndLinesKeepOutOfEachOthersWay(_ seed: Int) throws {
        let items = try Self.model(UInt64(seed))
        for detail in ClassMap.Detail.allCases {
            let map = Self.map(items, detail)
            #expect(map.boxes.map(\.id) == items.map(\.id))
            for (index, box) in map.boxes.enumerated() {
                #expect(box.rect.x >= 0 && box.rect.y >= 0)
                #expect(box.rect.maxX <= map.size.columns && box.rect.maxY <= map.size.rows)
                for other in map.boxes[(index + 1)...] {
                    #expect(box.rect.intersection(other.rect).isEmpty, "\(box.id), \(other.id)")
                }
                let crossed = map.grid.places.filter { box.rect.contains($0) }
                #expect(crossed.isEmpty, "a line runs through \(box.id)")
            }
            // Each link leaves beside its source and arrives beside its target.
            for (number, wire) in map.wires.enumerated() {
                let ends = [(map.boxes[wire.from], wire.name), (map.boxes[wire.to], "")]
                for (box, name) in ends {
                    let row = name.isEmpty ? box.titleRow : box.row(of: name)
                    let beside = [box.rect.x - 1, box.rect.maxX].map { Point(x: $0, y: row) }
                    #expect(
                        beside.contains { map.grid.numbers(at: $0).contains(number) },
                        "\(wire) at \(box.id)")
                }
            }
        }
    }

    @Test func aClassStandsLeftOfWhatItLinksToWithTheCardinalityAtBothEnds() throws {
        let items = [
            try Self.item("Order", to: ["Customer"]), try Self.item("Customer", to: ["Country"]),
            try Self.item("Country", to: []), try Self.item("Alone", to: []),
        ]
        let map = Self.map(items)
        let x = map.boxes.map(\.rect.x)
        #expect(x[0] < x[1] && x[1] < x[2])
        #expect(map.boxes[3].rect.y >= map.boxes.prefix(3).map(\.rect.maxY).max() ?? 0)
        let texts = map.labels.filter { $0.wire == 0 }.map(\.text).sorted()
        #expect(texts == ["1", "n", "▸"])
        #expect(map.wires.allSatisfy { !$0.isBackwards })
    }

    /// The way round is closed by a line against its direction, and its arrow points to the left.
    @Test func aWayRoundIsDrawn() throws {
        let items = [
            try Self.item("A", to: ["B"]), try Self.item("B", to: ["C"]),
            try Self.item("C", to: ["A"]),
        ]
        let map = Self.map(items)
        #expect(map.wires.map(\.isBackwards) == [false, false, true])
        #expect(map.labels.filter { $0.wire == 2 }.map(\.text).contains("◂"))
    }

    @Test func oneGoesFromBoxToBoxAndEveryBoxIsReached() throws {
        let map = Self.map(try Self.model(7))
        var reached: Set<String> = []
        var queue = [map.boxes[0].id]
        while let id = queue.popLast() {
            guard reached.insert(id).inserted else { continue }
            queue += [Key.left, .right, .up, .down].compactMap {
                map.neighbour(of: id, towards: $0)
            }
        }
        #expect(reached.count == map.boxes.count)
    }

    @Test func ofTooManyClassesTheNearestAreDrawnAndItIsSaid() async throws {
        let items = try (0..<300).map { try Self.item("C\($0)", to: $0 == 0 ? [] : ["C\($0 - 1)"]) }
        let near = ClassMap.nearest(items, to: "C250")
        #expect(near.count == ClassMap.most && near.contains { $0.id == "C250" })
        #expect(ClassMap.nearest(Array(items.prefix(20)), to: nil).count == 20)
        var state = OntologyState()
        state.classes.take(PaneStage.answer(PageView(items: items, next: nil)))
        (state.selected, state.showsDiagram) = ("C250", true)
        var screen = Screen(columns: 80, rows: 24)
        let zones = Zones(Size(columns: 80, rows: 24))
        OntologyPane.draw(
            state, subject: zones.subject, body: zones.body, into: &screen, PaneStage.context())
        #expect(screen.plainText().contains("the nearest 200 of 300 classes"))
    }

    @Test func keysGoFromBoxToBoxShowMoreAndOpenAClass() async {
        var stage = await ConsoleStage(.ontology)
        await stage.press("d")
        #expect(stage.text.contains("keys and links · 11 classes"), "\(stage.text)")
        let first = stage.model.ontology.current?.id
        await stage.press("<left>")
        #expect(stage.model.ontology.current?.id != first, "\(stage.text)")
        await stage.press("-")
        #expect(stage.text.contains("names · 11 classes"))
        await stage.press("-")
        #expect(stage.model.notice?.text == "names alone are shown")
        await stage.press("++")
        #expect(stage.text.contains("all properties · 11 classes"))
        let before = stage.text
        await stage.press("<page-down>")
        #expect(stage.text != before)
        let chosen = stage.model.ontology.current?.id
        await stage.press("<enter>")
        #expect(stage.model.ontology.depth == .detail && !stage.model.ontology.showsDiagram)
        #expect(stage.model.ontology.current?.id == chosen)
        await stage.press("d<backspace>")
        #expect(!stage.model.ontology.showsDiagram && stage.model.ontology.depth == .detail)
    }

    @Test func withoutRoomEachLinkStandsOnALine() async {
        let text = await Rendering.text(
            .ontology, Size(columns: 40, rows: 12), keys: "jjjjjjjd")
        #expect(text.contains("SalesOrder ▸ links"), "\(text)")
        #expect(text.contains("n:1 ▸ Customer"), "\(text)")
    }
}
