// What must hold after every run. The names are stable: programs read them.

package enum ChaosPromise: String, Codable, Hashable, Sendable, CaseIterable {
    case answers
    case parts
    case plan
    case nothingLost = "nothing-lost"
    case nothingTwice = "nothing-twice"
    case nothingElse = "nothing-else"
    case sequences
    case positions
    case completed
    case state
    case atRest = "at-rest"
    case noDeadLetters = "no-dead-letters"
    case readModels = "read-models"
    case auditChain = "audit-chain"
    case rebuild
    case inOrder = "in-order"

    package var sentence: String {
        switch self {
        case .answers:
            "every command is answered, the same again gets the first answer, and what must be refused is"
        case .parts: "no part ends by itself, and each ends cleanly when it is told to"
        case .plan: "everything that was planned happened"
        case .nothingLost: "each acknowledged command is in the log"
        case .nothingTwice: "each acknowledged command is there once, and answered once"
        case .nothingElse: "nothing is in the log that nobody sent"
        case .sequences: "sequences rise in each stream, without gaps in embedded mode"
        case .positions: "positions rise over the whole log, and no event stands there twice"
        case .completed: "each acknowledged command ends COMPLETED"
        case .state: "each instance is what its client made of it, and FULL; deleted ones are gone"
        case .atRest: "without load lag and parked writes go to 0, and every worker runs"
        case .noDeadLetters: "nothing becomes a dead letter"
        case .readModels: "graph and documents agree with the log"
        case .auditChain: "the audit chain holds"
        case .rebuild: "a rebuild gives the same bytes"
        case .inOrder: "the portable exports equal those of a run in which everything came in order"
        }
    }
}
