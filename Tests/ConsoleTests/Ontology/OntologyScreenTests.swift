// Screens of the Ontology pane, held against files.

import TerminalUI
import Testing

@testable import Console

@Suite struct OntologyScreenTests {
    @Test(arguments: Rendering.sizes) func classesAtEverySize(_ size: Size) async {
        let text = await Rendering.text(.ontology, size, keys: "jjjjjjj")
        Golden.check(text, "ontology-classes-\(size.columns)x\(size.rows)")
    }

    @Test(arguments: Rendering.sizes) func oneClassAtEverySize(_ size: Size) async {
        let text = await Rendering.text(.ontology, size, keys: "jjjjjjj<enter>jj")
        Golden.check(text, "ontology-class-\(size.columns)x\(size.rows)")
    }

    @Test(arguments: Rendering.sizes) func instancesAtEverySize(_ size: Size) async {
        let text = await Rendering.text(.ontology, size, keys: "jjjjjjjijj")
        Golden.check(text, "ontology-instances-\(size.columns)x\(size.rows)")
    }

    @Test(arguments: Rendering.sizes) func oneInstanceAtEverySize(_ size: Size) async {
        let text = await Rendering.text(.ontology, size, keys: "jjjjjjjijj<enter>j")
        Golden.check(text, "ontology-instance-\(size.columns)x\(size.rows)")
    }

    @Test func emptySaysWhatToDo() async {
        let text = await Rendering.text(.ontology, engine: ScriptedEngine(mood: .empty))
        Golden.check(text, "ontology-empty-80x24")
        #expect(text.contains("spice import") && text.contains("N makes an empty one"))
    }

    @Test func failingSaysWhyAndWhichKeyHelps() async {
        let engine = ScriptedEngine(mood: .failing(ScriptedEngine.unreachable))
        let text = await Rendering.text(.ontology, engine: engine)
        Golden.check(text, "ontology-error-80x24")
        #expect(text.contains("✗ no engine") && text.contains("^L"))
    }

    @Test func waitingSaysForWhatAndHowLong() {
        Golden.check(Rendering.waiting(.ontology), "ontology-loading-80x24")
    }

    @Test func aFilterNarrowsTheClassesLive() async {
        let text = await Rendering.text(.ontology, keys: "/terr")
        Golden.check(text, "ontology-filter-80x24")
        #expect(text.contains("2 of 11"))
    }

    @Test func asciiHoldsNothingButAscii() async {
        let text = await Rendering.text(.ontology, keys: "jjjjjjj", glyphs: .ascii)
        Golden.check(text, "ontology-classes-ascii-80x24")
        #expect(text.utf8.allSatisfy { $0 < 0x80 })
    }
}
