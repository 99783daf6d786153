// Working on a branch: what Ontology, Mapping and Graph read and write goes there until another is chosen. The first line says
// which; a new database or another engine begins on main.

import Engine
import TerminalUI

extension Console {
    /// `main` is no branch to go to: it is where one is without any.
    private static let main = "main"

    /// Asks for the branches; with a name goes to it at once when it is there.
    func askBranches(
        _ model: ConsoleModel, wanted: String? = nil
    ) -> [Effect<ConsoleMessage>] {
        guard let database = model.database else { return [] }
        return [
            engine(model).call(ListBranches(database: database), id: "shell.branches") {
                .branchesAnswered(wanted: wanted, $0)
            }
        ]
    }

    func takeBranches(
        _ answer: Answered<PageView<BranchView>>, wanted: String?, _ model: inout ConsoleModel
    ) -> [Effect<ConsoleMessage>] {
        let branches: [BranchView]
        switch answer.result {
        case .success(let page): branches = page.items
        case .failure(let error):
            model.notice = Notice("branches: \(error.message)", .bad)
            return []
        }
        let names = branches.map(\.name)
        if let wanted {
            guard names.contains(wanted) else {
                model.notice = Notice(
                    "there is no branch \(wanted); there are \(names.joined(separator: ", "))", .bad
                )
                return []
            }
            return choose(branch: wanted, &model)
        }
        guard model.overlay == nil else { return [] }
        guard names.count > 1 else {
            model.notice = Notice(
                "there is only main: spice branch create NAME makes another", .attention)
            return []
        }
        let chosen = model.branch ?? Self.main
        let entries = branches.map { branch in
            let from = branch.parent.map { "from \($0) at \(branch.position)" } ?? ""
            let by = branch.createdBy.map { " · by \($0)" } ?? ""
            return HelpOverlay.Entry(
                key: branch.name == chosen ? "●" : " ", name: branch.name,
                help: Self.mark(branch.state) + from + by
                    + (branch.description.map { " · \($0)" } ?? ""))
        }
        model.overlay = .chooser(
            Chooser(
                list: HelpOverlay(title: "Branches", entries: entries),
                messages: names.map { .branchChosen($0) }))
        return []
    }

    /// One that is not whole says so first.
    private static func mark(_ state: BranchView.State) -> String {
        switch state {
        case .ready: ""
        case .copying: "copying, or interrupted: create it again · "
        case .deleting: "being deleted · "
        }
    }

    func choose(branch name: String, _ model: inout ConsoleModel) -> [Effect<ConsoleMessage>] {
        let branch = name == Self.main ? nil : name
        guard branch != model.branch else {
            model.notice = Notice("on \(name) already")
            return []
        }
        model.branch = branch
        model.forgetRead()
        model.notice =
            branch == nil
            ? Notice("back on main")
            : Notice("on \(name): Ontology, Mapping and Graph read and change it", .good)
        return Self.droppingReads() + load(&model) + [lookAgain()]
    }

    /// Answers under way are of what was looked at before.
    static func droppingReads() -> [Effect<ConsoleMessage>] {
        let asked = [
            "classes", "instances", "instance", "around", "lineage", "profile", "labels", "count",
            "compare", "history", "fit",
        ]
        return asked.map { .cancel(EffectID("ontology.\($0)")) }
            + [.cancel("graph.search"), .cancel("graph.class"), .cancel("graph.edge")]
            + [.cancel("shell.branches")]
    }
}

extension ConsoleModel {
    /// Forgets what was read of classes and nodes; how tables are laid out stays.
    mutating func forgetRead() {
        let layouts = ontology.layouts
        ontology = OntologyPane.initial
        ontology.layouts = layouts
        let before = graph
        graph = GraphPane.initial
        (graph.pins, graph.bookmarks) = (before.pins, before.bookmarks)
        graph.walksBegun = before.walksBegun
    }
}
