// What fits is judged again when the classes are other than they were when it was asked for.

import EventSourcing
import TerminalUI
import Testing

@testable import Console
@testable import Engine

struct JudgingTests {
    private static let file = "orders-2024.csv"
    private static let path = "/data/orders-2024.csv"
    private static let own = "SalesOrder"
    private static let offer = EffectID("mapping.offer.\(file)")
    private static let suggest = EffectID("mapping.suggest.\(file)")
    private static let known = EffectID("mapping.class.\(file)")
    private static let listing: EffectID = "mapping.classes"
    private let context = PaneStage.context()

    private static func item(
        _ name: String, sequence: Int = 2, instances: Int = 830
    ) throws -> ClassView {
        var item = try #require(ScriptedEngine.classes.first { $0.id == own })
        (item.id, item.sequence, item.instances) = (name, sequence, instances)
        return item
    }

    private static func list(_ items: [ClassView]) -> MappingPane.Message {
        .classesListed(PaneStage.answer(PageView(items: items, next: nil)))
    }

    private static let fits = MappingView(
        className: "Purchase",
        matches: [.init(column: "Kunde", property: "buyer", score: 0.99, reasons: [])], fit: 0.9)

    private static let withoutClasses: ScriptedEngine.Script = { request, _ throws(EngineError) in
        if request is GetClass { throw EngineError(.classNotFound, "there is none") }
        return request is ListClasses ? PageView<ClassView>(items: [], next: nil) : nil
    }

    /// One file is open; its class is asked for.
    private func opened(isSample: Bool = false) -> MappingPane.State {
        var state = MappingPane.State()
        state.database = "northwind"
        state.paths = [Self.path]
        let view = InferenceView(tables: [ScriptedEngine.germanOrders], classes: [], warnings: [])
        _ = MappingPane.update(
            &state, .inferred([Self.path], [Self.path], isSample: isSample, PaneStage.answer(view)),
            context)
        return state
    }

    private func send(
        _ message: MappingPane.Message, _ state: inout MappingPane.State
    ) -> [EffectID?] {
        MappingPane.update(&state, message, context).effects.map(\.id)
    }

    private func answer(_ view: ClassView?, _ state: inout MappingPane.State) -> [EffectID?] {
        let answer = view.map { PaneStage.answer($0) } ?? PaneStage.failure(.classNotFound)
        return send(.classKnown(file: Self.file, class: Self.own, answer), &state)
    }

