// `spice rebuild index`: the rows that say where each event stands, made again in Postgres from the segments in the object
// store, when Postgres lost them. What the log does not hold (parked writes, dead letters, command states) is not made.

import EmbeddedAdapters
import Engine
import EventSourcing
import Foundation
import HTTPClient
import JSONText
import ServerAdapters

enum IndexRebuild {
    /// Other processes give Postgres the plain name.
    private static let applicationName = "spice rebuild"

    static func run(_ output: OutputOptions) async throws {
        guard let plan = try ConnectedPlan(try AppConfiguration.load()) else {
            throw UsageError("there is an index in connected mode only: set SPICE_MODE=connected")
        }
        var settings = plan.settings
        settings.postgres.applicationName = applicationName
        let ports = ConnectedPorts(settings, http: HTTPClient(), clock: SystemClock())
        let result: Result<S3EventStore.RebuiltIndex, any Error>
        do {
            result = .success(try await rebuild(ports))
        } catch { result = .failure(error) }
        await ports.close()
        let made = try result.get()
        guard made.doubled == 0 else {
            throw StartError(
                "\(made.doubled) events of the log stand there under an id or a sequence that earlier ones "
                    + "have, as after two writers with different indexes: they have no place; all others do",
                code: "log_doubled")
        }
        try Answer.done(
            ["segments": .integer(made.segments), "events": .integer(made.events)],
            "the index has \(Figures.grouped(made.events)) events in "
                + "\(Figures.grouped(made.segments)) segments; start the engines: the relay publishes the log "
                + "again; then spice verify",
            output)
    }

    private static func rebuild(_ ports: ConnectedPorts) async throws
        -> S3EventStore.RebuiltIndex
    {
        do throws(PostgresError) {
            _ = try await ports.registry.migrate()
            let others =
                try await ports.registry.pool.run(
                    """
                    SELECT count(*) FROM pg_stat_activity
                    WHERE datname = current_database() AND application_name = 'spice'
                    """
                ).first?.integer(0) ?? 0
            guard others == 0 else {
                throw .refused(
                    "\(others) connections of engines are open: stop all engines and roles first")
            }
        } catch {
            throw StartError("Postgres: \(error.message)", code: "server_unready")
        }
        let progress = ProgressLine()
        defer { progress.clear() }
        do throws(EventStoreError) {
            return try await ports.store.rebuildIndex { segments in
                progress.show(Progress(phase: "reading segments", done: segments, total: nil))
            }
        } catch {
            throw StartError("the log cannot be read: \(error)", code: "server_unready")
        }
    }
}
