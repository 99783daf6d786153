// Answers that come when another database or branch was chosen meanwhile.

import EventSourcing
import JSONText
import TerminalUI
import Testing

@testable import Console
@testable import Engine

struct LateAnswerTests {
    private static let there = ConsolePlace(database: "northwind", branch: nil)

    /// A change of a class that was sent on `northwind`, and the same console somewhere else.
    private func moved(_ keys: String) async throws -> (ConsoleStage, ClassEdit) {
        var stage = await ConsoleStage(.ontology)
        let item = try #require(stage.model.ontology.current)
        let edit = ClassEdit(item, .facts(JSONFacts.label("Kind")), "class \(item.id)")
        await stage.press(keys)
        #expect(stage.model.place != Self.there)
        return (stage, edit)
    }

    @Test(arguments: ["D<down><enter>", "Bdraft<enter>"])
    func aLostRaceElsewhereIsSaidAndAsksNothingHere(_ keys: String) async throws {
        var (stage, edit) = try await moved(keys)
        let asked = stage.engine.log.names.count
        let late = Answered<AcceptedCommand>(
            result: .failure(EngineError(.conflict, "sequence")), at: ScriptedEngine.now)
        await stage.send(.answered(Self.there, .ontology(.modelling(.answered(edit, late)))))
        #expect(stage.model.overlay == nil)
        #expect(
            stage.engine.log.names.count == asked, "nothing is asked of the place that is shown")
        #expect(
            stage.text.contains("in northwind: class \(edit.item.id) was not changed"),
            "\(stage.text)")
    }

    @Test func whatWasReadElsewhereIsDropped() async throws {
        var (stage, _) = try await moved("Bdraft<enter>")
        let before = stage.model.ontology.classes.value
        let page = PageView<ClassView>(items: [], next: nil)
        let late = Answered(result: .success(page), at: ScriptedEngine.now)
        await stage.send(.answered(Self.there, .ontology(.classesAnswered(late))))
        #expect(stage.model.ontology.classes.value == before)
        let here = try #require(stage.model.place)
        await stage.send(.answered(here, .ontology(.classesAnswered(late))))
        #expect(stage.model.ontology.classes.value?.items.isEmpty == true)
    }

    @Test func everyQuestionOfAPaneKnowsWhereItWasAsked() async {
        let stage = await ConsoleStage(.ontology)
        var model = stage.model
        let effects = stage.console.update(&model, .pressed(.character("3")))
        let list = effects.first { $0.id == "commands.list" }
        guard case .work(let work)? = list?.kind else {
            Issue.record("commands are not asked for")
            return
        }
        await work(ContinuousClock()) { message in
            guard case .answered(Self.there, .commands(.listed)) = message else {
                Issue.record("\(message)")
                return
            }
        }
    }

    /// A person who types is not carried to another database.
    @Test func aDatabaseThatComesWaitsUntilNothingFloats() async {
        var stage = await ConsoleStage(.ontology)
        stage.model.databaseTurn = .opened("sakila")
        stage.model.databaseTurnEnds = ScriptedEngine.now.adding(seconds: 30)
        await stage.press("n")
        let databases = await stage.console.engine.answer(ListDatabases())
        await stage.send(.databasesAnswered(databases))
        #expect(stage.model.database == "northwind" && stage.model.overlay != nil)
        await stage.press("<esc>")
        await stage.send(.databasesAnswered(databases))
        #expect(stage.model.database == "sakila")
    }
}

private enum JSONFacts {
    static func label(_ text: String) -> JSONObject { JSONObject([("label", .string(text))]) }
}