    @Test func aClassThatComesAfterTheFileWasJudgedIsAskedAndTaken() throws {
        var state = opened()
        #expect(answer(nil, &state) == [], "which classes there are is not known yet")
        #expect(send(Self.list([]), &state) == [Self.offer])
        #expect(
            send(.offered(file: Self.file, PaneStage.failure(.classNotFound)), &state) == [])
        #expect(send(Self.list([]), &state) == [], "the same classes were judged")
        let late = try Self.item("Purchase")
        #expect(send(Self.list([late]), &state) == [Self.offer])
        let asked = send(.offered(file: Self.file, PaneStage.answer(Self.fits)), &state)
        #expect(asked.last == Self.known && state.className == "Purchase")
        #expect(state.columns[1].target == "buyer")
    }

    @Test func aClassOfTheFilesOwnNameThatComesLateIsAskedForAndItsFitToo() throws {
        var state = opened()
        _ = answer(nil, &state)
        _ = send(Self.list([]), &state)
        #expect(state.isClassNew)
        let late = try Self.item(Self.own)
        #expect(send(Self.list([late]), &state).contains(Self.known))
        #expect(answer(late, &state) == [Self.suggest])
        #expect(!state.isClassNew)
        // It goes before one that only fits.
        var other = opened()
        _ = answer(nil, &other)
        _ = send(Self.list([try Self.item("Purchase")]), &other)
        _ = send(.offered(file: Self.file, PaneStage.answer(Self.fits)), &other)
        #expect(other.className == "Purchase")
        let asked = send(Self.list([try Self.item("Purchase"), late]), &other)
        #expect(asked.last == Self.known && other.className == Self.own)
    }

    @Test func aClassThatChangedOrGotInstancesIsJudgedAgainAndWhatIsShownStays() async throws {
        var state = opened()
        let first = try Self.item(Self.own, sequence: 2, instances: 0)
        _ = send(Self.list([first]), &state)
        #expect(answer(first, &state) == [Self.suggest])
        let request = SuggestMapping(
            database: "northwind", className: Self.own, file: FileInput(name: "x"))
        let suggestion = await context.engine.answer(request)
        _ = send(.suggested(file: Self.file, class: Self.own, suggestion), &state)
        #expect(send(Self.list([first]), &state) == [])
        for next in [
            try Self.item(Self.own, sequence: 3, instances: 0),
            try Self.item(Self.own, sequence: 3, instances: 6),
        ] {
            #expect(send(Self.list([next]), &state) == [Self.known])
            #expect(answer(next, &state) == [Self.suggest])
            #expect(state.columns[0].target == "orderId", "the answer before stays until then")
            _ = send(.suggested(file: Self.file, class: Self.own, suggestion), &state)
        }
        // Beyond those that are compared their number says nothing.
        let many = try Self.item(Self.own, sequence: 3, instances: 5000)
        _ = send(Self.list([many]), &state)
        _ = answer(many, &state)
        #expect(
            send(Self.list([try Self.item(Self.own, sequence: 3, instances: 9000)]), &state) == [])
    }

    @Test func aClassThatIsGoneIsNewAgainOnceItsOwnStreamSaysSo() throws {
        var state = opened()
        let item = try Self.item(Self.own)
        _ = send(Self.list([item]), &state)
        _ = answer(item, &state)
        #expect(send(Self.list([]), &state) == [Self.known], "the list may be behind")
        #expect(!state.isClassNew)
        _ = answer(nil, &state)
        #expect(state.isClassNew)
    }

    @Test func whatWasAskedBeforeTheFileWasReadAnewIsDropped() throws {
        var state = opened()
        let item = try Self.item(Self.own)
        _ = send(Self.list([item]), &state)
        _ = answer(item, &state)
        state.isRereading = true
        let view = InferenceView(tables: [ScriptedEngine.germanOrders], classes: [], warnings: [])
        let reply = MappingPane.update(
            &state, .inferred([Self.path], [Self.path], isSample: false, PaneStage.answer(view)),
            context)
        let dropped = reply.effects.filter { if case .cancel = $0.kind { true } else { false } }
        #expect(Set(dropped.map(\.id)) == [Self.suggest, Self.offer])
        #expect(reply.effects.last?.id == Self.listing)
        #expect(answer(item, &state) == [Self.suggest], "the fit is asked of the new reading")
    }

    @Test func anOfferOnTheFirstRowsIsAskedOfAllAndAFailureIsAskedAgain() throws {
        var state = opened(isSample: true)
        let item = try Self.item("Purchase")
        _ = answer(nil, &state)
        #expect(send(Self.list([item]), &state) == [Self.offer])
        _ = send(.offered(file: Self.file, PaneStage.failure(.engineUnreachable)), &state)
        #expect(send(Self.list([item]), &state) == [Self.offer])
        _ = send(.offered(file: Self.file, PaneStage.failure(.classNotFound)), &state)
        #expect(send(Self.list([item]), &state) == [])
        let view = InferenceView(tables: [ScriptedEngine.germanOrders], classes: [], warnings: [])
        let whole = MappingPane.Message.inferred(
            [Self.path], [Self.path], isSample: false, PaneStage.answer(view))
        #expect(send(whole, &state) == [Self.offer])
    }

    @Test func whoIsDecidingIsOfferedALateClassAndNotTakenThere() throws {
        var state = opened()
        _ = answer(nil, &state)
        _ = send(Self.list([]), &state)
        _ = send(.offered(file: Self.file, PaneStage.failure(.classNotFound)), &state)
        _ = send(.skipped, &state)
        _ = send(Self.list([try Self.item("Purchase")]), &state)
        #expect(send(.offered(file: Self.file, PaneStage.answer(Self.fits)), &state) == [])
        #expect(state.className == Self.own)
        let note = MappingPane.footnote(state, context).left.map(\.text).joined()
        #expect(note == "Purchase is there and fits 90%: t leads the rows there")
    }

    @Test func theClassesAreLookedAtWhileAFileIsOpenAndNotWithoutOne() {
        var state = opened()
        #expect(MappingPane.load(&state, context).effects.isEmpty, "they are awaited")
        _ = send(Self.list([]), &state)
        #expect(MappingPane.load(&state, context).effects.isEmpty, "they came just now")
        var later = context
        later.now = context.now.adding(seconds: 2)
        #expect(MappingPane.load(&state, later).effects.map(\.id) == [Self.listing])
        var none = MappingPane.State()
        (none.database, none.branch) = ("northwind", nil)
        #expect(MappingPane.load(&none, later).effects.isEmpty)
    }

    @Test func theMenuOfLinksFollowsTheClassesAndSaysWhatItCouldNotRead() async throws {
        var engine = ScriptedEngine()
        engine.scripts.insert(Self.withoutClasses, at: 0)
        var stage = await ConsoleStage(.mapping, engine: engine)
        await stage.press("oorders-2024.csv<enter>jLPurch")
        #expect(stage.text.contains("Kunde leads to"), "\(stage.text)")
        #expect(stage.text.contains("nothing matches"), "\(stage.text)")
        await stage.send(.mapping(Self.list([try Self.item("Purchase")])))
        #expect(stage.text.contains("Purchase"), "\(stage.text)")
        await stage.press("<enter>")
        #expect(stage.model.mapping.columns[1].references == "Purchase", "\(stage.text)")
        var state = opened()
        let reply = MappingPane.update(
            &state,
            .linkTargets(file: Self.file, column: "Kunde", PaneStage.failure(.unavailable)), context
        )
        #expect(reply.notice?.text == "the classes: it is so" && reply.menu != nil)
    }
}
