// Which database a subcommand is about: the one that is named, else the only one there is. Where there are several, the
// error names them.

import ArgumentParser
import Engine

enum DatabaseOption {
    static let help: ArgumentHelp = "The database; the only one when absent."
    static let created: ArgumentHelp =
        "The database; it is created when it is not there. The only one when absent."
}

extension EngineSession {
    /// The named database, or the only one of the engine.
    func database(_ named: String?) async throws -> String {
        if let named { return named }
        let names = try await client.run(ListDatabases(), call).items.map(\.name)
        guard let first = names.first else {
            throw EngineError(
                .databaseNotFound, "there is no database yet: spice import FILE --db NAME makes one"
            )
        }
        guard names.count == 1 else {
            throw UsageError("there are several databases, name one with --db: " + Self.list(names))
        }
        return first
    }

    private static let mostNamed = 20

    private static func list(_ names: [String]) -> String {
        let shown = names.prefix(mostNamed).joined(separator: ", ")
        return names.count > mostNamed
            ? shown + " and \(names.count - mostNamed) more (spice db list)" : shown
    }

    /// Asks an engine one thing of a database.
    static func ask<Request: UseCase>(
        _ options: EngineOptions, command: String, database: String?, isOnce: Bool = false,
        _ request: @escaping @Sendable (_ database: String) throws -> Request
    ) async throws -> Request.Answer {
        try await with(options, command: command, isOnce: isOnce) { session in
            let database = try await session.database(database)
            return try await session.client.run(try request(database), session.call)
        }
    }
}
