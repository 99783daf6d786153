// The worker board of one process: reports in memory, since they are only true while it runs; what an operator wants in
// `events.db`.

package import EventSourcing
import GRDB
import Synchronization

package final class EmbeddedWorkerBoard: WorkerBoard, Sendable {
    private let log: EventLog
    private let reports = Mutex<[[UInt8]: WorkerReport]>([:])

    package init(log: EventLog) { self.log = log }

    package var isReadElsewhere: Bool { false }

    package func report(_ report: WorkerReport) async throws(OperationsStoreError) {
        reports.withLock { reports in
            var whole = report
            whole.redelivered += reports[Array(report.name.utf8)]?.redelivered ?? 0
            reports[Array(report.name.utf8)] = whole
        }
    }

    /// By name.
    package func list() async throws(OperationsStoreError) -> [WorkerReport] {
        reports.withLock { $0.values.sorted { $0.name < $1.name } }
    }

    package func desired(
        _ worker: String
    ) async throws(OperationsStoreError) -> DesiredState {
        do {
            return try await log.readers.run { database in
                let state = try String.fetchOne(
                    database.cachedStatement(
                        sql: "SELECT state FROM desired_state WHERE worker = ?"),
                    arguments: [worker])
                return state.flatMap(DesiredState.init) ?? .running
            }
        } catch {
            throw OperationsStoreError(error)
        }
    }

    package func setDesired(
        _ worker: String, _ state: DesiredState
    ) async throws(OperationsStoreError) {
        do {
            try await log.write { database in
                try database.execute(
                    sql: """
                        INSERT INTO desired_state (worker, state) VALUES (?, ?)
                        ON CONFLICT DO UPDATE SET state = excluded.state
                        """, arguments: [worker, state.rawValue])
            }
            log.head.stir()
        } catch {
            throw OperationsStoreError(error)
        }
    }
}
