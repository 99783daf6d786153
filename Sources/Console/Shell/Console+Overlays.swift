// Keys while something floats: choosers, questions, prompts.

import Engine
import TerminalUI

extension Console {
    func press(
        _ key: Key, in overlay: Overlay, _ model: inout ConsoleModel
    ) -> [Effect<ConsoleMessage>] {
        if key == .escape || key == .control("c") {
            model.overlay = nil
            if case .chooser(let chooser) = overlay, let before = chooser.themeBefore {
                model.theme = before
            }
            guard case .prompt(let prompt) = overlay else { return [] }
            if prompt.isLive { return update(&model, prompt.submit("")) }
            if let cleared = prompt.cleared { return update(&model, cleared) }
            return prompt.change.map { update(&model, $0("")) } ?? []
        }
        switch overlay {
        case .chooser(let chooser): return press(key, in: chooser, &model)
        case .question(let question): return press(key, in: question, &model)
        case .prompt(let prompt): return press(key, in: prompt, &model)
        case .form(let form): return press(key, in: form, &model)
        }
    }

    private func press(
        _ key: Key, in form: FormRequest<ConsoleMessage>, _ model: inout ConsoleModel
    ) -> [Effect<ConsoleMessage>] {
        var form = form
        form.checkAll()
        if key == .enter && form.form.isRight {
            model.overlay = nil
            return update(&model, form.submit(form.form.values))
        }
        if key == .enter {
            form.form.focusProblem()
        } else {
            guard form.form.edit(key) else { return [] }
            form.checkAll()
        }
        model.overlay = .form(form)
        return []
    }

    private func press(
        _ key: Key, in chooser: Chooser, _ model: inout ConsoleModel
    ) -> [Effect<ConsoleMessage>] {
        if key == .control("y"), let twin = chooser.selectedTwin {
            return [Self.copying(twin, "the command line")]
        }
        if chooser.takes(key) {
            if chooser.takesCommands, let found = command(chooser.list.search.text, model) {
                model.overlay = nil
                return update(&model, .commanded(found.action.name, found.argument))
            }
            guard let message = chooser.selected else { return [] }
            model.overlay = nil
            return update(&model, message)
        }
        if let message = chooser.message(byKey: key) {
            model.overlay = nil
            return update(&model, message)
        }
        var chooser = chooser
        if chooser.list.edit(key, screenHeight: model.size.rows) {
            model.overlay = .chooser(chooser)
            if chooser.themeBefore != nil, let index = chooser.selectedIndex {
                model.theme = index
            }
        }
        return []
    }

    private func press(
        _ key: Key, in question: Question<ConsoleMessage>, _ model: inout ConsoleModel
    ) -> [Effect<ConsoleMessage>] {
        if key == .enter {
            guard question.dialog.isConfirmed else { return [] }
            model.overlay = nil
            return update(&model, question.confirm)
        }
        if let alternative = question.alternative, key == alternative.key {
            model.overlay = nil
            return update(&model, alternative.message)
        }
        var question = question
        if question.dialog.nameToType != nil, question.dialog.field.edit(key) {
            model.overlay = .question(question)
        }
        return []
    }

    private func press(
        _ key: Key, in prompt: Prompt<ConsoleMessage>, _ model: inout ConsoleModel
    ) -> [Effect<ConsoleMessage>] {
        if key == .enter {
            let text = prompt.choices.text(prompt.field)
            guard prompt.check?(text) == nil else {
                var prompt = prompt
                prompt.wasTouched = true
                model.overlay = .prompt(prompt)
                return []
            }
            model.overlay = nil
            return update(&model, prompt.submit(text))
        }
        if key == .tab, let complete = prompt.complete {
            return update(&model, complete(prompt.field.text))
        }
        var prompt = prompt
        if prompt.choices.move(key, prompt.field) {
            model.overlay = .prompt(prompt)
            return []
        }
        if key == .tab, let completed = prompt.choices.completed(prompt.field) {
            prompt.field = InputField(completed)
            prompt.choices.letGo()
            return changed(prompt, &model)
        }
        guard prompt.field.edit(key) else { return [] }
        prompt.choices.letGo()
        return changed(prompt, &model)
    }

    /// Keeps a prompt whose text changed, and tells its pane where it wants to know.
    func changed(
        _ prompt: Prompt<ConsoleMessage>, _ model: inout ConsoleModel
    ) -> [Effect<ConsoleMessage>] {
        var prompt = prompt
        prompt.wasTouched = true
        model.overlay = .prompt(prompt)
        if prompt.isLive { return update(&model, prompt.submit(prompt.field.text)) }
        return prompt.change.map { update(&model, $0(prompt.field.text)) } ?? []
    }

    func palette(_ model: ConsoleModel) -> Chooser {
        let actions = model.registry.actions.filter { $0.name != "shell.palette" }
        var chooser = chooser("All actions", actions, model)
        chooser.takesCommands = true
        return chooser
    }

    func help(_ model: ConsoleModel) -> Chooser {
        let offered = model.pane.binding.actions(model).map(\.name)
        let here = offered.compactMap { model.registry.named($0) }
        let everywhere = model.registry.inside(.everywhere)
        return chooser("What can be done here", here + everywhere, model, isHere: true)
    }

    private func chooser(
        _ title: String, _ actions: [Action], _ model: ConsoleModel, isHere: Bool = false
    ) -> Chooser {
        var chooser = Chooser(
            list: HelpOverlay(
                title: title, entries: actions.map { entry($0, isHere: isHere) },
                placeholder: "a word of what you want to do"),
            messages: actions.map { .chosen($0.name) })
        chooser.twins = actions.map { twin(of: $0, model) }
        return chooser
    }

    /// Of the open pane alone the names need no pane.
    private func entry(_ action: Action, isHere: Bool) -> HelpOverlay.Entry {
        let help = action.twin.map { "\(action.help) (spice \($0))" } ?? action.help
        let pane = isHere ? nil : PaneID.allCases.first { $0.scope == action.scope }
        let name = pane.map { "\($0.rawValue) \(action.title)" } ?? action.title
        return HelpOverlay.Entry(
            key: action.keyLabel, name: name, help: help, isDangerous: action.danger == .destroys)
    }

    func databaseChooser(_ model: ConsoleModel) -> Chooser {
        let databases = model.databases.value?.items ?? []
        let entries = databases.map { database in
            HelpOverlay.Entry(
                key: database.name == model.database ? "●" : " ", name: database.name,
                help: "\(Figure.count(database.classes)) classes · "
                    + "\(Figure.count(database.instances)) instances"
                    + (database.state == "live" ? "" : " · \(database.state)"))
        }
        return Chooser(
            list: HelpOverlay(title: "Databases", entries: entries),
            messages: databases.map { .databaseChosen($0.name) })
    }
}

extension Action {
    /// How hints and help show its key; empty when it has none.
    var keyLabel: String {
        shownKey ?? keys.first.flatMap { Key(named: $0)?.label } ?? ""
    }
}
