// A second set of adapters, in memory, that promises no more than Kafka, S3 and a separate graph do: at least once,
// no transaction across ports, a bus apart from the store, competing owners. What passes here does not lean on SQLite.

package import EventSourcing
internal import Synchronization

/// The durable state. `open` hands out adapters on it; a further `open` kills the earlier ones first: what they had
/// polled and not committed, and who owned which claim, is lost.
package final class LooseWorld: Sendable {
    /// How loose it is. The same seed gives the same duplicates.
    package struct Options: Sendable {
        package var partitions = 4
        package var seed: UInt64 = 1
        /// One record in so many comes again; 0 = never.
        package var redeliversOneIn: UInt64 = 7
        /// Some reservations of sequences are lost.
        package var losesSequences = true

        package init() {}
    }

    package let outages = LooseOutages()
    private let options: Options
    private let clock: any EventSourcing.Clock
    private let log: LooseLog
    private let topics: LooseTopics
    private let signal = LooseSignal()
    private let relay = LooseRelayState()
    private let claims = LooseClaims()
    private let graph = LooseGraphState()
    private let documents = LooseDocumentState()
    private let lineage = LooseLineageState()
    private let parked = LooseParkedState()
    private let letters = LooseLetterState()
    private let status = LooseStatusState()
    private let audit = LooseAuditState()
    private let operations = LooseOperationsState()
    private let connection = Mutex<LooseConnection?>(nil)

    package init(clock: any EventSourcing.Clock, _ options: Options = Options()) {
        self.clock = clock
        self.options = options
        log = LooseLog(seed: options.seed, losesSequences: options.losesSequences)
        topics = LooseTopics(
            partitions: options.partitions, seed: options.seed,
            redeliversOneIn: options.redeliversOneIn)
    }

    /// Ends the adapters that are open as `kill -9` would.
    package func kill() {
        connection.withLock { connection in
            connection?.kill()
            connection = nil
        }
        claims.forgetOwners()
        signal.fire()
    }

    package func open() -> Ports {
        kill()
        let live = LooseConnection(outages: outages)
        connection.withLock { $0 = live }
        return Ports(
            store: LooseEventStore(log: log, connection: live),
            bus: LooseEventBus(topics: topics, signal: signal, clock: clock, connection: live),
            relay: LooseRelayCheckpoints(state: relay, operations: operations, connection: live),
            effects: LooseEffectGuard(claims: claims, clock: clock, connection: live),
            graph: LooseGraphStore(state: graph, connection: live),
            documents: LooseDocumentIndex(state: documents, connection: live),
            lineage: LooseLineageIndex(state: lineage, connection: live),
            parked: LooseParkedWrites(state: parked, connection: live),
            deadLetters: LooseDeadLetters(state: letters, parked: parked, connection: live),
            status: LooseCommandStatus(state: status, clock: clock, connection: live),
            audit: LooseAuditTrail(state: audit, log: log, connection: live),
            leases: LooseLeases(shared: operations, clock: clock, connection: live),
            board: LooseWorkerBoard(shared: operations, connection: live),
            files: LooseSourceFiles(shared: operations, connection: live))
    }

    /// Puts bytes on the bus that are no event.
    package func publishUnreadable(_ bytes: [UInt8], on place: TopicPartition) {
        topics.publishUnreadable(bytes, on: place, at: clock.now())
        signal.fire()
    }

    func tamper(with event: EventID) -> Bool { log.tamper(with: event) }
}
