// Changes on an engine that one must be careful with. What a key would do is worked out first, on a
// copy; when it would reach the engine, the question holds exactly that, and only then it is done: a
// refresh between question and answer changes nothing.

import Engine
import TerminalUI

extension Console {
    func guarded(
        _ message: ConsoleMessage, _ title: String, _ model: inout ConsoleModel
    ) -> [Effect<ConsoleMessage>] {
        guard let profile = model.profile, profile.danger != .normal else {
            return update(&model, message)
        }
        var trial = model
        guard var reply = updatePane(&trial, message) else { return update(&model, message) }
        if var question = reply.question {
            question.dialog = raised(question.dialog, profile)
            reply.question = question
        } else if !reply.effects.isEmpty || reply.job != nil {
            ask(reply, title, profile, &model)
            return []
        }
        let wrap: @Sendable (ConsoleMessage) -> ConsoleMessage = { .guarded($0, title) }
        reply.prompt = reply.prompt?.map(wrap)
        reply.form = reply.form?.map(wrap)
        reply.menu = reply.menu?.map(wrap)
        model = trial
        return apply(reply, &model)
    }

    /// A question of a pane already names its target; the profile's name is wanted in addition.
    private func raised(_ dialog: Dialog, _ profile: ConsoleProfile) -> Dialog {
        guard profile.danger == .production, dialog.nameToType == nil else { return dialog }
        var dialog = dialog
        dialog.text = "\(profile.name) is in production. " + dialog.text
        dialog.nameToType = profile.name
        return dialog
    }

    private func ask(
        _ reply: PaneReply<ConsoleMessage>, _ title: String, _ profile: ConsoleProfile,
        _ model: inout ConsoleModel
    ) {
        let isProduction = profile.danger == .production
        let what = isProduction ? "is in production" : "wants care"
        model.overlay = .question(
            Question(
                dialog: Dialog(
                    title: title, text: "\(profile.name) \(what): this changes its data.",
                    details: [profile.target],
                    nameToType: isProduction ? profile.name : nil,
                    keys: [.init("⏎", title, isDangerous: true), .init("Esc", "leave it")]),
                confirm: .granted(reply)))
    }
}
