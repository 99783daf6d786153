// Taking changes of the view back, and making them again.

import Engine
import TerminalUI

extension Console {
    func goThroughViews(
        _ model: inout ConsoleModel, isBack: Bool
    ) -> [Effect<ConsoleMessage>] {
        model.noteView()
        let now = model.layout
        let layout = isBack ? model.views.goBack() : model.views.goForward()
        guard let layout else {
            model.notice = Notice(
                isBack
                    ? "no change of the view to take back" : "no change of the view to make again")
            return []
        }
        let effects = lay(out: layout, &model)
        let what = layout.differences(from: now)
        model.notice = Notice(isBack ? "taken back: \(what)" : "made again: \(what)", .good)
        // What could not be brought back, as a filter of another database, is no change of its own.
        model.views.rebase(model.layout)
        return effects
    }

    private func lay(
        out layout: ViewLayout, _ model: inout ConsoleModel
    ) -> [Effect<ConsoleMessage>] {
        model.theme = model.themes.firstIndex { $0.name == layout.theme } ?? model.theme
        model.graph.pins = layout.pins
        return update(&model, .commands(.filtered(layout.commandsFilter)))
            + update(&model, .ontology(.laidOut(layout.tables, filter: layout.classFilter)))
    }
}
