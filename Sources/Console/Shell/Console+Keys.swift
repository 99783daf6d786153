// Keys → actions. What floats has the keyboard first; then the open pane's actions; then those that
// work everywhere.

import Engine
import TerminalUI

extension Console {
    func press(_ key: Key, _ model: inout ConsoleModel) -> [Effect<ConsoleMessage>] {
        if let overlay = model.overlay { return press(key, in: overlay, &model) }
        guard let found = model.registry.action(forKey: key.name, in: model.pane.scope) else {
            if let letter = key.typed {
                model.notice = Notice(
                    "\(letter) does nothing in \(model.pane.title); ? shows what does")
            }
            return []
        }
        if found.scope == .everywhere { return perform(found, key: key, &model) }
        let isOffered = model.pane.binding.actions(model).contains { $0.name == found.name }
        let isMove = found.name.text.hasSuffix(".move")
        let isAwaiting = isAwaiting(model)
        guard isOffered, !(isAwaiting && isMove && !key.isToEnd) else {
            // It does not mean what it means elsewhere only because it means nothing here now.
            let moves = ["move", "back", "up"].contains(found.name.text.split(separator: ".").last)
            if isAwaiting || (key.typed != nil || key == .enter) && !moves {
                model.notice = refusal(of: found, model)
            }
            return []
        }
        return perform(found, key: key, &model)
    }

    /// Nothing can be selected before the first answer, and one is on its way.
    private func isAwaiting(_ model: ConsoleModel) -> Bool {
        let hasNothing = model.databases.value?.items.isEmpty == true && model.pane != .pipeline
        return !hasNothing && model.engineFailure == nil && model.pane.binding.isAwaiting(model)
    }

    /// Why an action means nothing here. Whoever was faster than the first answer is told so: the key is not kept.
    private func refusal(of action: Action, _ model: ConsoleModel) -> Notice {
        guard !isAwaiting(model) else {
            return Notice(
                "\(action.title): nothing is selected yet, the first rows are on their way",
                .attention)
        }
        let why = model.pane.binding.instead(action.name, model) ?? "nothing here to do that with"
        return Notice("\(action.title): \(why)", .attention)
    }

    private func perform(
        _ action: Action, key: Key, _ model: inout ConsoleModel
    ) -> [Effect<ConsoleMessage>] {
        model.notice = nil
        if model.isReadOnly && action.danger > .none {
            model.notice = Notice("read-only: \(action.title) changes data", .attention)
            return []
        }
        if action.scope == .everywhere { return performEverywhere(action.name, &model) }
        guard let message = model.pane.binding.message(action.name, key) else { return [] }
        guard action.danger == .none else { return guarded(message, action.title, &model) }
        let isMove = action.name.text.hasSuffix(".move")
        return (isMove ? noteMove(&model) : []) + update(&model, message)
    }

    /// An action that was chosen by its words: goes to its pane first.
    func choose(
        _ name: Action.Name, _ model: inout ConsoleModel
    ) -> [Effect<ConsoleMessage>] {
        guard let action = model.registry.named(name) else { return [] }
        if action.scope == .program {
            model.notice = Notice("on the command line: \(twin(of: action, model) ?? "")")
            return []
        }
        var effects: [Effect<ConsoleMessage>] = []
        if let pane = PaneID.allCases.first(where: { $0.scope == action.scope }),
            pane != model.pane
        {
            effects = go(to: pane, &model)
        }
        let isOffered = model.pane.binding.actions(model).contains { $0.name == name }
        guard action.scope == .everywhere || isOffered else {
            model.notice = refusal(of: action, model)
            return effects
        }
        let key = action.keys.first.flatMap { Key(named: $0) } ?? .enter
        return effects + perform(action, key: key, &model)
    }

    private func performEverywhere(
        _ name: Action.Name, _ model: inout ConsoleModel
    ) -> [Effect<ConsoleMessage>] {
        if let pane = PaneID.allCases.first(where: { name.text == "shell.\($0.rawValue)" }) {
            return go(to: pane, &model)
        }
        let count = PaneID.allCases.count
        switch name {
        case "shell.next-pane":
            return go(to: PaneID.allCases[(model.pane.index + 1) % count], &model)
        case "shell.previous-pane":
            return go(to: PaneID.allCases[(model.pane.index + count - 1) % count], &model)
        case "shell.palette": model.overlay = .chooser(palette(model))
        case "shell.profile": openProfiles(&model)
        case "shell.connect": model.overlay = .prompt(addressPrompt())
        case "shell.export": model.overlay = .prompt(exportPrompt())
        case "shell.mouse": return turnMouse(&model)
        case "shell.link": turnLink(&model)
        case "shell.welcome": model.overlay = .chooser(welcome())
        case "shell.themes": model.overlay = .chooser(themeChooser(model))
        case "shell.help": model.overlay = .chooser(help(model))
        case "shell.database": model.overlay = .chooser(databaseChooser(model))
        case "shell.branch": return askBranches(model)
        case "shell.theme":
            model.theme = (model.theme + 1) % model.themes.count
            model.notice = Notice("theme \(theme(model).name)")
        case "shell.undo-view": return goThroughViews(&model, isBack: true)
        case "shell.redo-view": return goThroughViews(&model, isBack: false)
        case "shell.redraw": return load(&model)
        case "shell.stop": return stopJob(&model, model.jobs.last?.id)
        case "shell.jobs": listJobs(&model)
        case "shell.quit": return leave(&model)
        default: break
        }
        return []
    }

    func scroll(_ lines: Int, _ model: inout ConsoleModel) -> [Effect<ConsoleMessage>] {
        guard model.overlay == nil else { return [] }
        var effects: [Effect<ConsoleMessage>] = []
        for _ in 0..<min(10, abs(lines)) { effects += press(lines > 0 ? .down : .up, &model) }
        return effects
    }

    func paste(_ text: String, _ model: inout ConsoleModel) -> [Effect<ConsoleMessage>] {
        switch model.overlay {
        case .prompt(var prompt):
            prompt.field.insert(text)
            prompt.choices.letGo()
            return changed(prompt, &model)
        case .question(var question):
            question.dialog.field.insert(text)
            model.overlay = .question(question)
        case .form(var form):
            form.form.insert(text)
            form.checkAll()
            model.overlay = .form(form)
        case .chooser(var chooser):
            chooser.list.insert(text)
            model.overlay = .chooser(chooser)
        case nil:
            model.notice = Notice("pasted text is never read as keys; press / or : first")
        }
        return []
    }
}
