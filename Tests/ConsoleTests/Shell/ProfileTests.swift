// Named connections: going from one engine to another, and how careful one must be there.

import Synchronization
import TerminalUI
import Testing

@testable import Console
@testable import Engine

@Suite struct ProfileTests {
    private static let production = ConsoleProfile(
        name: "prod", target: "ssh://db1", colour: .red, danger: .production)
    private static let careful = ConsoleProfile(
        name: "stage", target: "http://stage:8002", danger: .careful)
    private static let looking = ConsoleProfile(
        name: "look", target: "/data", colour: .green, isReadOnly: true)

    private func stage(
        _ profile: ConsoleProfile?, pane: PaneID = .pipeline,
        turned: @escaping @Sendable (String) -> Void = { _ in }
    ) async -> ConsoleStage {
        await ConsoleStage(pane) { options in
            options.profile = profile
            options.profiles = [Self.production, Self.careful, Self.looking]
            options.turning = ProfileTurning(
                turn: { profile in
                    turned(profile.name)
                    return nil
                },
                reading: { text in
                    text.hasPrefix("ssh://")
                        ? .success(ConsoleProfile(name: "db2", target: text))
                        : .failure(ProfileRefusal("\(text) is no address"))
                })
        }
    }

    @Test func aChangeInProductionWantsTheProfilesName() async {
        var stage = await stage(Self.production)
        let before = stage.engine.log.names.count
        await stage.press("p")
        #expect(stage.text.contains("type prod:"))
        await stage.press("<enter>")
        #expect(stage.model.overlay != nil, "went on without the name")
        await stage.press("prod<enter>")
        #expect(stage.engine.log.names.count > before, "nothing was sent")
    }

    @Test func nothingIsSentWhenTheQuestionIsLeft() async {
        for profile in [Self.production, Self.careful] {
            var stage = await stage(profile)
            let before = stage.engine.log.names
            await stage.press("p<esc>R<esc>")
            #expect(stage.engine.log.names == before)
            #expect(stage.model.overlay == nil)
        }
    }

    @Test func theFirstLineOfProductionIsMarkedWhole() async {
        let stage = await stage(Self.production)
        let screen = stage.console.view(stage.model, in: Viewport(size: ConsoleStage.size))
        #expect(screen.row(0).allSatisfy { $0.style.role == .bad })
        let plain = await self.stage(Self.looking)
        let other = plain.console.view(plain.model, in: Viewport(size: ConsoleStage.size))
        #expect(other.row(0).contains { $0.style.role == .good })
        #expect(plain.text.contains("look/northwind (read-only)"))
    }

    @Test func aLineOfThePaletteGoesToAProfile() async {
        let turned = Mutex<[String]>([])
        var stage = await stage(nil) { name in turned.withLock { $0.append(name) } }
        await stage.press(":profile stage")
        #expect(stage.text.contains("profile: stage"))
        await stage.press("<enter>")
        #expect(turned.withLock { $0 } == ["stage"])
        #expect(stage.model.profile == Self.careful)
        await stage.press(":profile nowhere<enter>")
        #expect(stage.text.contains("there is no nowhere"))
        await stage.press(":connect ssh://db2<enter>")
        #expect(turned.withLock { $0 } == ["stage", "db2"])
        await stage.press(":connect nonsense<enter>")
        #expect(stage.text.contains("nonsense is no address"))
    }

    @Test func goingElsewhereForgetsWhatWasShown() async {
        var stage = await stage(nil, pane: .ontology)
        #expect(stage.model.ontology.classes.value != nil)
        let effects = stage.console.update(&stage.model, .profileConfirmed(Self.looking))
        #expect(stage.model.ontology.classes.value == nil && stage.model.database == nil)
        #expect(stage.model.isReadOnly)
        let ends = effects.contains { effect in
            if case .cancelAll = effect.kind { true } else { false }
        }
        #expect(ends, "answers of the engine before would still come")
        await stage.send(.profileTurned(nil))
        #expect(stage.text.contains("look/northwind"))
    }

    @Test func theListOfProfilesShowsTargetAndDanger() async {
        var stage = await stage(Self.careful)
        await stage.send(.chosen("shell.profile"))
        #expect(stage.text.contains("ssh://db1 · production"))
    }
}
