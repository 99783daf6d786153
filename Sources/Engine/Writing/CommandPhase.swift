// How far a command is, in words that tell what is not done: what the filter language and the Commands pane say.

package enum CommandPhase: String, CaseIterable, Hashable, Sendable {
    case failed, waiting, dead, running, done

    /// `isDead`: a dead letter holds it.
    package init(_ command: CommandView, isDead: Bool) {
        self =
            switch command.status {
            case "COMPLETED": .done
            case "FAILED": .failed
            case _ where isDead: .dead
            case "RETRYING": .waiting
            case "PENDING" where command.reason != nil: .waiting
            default: .running
            }
    }

    /// The statuses of the engine in which a command may be in this phase.
    package var statuses: [String] {
        switch self {
        case .done: ["COMPLETED"]
        case .failed: ["FAILED"]
        case .waiting: ["PENDING", "RETRYING"]
        case .dead, .running: ["PENDING", "PROCESSING", "RETRYING"]
        }
    }
}
