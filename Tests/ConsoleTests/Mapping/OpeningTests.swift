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

    /// The console while customers.csv is on its way, which takes the place of what is open.
    private static func opening(_ keys: String = "o<ctrl-u>customers.csv<enter>") async -> (
        Console, ConsoleModel
    ) {
        let stage = await Self.stage()
        var (model, console) = (stage.model, stage.console)
        for key in KeyScript.keys(in: keys) { _ = console.update(&model, .pressed(key)) }
        return (console, model)
    }

    @Test(arguments: ["x", "s", "p", "L", "t", "u", "M", "I", "r"])
    func whatWouldGoWithTheOpenFileIsNotDecidedAnyMore(_ key: String) async {
        var (console, model) = await Self.opening()
        let before = model.mapping.decisions
        for key in KeyScript.keys(in: key) { _ = console.update(&model, .pressed(key)) }
        #expect(model.overlay == nil && model.mapping.decisions == before)
        #expect(model.notice?.text.contains("customers.csv is being read") == true)
        #expect(model.notice?.text.contains("Esc keeps this one") == true)
        let hints = console.view(model, in: Viewport(size: model.size)).plainText()
        #expect(hints.contains("keep this one") && !hints.contains("x skip"))
        // What was begun before is refused as well.
        _ = console.update(
            &model, .mapping(.changed(column: "Kunde", to: "customerId")))
        #expect(model.mapping.decisions == before)
    }

    @Test func filesThatJoinTheOpenOnesLeaveTheirDecisionsAlone() async {
        var (console, model) = await Self.opening("a<ctrl-u>customers.csv<enter>")
        for key in KeyScript.keys(in: "kx") { _ = console.update(&model, .pressed(key)) }
        #expect(model.notice?.text.contains("is being read") != true)
        #expect(model.mapping.decisions.count(in: "orders-2024.csv") == 2)
    }

    @Test func escKeepsWhatIsOpenAndReadsOnWhatWasBegun() async {
        var (console, model) = await Self.opening()
        model.mapping.isSample = true
        let effects = console.update(&model, .pressed(.escape))
        #expect(model.mapping.opening == nil && model.mapping.paths == ["orders-2024.csv"])
        #expect(effects.count { $0.id == "mapping.infer" } == 2, "the one ends, the other goes on")
        #expect(model.notice?.text == "customers.csv is not opened")
        // What still comes of it changes nothing.
        _ = console.update(
            &model, .mapping(.listed(["customers.csv"], ["/data/customers.csv"])))
        #expect(model.mapping.tables.map(\.file) == ["orders-2024.csv"])
    }

    @Test func whatTheLastSessionLeftIsNotLostToAMistypedPath() async throws {
        let kept = try #require(KeptMapping(await Self.stage().model.mapping))
        let context = PaneStage.context()
        var state = MappingPane.State()
        state.kept = kept
        #expect(MappingPane.reopen(&state, context) != nil)
        #expect(state.paths == kept.paths && state.kept == kept, "not read yet")
        // While it is being read.
        let wrong = ["/nowhere.csv"]
        _ = MappingPane.open(
            &state, wrong, keepingDecisions: false, typed: wrong[0], context)
        #expect(state.opening?.paths == wrong && state.paths == kept.paths)
        let reply = MappingPane.take(
            &state, .inferred(wrong, [], isSample: false, PaneStage.failure(.notFound)), context)
        #expect(state.paths == kept.paths && state.decisions == kept.decisions)
        #expect(reply.effects.contains { $0.id == "mapping.infer" }, "its reading goes on")
        #expect(state.kept == kept)
        // Once it was read the session keeps what is shown.
        _ = MappingPane.take(
            &state,
            .inferred(
                kept.paths, kept.paths, isSample: false,
                PaneStage.answer(ScriptedEngine.ordersAndCustomers)), context)
        #expect(state.kept == nil && KeptMapping(state)?.paths == kept.paths)
    }

    @Test func filesThatCouldNotBeReadAreNotLeftToTheNextSession() {
        var state = MappingPane.State()
        _ = MappingPane.open(
            &state, ["/nowhere.csv"], keepingDecisions: false, PaneStage.context())
        _ = MappingPane.take(
            &state,
            .inferred(["/nowhere.csv"], [], isSample: false, PaneStage.failure(.notFound)),
            PaneStage.context())
        #expect(KeptMapping(state) == nil)
    }

    @Test func howManyFilesAreReadIsSaidOnceTheyWereListed() async {
        var (console, model) = await Self.opening("o<ctrl-u>field<enter>")
        func text() -> String { console.view(model, in: Viewport(size: model.size)).plainText() }
        #expect(text().contains("reading field; Esc keeps what is open"))
        let files = (1...46).map { "/data/field/\($0).csv" }
        _ = console.update(&model, .mapping(.listed(["field"], files)))
        #expect(text().contains("reading field (46 files); Esc keeps what is open"))
        // The same where nothing was open before.
        var state = MappingPane.State()
        let context = PaneStage.context()
        _ = MappingPane.open(&state, ["field"], keepingDecisions: false, context)
        _ = MappingPane.update(&state, .listed(["field"], files), context)
        #expect(state.files.count == 46)
    }
}
