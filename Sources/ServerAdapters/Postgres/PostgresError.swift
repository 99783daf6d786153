// Why Postgres did not do it, sorted by what the caller can do about it.

package enum PostgresError: Error, Hashable, Sendable, CustomStringConvertible {
    /// No connection, no answer in time, or a server that is starting or ending: the same call may work later. What was
    /// under way may have happened.
    case unavailable(String)
    /// Wrong user, password, database or rights: an operator has to act.
    case refused(String)
    case storageFull
    /// Another transaction was in the way; nothing happened, the same call works now.
    case collision(String)
    /// A unique or check constraint; nothing happened.
    case constraint(String)
    /// A statement that the server does not take: SQLSTATE and its words.
    case statement(String, String)
    case closed

    /// From an SQLSTATE.
    init(state: String, message: String) {
        switch state {
        case "53100": self = .storageFull
        case "40001", "40P01", "55P03": self = .collision(message)
        case "3D000", "42501": self = .refused(message)
        case _ where state.hasPrefix("23"): self = .constraint(message)
        case _ where state.hasPrefix("28"): self = .refused(message)
        case _ where ["08", "53", "57", "58"].contains(String(state.prefix(2))):
            self = .unavailable("Postgres: \(message)")
        case "": self = .unavailable("Postgres: \(message)")
        default: self = .statement(state, message)
        }
    }

    /// A sentence for people.
    package var message: String {
        switch self {
        case .unavailable(let text), .refused(let text), .collision(let text),
            .constraint(let text):
            text
        case .storageFull: "Postgres has no space left"
        case .statement(let state, let text): "Postgres refuses a statement (\(state)): \(text)"
        case .closed: "the connection pool is closed"
        }
    }

    /// Whether the connection is of no further use.
    var endsConnection: Bool {
        switch self {
        case .unavailable, .closed: true
        case .statement(let state, _): state == "0A000"
        default: false
        }
    }

    package var description: String { message }
}
