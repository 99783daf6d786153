// No news is lost: what changed while a pane was being asked for is asked for again before the console rests.

import EventSourcing
import TerminalUI
import Testing

@testable import Console
@testable import Engine

struct LastLookTests {
    private static let quiet = PipelineView(
        mode: "embedded", uptimeSeconds: 7200, stages: [], workers: [], deadLetters: 0,
        parkedWrites: 0, events: 6642, dataBytes: nil, freeBytes: nil, lag: 0, servers: nil)

    private static func at(_ seconds: Double) -> Timestamp {
        ScriptedEngine.now.adding(seconds: seconds)
    }

    /// A console on a pane, that follows the log and has been still for long.
    private static func resting(_ pane: PaneID) async -> ConsoleStage {
        var stage = await ConsoleStage(pane) { $0.now = { ScriptedEngine.now } }
        _ = stage.console.update(&stage.model, .followed("7"))
        // No age on the screen keeps it awake.
        stage.model.pace.isFocused = false
        _ = look(&stage, 5)
        #expect(stage.model.pace.kind == .resting)
        return stage
    }

    /// The engine says that nothing waits any more.
    private static func look(_ stage: inout ConsoleStage, _ seconds: Double)
        -> [Effect<ConsoleMessage>]
    {
        stage.model.now = at(seconds)
        let answer = Answered<PipelineView>(result: .success(quiet), at: at(seconds))
        return stage.console.update(&stage.model, .pipeline(.answered(answer)))
    }

    private static func ids(_ effects: [Effect<ConsoleMessage>]) -> [EffectID] {
        effects.compactMap(\.id)
    }

    /// The pane was asked, and is not answered yet, or was answered a moment ago, when the workers were not through.
    @Test(arguments: [
        (PaneID.ontology, EffectID("ontology.classes")), (.commands, "commands.list"),
        (.graph, "graph.search"),
    ])
    func whatCameWhileItWasReadIsReadAgain(_ pane: PaneID, _ question: EffectID) async {
        var stage = await Self.resting(pane)
        let woken = stage.console.update(&stage.model, .engineChanged(Self.at(60)))
        #expect(Self.ids(woken).contains(question), "asked at once")
        let last = Self.look(&stage, 63.5)
        #expect(stage.model.pace.kind == .resting)
        #expect(Self.ids(last).contains(question), "not answered yet: asked anew in its place")
        let again = Self.look(&stage, 73.5)
        #expect(!Self.ids(again).contains(question), "nothing came since")
    }

    @Test func anAnswerOfAMomentAgoIsNotTakenForTheLast() async throws {
        var stage = await Self.resting(.ontology)
        _ = stage.console.update(&stage.model, .engineChanged(Self.at(60)))
        let classes = try #require(stage.model.ontology.classes.value)
        let early = Answered(result: .success(classes), at: Self.at(63))
        _ = stage.console.update(&stage.model, .ontology(.classesAnswered(early)))
        let last = Self.look(&stage, 63.5)
        #expect(Self.ids(last).contains("ontology.classes"))
    }

    @Test func newsDuringTheLastLookWakesItAgain() async {
        var stage = await Self.resting(.ontology)
        _ = stage.console.update(&stage.model, .engineChanged(Self.at(60)))
        _ = Self.look(&stage, 63.5)
        _ = stage.console.update(&stage.model, .engineChanged(Self.at(63.6)))
        #expect(stage.model.pace.kind == .lively)
        let last = Self.look(&stage, 67)
        #expect(Self.ids(last).contains("ontology.classes"))
    }

    /// Whoever follows anew, after an engine that failed, may have missed something.
    @Test func whoFollowsAnewLooksOnceMore() async {
        var stage = await Self.resting(.ontology)
        _ = stage.console.update(&stage.model, .entered(.followed(nil), at: Self.at(60)))
        _ = stage.console.update(&stage.model, .followed("9"))
        let last = Self.look(&stage, 64)
        #expect(Self.ids(last).contains("ontology.classes"))
    }
}
