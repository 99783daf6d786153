// A change that lost a race, made once more: what stands there now beside what was wanted, then sent with the sequence
// that was seen.

import Engine
import JSONText
import Ontology
import TerminalUI

extension CommandsPane {
    /// A change of an instance that FAILED because somebody else was faster.
    static func canApplyAnew(_ state: State) -> Bool {
        guard let command = subjectCommand(state), command.status == "FAILED" else { return false }
        let code = command.code ?? ""
        return command.type == "UPDATE_INSTANCE" && (code.contains("conflict") || code == "stale")
    }

    static func applyAnew(
        _ state: State, _ message: Message, _ context: PaneContext
    ) -> PaneReply<Message> {
        switch message {
        case .anewAsked:
            guard canApplyAnew(state), let command = subjectCommand(state) else { return .nothing }
            let (className, key) = address(command)
            let request = GetInstance(
                database: command.database, className: className, key: key, branch: command.branch)
            return .effect(
                context.engine.call(request, id: "commands.compare") {
                    .anewCompared(command, $0)
                })
        case .anewCompared(let command, let answer):
            switch answer.result {
            case .success(let now): return question(command, now)
            case .failure(let error): return .say("\(command.aggregate): \(error.message)", .bad)
            }
        case .anewConfirmed(let command, let request):
            return .effect(
                context.engine.call(request, id: "commands.again") { .sentAgain(command, $0) })
        default: return .nothing
        }
    }

    private static func address(_ command: CommandView) -> (className: String, key: String) {
        let parts = command.aggregate.split(separator: "/", maxSplits: 1).map(String.init)
        return (parts.first ?? "", parts.count > 1 ? parts[1] : "")
    }

    private static func question(_ command: CommandView, _ now: InstanceView) -> PaneReply<Message>
    {
        let wanted = command.payload.object?.members ?? []
        let changes = wanted.filter { now.data[$0.name] ?? .null != $0.value }
        guard !changes.isEmpty else {
            return .say("\(command.aggregate) is already as this command wanted it", .good)
        }
        let (className, key) = address(command)
        let request = SubmitCommand(
            type: .updateInstance, database: command.database, branch: command.branch,
            className: className, key: key, payload: command.payload, expectedSequence: now.sequence
        )
        let since =
            command.expectedSequence.map { "It wanted sequence \(Figure.count($0)); " } ?? ""
        return .asking(
            Question(
                dialog: Dialog(
                    title: "Apply to \(command.aggregate) as it is now",
                    text: since + "\(command.aggregate) is at \(Figure.count(now.sequence)) now.",
                    details: ValueChange.lines(
                        changes.map { ($0.name, now.data[$0.name], $0.value) }),
                    keys: [
                        .init("⏎", "apply to sequence \(Figure.count(now.sequence))"),
                        .init("Esc", "leave it"),
                    ]),
                confirm: .anewConfirmed(command, request)))
    }
}

/// Old and new values below each other, the arrows in one column.
enum ValueChange {
    static let most = 10

    static func lines(_ changes: [(name: String, old: JSON?, new: JSON?)]) -> [String] {
        let shown = changes.prefix(most)
        let names = shown.map(\.name.count).max() ?? 0
        let olds = min(20, shown.map { Cells.text($0.old).count }.max() ?? 0)
        let lines = shown.map { change in
            let old = cut(Cells.text(change.old), olds)
            return padded(change.name, names) + "  " + padded(old, olds) + " → "
                + Cells.text(change.new)
        }
        return lines
            + (changes.count > most ? ["and \(changes.count - most) more"] : [])
    }

    private static func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }

    private static func cut(_ text: String, _ width: Int) -> String {
        text.count > width ? text.prefix(max(0, width - 1)) + "…" : text
    }
}
