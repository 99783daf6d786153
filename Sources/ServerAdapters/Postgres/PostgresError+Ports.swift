// Postgres' failures in the words of each port.

internal import EventSourcing

extension PostgresError {
    var asOperations: OperationsStoreError {
        self == .storageFull ? .storageFull : .unavailable(message)
    }

    var asReadModel: ReadModelError {
        self == .storageFull ? .storageFull : .unavailable(message)
    }

    var asGuard: EffectGuardError { .unavailable(message) }
    var asBus: EventBusError { self == .closed ? .closed : .unavailable(message) }

    var asStore: EventStoreError {
        switch self {
        case .storageFull: .storageFull
        case .closed: .closed
        default: .unavailable(message)
        }
    }
}

extension PostgresPool {
    /// One statement, its failure in the words of a port.
    func run<Failure: Error>(
        _ sql: String, _ values: [PostgresValue] = [],
        as failure: (PostgresError) -> Failure
    ) async throws(Failure) -> PostgresRows {
        do throws(PostgresError) {
            return try await run(sql, values)
        } catch {
            throw failure(error)
        }
    }
}
