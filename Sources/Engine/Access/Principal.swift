// Who calls. Carried by every use case; what is appended keeps the actor.

/// The caller of a use case.
package struct Principal: Hashable, Sendable {
    package enum Role: String, Hashable, Sendable, CaseIterable {
        case reader, writer, admin
    }

    package var actor: String
    package var roles: Set<Role>

    package init(actor: String, roles: Set<Role>) {
        self.actor = actor
        self.roles = roles
    }

    /// Whoever may open the engine's directory or its socket.
    package static func localAdmin(_ actor: String) -> Principal {
        Principal(actor: actor, roles: [.reader, .writer, .admin])
    }

    package func has(_ role: Role) -> Bool { roles.contains(role) || roles.contains(.admin) }
}
