// Ids that logs of versions before 8 of the id's kind hold: what is looked for by such a name is looked for by both.

internal import EventSourcing

extension EventID {
    /// The ids that a name has and had, the present one first.
    static func everOf(_ name: String) -> [EventID] { [.hashed(name), .named(name)] }
}
