// Leaving: at once when nothing is lost by it. Otherwise it asks and names what would end: jobs of this
// console, and those who are attached to the engine when it runs in this process.

import Engine
import TerminalUI

extension Console {
    static let leavingID: EffectID = "shell.leaving"

    func leave(_ model: inout ConsoleModel) -> [Effect<ConsoleMessage>] {
        model.isLeaving = false
        guard let hosting = options.hosting else { return leave(&model, nil) }
        return [.run(id: Self.leavingID) { .leavingAsked(hosting()) }]
    }

    func leave(_ model: inout ConsoleModel, _ hosting: Hosting?) -> [Effect<ConsoleMessage>] {
        let visitors = hosting?.visitors ?? []
        guard !model.jobs.isEmpty || !visitors.isEmpty else { return [.quit()] }
        let text =
            visitors.isEmpty
            ? "Leaving stops what is running. It can be started again."
            : "The engine runs in this console and ends with it, also for those who are attached. "
                + "An engine that stays is started with spice up."
        let stop = visitors.isEmpty ? "stop and leave" : "end it for all"
        model.overlay = .question(
            Question(
                dialog: Dialog(
                    title: "Leave", text: text, details: model.jobs.map(\.title) + visitors,
                    keys: [
                        .init("⏎", stop, isDangerous: true), .init("w", "leave when done"),
                        .init("Esc", "stay"),
                    ]),
                confirm: .quitConfirmed,
                alternative: (.character("w"), .leavingWanted)))
        return []
    }

    /// Each second while somebody waits to leave.
    func checkLeaving(_ model: ConsoleModel) -> [Effect<ConsoleMessage>] {
        guard model.isLeaving else { return [] }
        let hosting = options.hosting
        return [.run(id: Self.leavingID) { .leavingChecked(hosting?()) }]
    }

    func takeLeavingCheck(
        _ model: inout ConsoleModel, _ hosting: Hosting?
    ) -> [Effect<ConsoleMessage>] {
        guard model.isLeaving else { return [] }
        let left = model.jobs.map(\.title) + (hosting?.visitors ?? [])
        guard let first = left.first else { return [.quit()] }
        let more = left.count > 1 ? " and \(left.count - 1) more" : ""
        model.notice = Notice("leaving after \(first)\(more); q asks again", .attention)
        return []
    }
}
