// Opening a file while another is open: what is open stays until the other was read.

import TerminalUI
import Testing

@testable import Console
@testable import Engine

struct OpeningTests {
    private static let refusal = "no file at /nowhere.csv: check the name"

    /// Finds no file whose path has `nowhere` in it.
    private static let finding: ScriptedEngine.Script = { request, _ throws(EngineError) in
        guard let request = request as? InferFiles else { return nil }
        for file in request.files where file.name.contains("nowhere") {
            throw EngineError(.notFound, refusal)
        }
        return nil
    }

    private static func stage() async -> ConsoleStage {
        var engine = ScriptedEngine()
        engine.scripts.insert(finding, at: 0)
        var stage = await ConsoleStage(.mapping, engine: engine)
        await stage.press("oorders-2024.csv<enter>jjx")
        return stage
    }

    @Test(arguments: ["a", "o"]) func aMistypedPathIsSaidInTheLineAndWhatIsOpenStays(_ key: String)
        async
    {
        var stage = await Self.stage()
        let before = stage.model.mapping.decisions
        await stage.press("\(key)<ctrl-u>/nowhere.csv<enter>")
        #expect(stage.text.contains("✗ \(Self.refusal)"), "\(stage.text)")
        #expect(stage.text.contains("/nowhere.csv"), "the line can be mended")
        #expect(stage.text.contains("Lieferland"))
        #expect(stage.model.mapping.paths.count == 1)
        // It cannot be sent as it is; a changed one can.
        await stage.press("<enter>")
        #expect(stage.text.contains(Self.refusal))
        await stage.press("x")
        #expect(!stage.text.contains(Self.refusal))
        await stage.press("<esc>")
        #expect(stage.model.mapping.decisions == before)
        #expect(stage.text.contains("Lieferland"))
    }

    @Test func whatIsBeingReadIsSaidAndTakesItsPlaceOnceItWas() async throws {
        let stage = await Self.stage()
        var (model, console) = (stage.model, stage.console)
        for key in KeyScript.keys(in: "a<ctrl-u>customers.csv<enter>") {
            _ = console.update(&model, .pressed(key))
        }
        let waiting = console.view(model, in: Viewport(size: model.size)).plainText()
        #expect(waiting.contains("reading customers.csv") && waiting.contains("Lieferland"))
        var settled = await Self.stage()
        await settled.press("a<ctrl-u>customers.csv<enter>")
        #expect(settled.model.mapping.paths.last == "customers.csv")
        #expect(settled.model.mapping.tables.count == 2)
        #expect(settled.model.mapping.opening == nil)
        #expect(settled.model.mapping.decisions.count(in: "orders-2024.csv") == 1)
    }
}
