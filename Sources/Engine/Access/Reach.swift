// What a use case touches, so that a caller who is bound to some databases gets at no other. What says nothing touches
// the engine as a whole: then only callers who are bound to nothing may.

package enum Reach: Hashable, Sendable {
    case engine
    case database(String)
    /// It filters by the caller itself, or shows nothing that belongs to a database.
    case anyone
}

/// A use case about one database, which it touches and no other.
package protocol DatabaseUseCase: UseCase {
    var database: String { get }
}

extension DatabaseUseCase {
    package var reach: Reach { .database(database) }
}

extension UseCase {
    package var reach: Reach { .engine }
    package var namesHostFiles: Bool { false }

    /// Whether a caller may; throws `forbidden` with the reason.
    package func permit(_ principal: Principal) throws(EngineError) {
        guard principal.has(Self.requiredRole) else {
            throw EngineError(
                .forbidden,
                "\(Self.name) needs the role \(Self.requiredRole.rawValue); "
                    + "\(principal.actor) does not have it")
        }
        guard principal.isLocal || !namesHostFiles else {
            throw EngineError(
                .forbidden, "send the file's content: a token cannot read files of this host")
        }
        switch reach {
        case .anyone: return
        case .engine where principal.databases == nil: return
        case .database(let name) where principal.mayTouch(name): return
        case .engine:
            throw EngineError(
                .forbidden,
                "\(Self.name) concerns the whole engine; \(principal.actor) is bound to databases")
        case .database(let name):
            throw EngineError(
                .forbidden, "\(principal.actor) may not touch the database \(name)")
        }
    }
}
