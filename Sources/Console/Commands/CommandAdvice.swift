// What to do about a command, as one sentence.

import Engine

enum CommandAdvice {
    /// Nil when nothing is to be done.
    static func text(for command: CommandView, _ phase: CommandPhase) -> String? {
        switch phase {
        case .done: nil
        case .running: nil
        case .waiting:
            command.attempts > 0
                ? "it is tried again by itself; Pipeline (key 5) shows what fails"
                : "it goes on by itself once that is there; p lists all that wait"
        case .dead: "press d for the dead letters: t lets it try again, X gives it up"
        case .failed: failure(command.code ?? "")
        }
    }

    private static func failure(_ code: String) -> String {
        switch code {
        case _ where code.contains("conflict"):
            "look at it as it is now, and send the change with that sequence as expected_seq"
        case "stale": "a later change was decided before it; send it again if it still holds"
        case "dependency_failed":
            "its class or database failed: make that right first, then send this again"
        case _ where code.hasSuffix("not_found"):
            "create what is missing, then send this again"
        case "already_exists": "it is there already: send an update in place of a create"
        case _ where code.hasPrefix("invalid"): "correct the data and send it again"
        default: "nothing was changed: remove the cause and send it again"
        }
    }
}
