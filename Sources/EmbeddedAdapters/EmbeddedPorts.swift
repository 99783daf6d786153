// The composition of the log side: opens `events.db` of a data directory and hands out every port that stands on it.
// The read models open beside it and hand their files to `checkpoint`.

package import EventSourcing
package import Ontology
import Synchronization

package final class EmbeddedPorts: Sendable {
    package let log: EventLog
    package let bus: EmbeddedBus
    package let relayCheckpoints: EmbeddedRelayCheckpoints
    package let effects: EmbeddedEffectGuard
    package let deadLetters: EmbeddedDeadLetters
    package let parkedWrites: EmbeddedParkedWrites
    package let leases: EmbeddedLeases
    package let workers: EmbeddedWorkerBoard
    package let sources: EmbeddedSourceFiles
    package let audit: EmbeddedAuditTrail
    private let checkpointer: WALCheckpointer
    private let modelCheckpointers = Mutex<[WALCheckpointer]>([])

    /// Call it while holding the directory's lock. `gathering`: the groups that feed read models.
    package init(
        opening directory: EmbeddedDirectory, clock: any Clock, partitions: Int = 1,
        gathering: Set<ConsumerGroup> = []
    ) throws(DirectoryError) {
        do throws(StorageFailure) {
            log = try EventLog(
                path: directory.eventsPath, clock: clock, partitions: partitions)
            checkpointer = try WALCheckpointer(files: [log.file])
        } catch {
            throw DirectoryError(error, directory: directory.path)
        }
        bus = EmbeddedBus(log: log, clock: clock, gathering: gathering)
        relayCheckpoints = EmbeddedRelayCheckpoints(log: log)
        effects = EmbeddedEffectGuard(log: log)
        deadLetters = EmbeddedDeadLetters(log: log)
        parkedWrites = EmbeddedParkedWrites(log: log)
        leases = EmbeddedLeases(log: log, clock: clock)
        workers = EmbeddedWorkerBoard(log: log)
        sources = EmbeddedSourceFiles(folder: directory.sourcesPath)
        audit = EmbeddedAuditTrail(log: log)
    }

    /// Status of commands against the graph that is in use.
    package func commandStatus(
        graph: any GraphStore, group: ConsumerGroup
    ) -> EmbeddedCommandStatus {
        EmbeddedCommandStatus(log: log, graph: graph, graphGroup: group)
    }

    /// Also moves the write-ahead logs of these files, until `close`.
    package func checkpoint(_ models: [ReadModelFile]) throws(ReadModelError) {
        do throws(StorageFailure) {
            let added = try WALCheckpointer(files: models.map(\.file))
            modelCheckpointers.withLock { $0.append(added) }
        } catch {
            throw ReadModelError(error)
        }
    }

    /// Writes what waits, moves the WAL into the file, closes everything. Harmless when repeated.
    package func close() async {
        checkpointer.close()
        for checkpointer in modelCheckpointers.withLock({ $0 }) { checkpointer.close() }
        await log.close()
    }
}
