// Working on a branch of a database.

import Synchronization
import TerminalUI
import Testing

@testable import Console
@testable import Engine

@Suite struct BranchTests {
    /// The branches that requests were about, with what was asked.
    private final class Seen: Sendable {
        private let all = Mutex<[(name: String, branch: String?)]>([])

        func note(_ request: any BranchUseCase) {
            all.withLock { $0.append((type(of: request).name, request.branch)) }
        }

        func take() -> [(name: String, branch: String?)] {
            all.withLock { all in
                defer { all = [] }
                return all
            }
        }
    }

    private func stage(_ pane: PaneID, _ seen: Seen) async -> ConsoleStage {
        var engine = ScriptedEngine()
        engine.scripts.insert(
            { request, _ in
                if let request = request as? any BranchUseCase { seen.note(request) }
                return nil
            }, at: 0)
        return await ConsoleStage(pane, engine: engine)
    }

    @Test func aChosenBranchGoesAlongWithReadsAndWritesAndStandsInTheTitle() async {
        let seen = Seen()
        var stage = await stage(.ontology, seen)
        #expect(seen.take().allSatisfy { $0.branch == nil })
        await stage.press("Bdraft<enter>")
        #expect(stage.text.contains("northwind@draft"))
        await stage.press("jjjjjjji")
        await stage.press("<esc><esc><esc>nPiece<tab><tab>pieceId<enter>")
        await stage.press("4sSalesOrder/10248<enter>")
        let asked = seen.take()
        #expect(asked.count > 4 && asked.allSatisfy { $0.branch == "draft" }, "\(asked)")
        for name in [ListClasses.name, ListInstances.name, SubmitCommand.name, ExploreNode.name] {
            #expect(asked.contains { $0.name == name }, "\(name)")
        }
        await stage.press("Y")
        #expect(stage.text.contains("--branch draft"))
        await stage.press("<esc><alt-b>main<enter>")
        #expect(!stage.text.contains("@"))
        #expect(seen.take().allSatisfy { $0.branch == nil })
    }

    @Test func anImportGoesToTheBranchAndTheQuestionSaysSo() async {
        let seen = Seen()
        var stage = await stage(.ontology, seen)
        await stage.press("Bdraft<enter>2oorders-2024.csv<enter>")
        #expect(seen.take().contains { $0.name == GetClass.name && $0.branch == "draft" })
        await stage.press("I")
        #expect(stage.text.contains("northwind@draft"))
        guard case .question(let question)? = stage.model.overlay,
            case .mapping(.importConfirmed(let request)) = question.confirm
        else {
            Issue.record("no question")
            return
        }
        #expect(request.branch == "draft")
        #expect(stage.text.contains("insert into northwind@draft"))
        await stage.press("<esc>")
        let action = ActionRegistry.standard.named("mapping.import")
        let twin = action.flatMap { stage.console.twin(of: $0, stage.model) }
        #expect(twin?.hasSuffix(" --branch draft") == true, "\(twin ?? "none")")
        stage.model.profile = ConsoleProfile(name: "prod", target: "ssh://ops@db1")
        let far = action.flatMap { stage.console.twin(of: $0, stage.model) }
        #expect(far == twin.map { $0 + " --connect ssh://ops@db1" })
        stage.model.profile = nil
        // Another branch has classes of its own: the columns are matched anew.
        _ = seen.take()
        await stage.press("<alt-b>main<enter>")
        #expect(seen.take().contains { $0.name == GetClass.name && $0.branch == nil })
    }

    @Test func commandsAreSentAgainOnTheirOwnBranch() async {
        let seen = Seen()
        var stage = await stage(.ontology, seen)
        await stage.press("Bdraft<enter>")
        _ = seen.take()
        await stage.press("3a<enter>")
        #expect(seen.take().allSatisfy { $0.branch == nil })
    }

    @Test func aBranchThatIsNotThereIsNamedWithThoseThatAre() async {
        var stage = await ConsoleStage()
        await stage.press(":branch nonsense<enter>")
        #expect(stage.text.contains("there is no branch nonsense; there are main, draft, what-if"))
        await stage.press(":branch what-if<enter>")
        #expect(stage.model.branch == "what-if")
        await stage.press("D<down><enter>")
        #expect(stage.model.database == "sakila" && stage.model.branch == nil)
    }

    @Test func anAnswerOfTheOtherBranchDoesNotCount() async {
        let stage = await ConsoleStage()
        var model = stage.model
        let effects = stage.console.update(&model, .branchChosen("draft"))
        let cancelled = effects.compactMap { effect -> String? in
            if case .cancel = effect.kind { effect.id?.name } else { nil }
        }
        for id in ["ontology.profile", "ontology.instances", "ontology.lineage", "graph.search"] {
            #expect(cancelled.contains(id), "\(id)")
        }
    }
}
