// Whether the database that a command belongs to stands, in the epoch in which the command was accepted.

internal import EventSourcing
internal import Ontology

/// A database that does not stand (yet).
struct DatabaseStanding: Sendable {
    let isPending: Bool
    let awaited: Awaited
    let reason: String
    let rejection: Rejection

    /// Nil when the database stands in this epoch.
    static func rejection(_ scope: GraphScope, _ aggregates: AggregateReader)
        async throws(HandlerFailure) -> DatabaseStanding?
    {
        guard let name = try? DatabaseName(scope.database) else {
            return DatabaseStanding(
                isPending: false, awaited: .decision(StreamID.unknown), reason: "",
                rejection: Rejection(.dependencyFailed, "no database can have this name"))
        }
        let outlook = try await store { () async throws(EventStoreError) in
            try await aggregates.database(name)
        }
        let current = outlook.current
        if current.isLive, current.epoch == scope.epoch { return nil }
        let expected = outlook.expected(())
        let isPending = expected.isLive && expected.epoch == scope.epoch
        return DatabaseStanding(
            isPending: isPending, awaited: .decision(DatabaseAggregate.stream(name)),
            reason: "database \(name) is being created",
            rejection: Rejection(
                .dependencyFailed, "database \(name) is not there (any more)"))
    }
}

extension StreamID {
    /// Addresses nothing.
    static let unknown = StreamID(database: "", epoch: 0, type: AggregateType(""))
}
