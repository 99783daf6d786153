// Who calls. Carried by every use case; what is appended keeps the actor.

/// The caller of a use case.
package struct Principal: Hashable, Sendable {
    package enum Role: String, Hashable, Sendable, CaseIterable, Codable {
        case reader, writer
        /// Pauses workers, retries and discards dead letters; reads.
        case operate = "operator"
        case admin
    }

    package var actor: String
    package var roles: Set<Role>
    /// The databases that it may touch, a `*` at the end standing for any ending; nil: all, and the engine as a whole.
    package var databases: [String]?
    /// May name files of the engine's host.
    package var isLocal: Bool

    package init(
        actor: String, roles: Set<Role>, databases: [String]? = nil, isLocal: Bool = true
    ) {
        self.actor = actor
        self.roles = roles
        self.databases = databases
        self.isLocal = isLocal
    }

    /// Whoever may open the engine's directory or its socket.
    package static func localAdmin(_ actor: String) -> Principal {
        Principal(actor: actor, roles: Set(Role.allCases))
    }

    /// Whoever has any role reads; an admin may everything.
    package func has(_ role: Role) -> Bool {
        roles.contains(role) || roles.contains(.admin) || (role == .reader && !roles.isEmpty)
    }

    package func mayTouch(_ database: String) -> Bool {
        guard let databases else { return true }
        return databases.contains { pattern in
            pattern.hasSuffix("*")
                ? database.hasPrefix(String(pattern.dropLast())) : pattern == database
        }
    }
}
