// One command of the load, and how it is sent.

package import JSONText

package struct ChaosWrite: Hashable, Sendable {
    /// The database of all of them.
    package static let database = ChaosShop.database

    package enum Kind: String, Hashable, Sendable, CaseIterable {
        case makeClass = "class"
        case create
        /// Names the sequence that was seen.
        case update
        /// Applied to whatever is there; does not wait for what is in flight.
        case patch
        case delete
    }

    package var kind: Kind
    package var className: String
    /// Empty of a class.
    package var key: String
    package var data: JSONObject
    /// Its Idempotency-Key: unique in a run.
    package var name: String
    /// How often it is sent again after it was answered: each time the first answer must come.
    package var repeats = 0
    /// Sent once more with other content under its name, which must be refused.
    package var isProbedWithOtherContent = false
    /// Sent first with a sequence that is over, which must be refused.
    package var isProbedTooEarly = false

    /// As the program names its aggregate.
    package var aggregate: String { key.isEmpty ? className : "\(className)/\(key)" }
}

/// What became of sending one.
package enum ChaosAnswer: Hashable, Sendable {
    case accepted(commandID: String)
    /// For good, with the stable code.
    case refused(code: String, message: String)
    /// It may have been accepted, or may be later: the same again.
    case unanswered(String)
}

/// A way in. Sends once.
package protocol ChaosDoor: Sendable {
    /// `expected`: the sequence that the sender has seen; nil: whatever is there.
    func send(_ command: ChaosWrite, expected: Int?) async -> ChaosAnswer
}
