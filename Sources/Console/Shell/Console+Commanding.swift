// A line of the palette that is a command with what it is about: `export orders.csv`, `profile prod`,
// `theme high-contrast`. The first word is the last part of an action's name.

import Engine
import TerminalUI

extension Console {
    /// The action and its argument, when the text names both.
    func command(_ text: String, _ model: ConsoleModel) -> (action: Action, argument: String)? {
        let words = text.split(separator: " ", maxSplits: 1)
        guard words.count == 2 else { return nil }
        let argument = words[1].trimmingSpaces
        guard !argument.isEmpty else { return nil }
        let actions = model.registry.inside(model.pane.scope)
        let action = actions.first { action in
            !action.arguments.isEmpty && action.name.text.split(separator: ".").last == words[0]
        }
        return action.map { ($0, argument) }
    }

    /// Chooses the action and answers what it asks for.
    func run(
        _ name: Action.Name, _ argument: String, _ model: inout ConsoleModel
    ) -> [Effect<ConsoleMessage>] {
        if name == "shell.branch" { return askBranches(model, wanted: argument) }
        let effects = choose(name, &model)
        switch model.overlay {
        case .prompt(let prompt):
            if let problem = prompt.check?(argument) {
                model.notice = Notice(problem, .bad)
                return effects
            }
            model.overlay = nil
            return effects + update(&model, prompt.submit(argument))
        case .chooser(let chooser):
            model.overlay = nil
            let named = chooser.list.entries.firstIndex { $0.name == argument }
            guard let index = named, index < chooser.messages.count else {
                let names = chooser.list.entries.map(\.name).joined(separator: ", ")
                model.notice = Notice("there is no \(argument); there are \(names)", .bad)
                return effects
            }
            return effects + update(&model, chooser.messages[index])
        default: return effects
        }
    }

    func themeChooser(_ model: ConsoleModel) -> Chooser {
        let entries = model.themes.enumerated().map { index, theme in
            HelpOverlay.Entry(
                key: index == model.theme ? "●" : " ", name: theme.name,
                help: theme.about.isEmpty
                    ? "for a \(theme.ground.rawValue) terminal" : theme.about)
        }
        var list = HelpOverlay(title: "Themes", entries: entries)
        for _ in 0..<model.theme { _ = list.edit(.down, screenHeight: model.size.rows) }
        var chooser = Chooser(
            list: list, messages: model.themes.indices.map { .themeChosen($0) })
        chooser.themeBefore = model.theme
        return chooser
    }
}

extension Substring {
    var trimmingSpaces: String {
        var text = self
        while text.first == " " { text.removeFirst() }
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}
