// What has become of a command, derived: answered in the log and covered by the graph, failed, parked, dead, or not yet
// worked. Nothing is stored, so nothing can disagree with the log.

package import EventSourcing
import GRDB
package import Ontology
import Synchronization

package final class EmbeddedCommandStatus: CommandStatus, Sendable {
    /// One page looks at so many commands at most; a rare phase then takes several pages, some of them empty.
    static let maximumScanned = 20_000
    private static let batch = 256
    /// The graph moves without a commit of the log: how long a wait goes without looking at it.
    private static let graphSeconds = 0.1

    package let isDerived = true
    private let log: EventLog
    private let graph: any GraphStore
    /// Whose commits count when the graph keeps no checkpoint of its own.
    private let graphGroup: ConsumerGroup
    private let seen = Mutex((changes: 0, graph: BusPosition?.none))

    package init(
        log: EventLog, graph: any GraphStore,
        graphGroup: ConsumerGroup = ConsumerGroup("graph")
    ) {
        self.log = log
        self.graph = graph
        self.graphGroup = graphGroup
    }

    /// Derived, so there is nothing to set.
    package func set(_ state: CommandState) async throws(OperationsStoreError) {}

    package func get(_ command: EventID) async throws(OperationsStoreError) -> CommandState? {
        let coverage = try await coverage()
        return try await read { database in
            let rows = try StoredEvent.all(database, "WHERE e.event_id = ?") {
                $0.bind(1, command.bytes)
            }
            if let row = rows.first, row.kind == .command {
                return try CommandFinding(database, coverage).state(of: row.recorded())
            }
            guard let injected = try Self.injected(database, command) else { return nil }
            return try CommandFinding(database, coverage).state(of: injected)
        }
    }

    package func list(
        _ filter: CommandFilter, _ page: PageRequest
    ) async throws(OperationsStoreError) -> Page<CommandState> {
        let coverage = try await coverage()
        let before = page.after.flatMap { Int64($0.text) } ?? .max
        let limit = max(1, page.limit)
        return try await read { database in
            let finding = try CommandFinding(database, coverage)
            var items: [CommandState] = []
            var before = before
            var scanned = 0
            while scanned < Self.maximumScanned {
                let rows = try Self.commands(database, filter, before: before)
                for row in rows {
                    before = row.position
                    guard let command = try? row.recorded() else { continue }
                    let state = try finding.state(of: command)
                    guard filter.phases.isEmpty || filter.phases.contains(state.phase) else {
                        continue
                    }
                    items.append(state)
                    if items.count == limit {
                        return Page(items: items, next: PageCursor(String(before)))
                    }
                }
                if rows.count < Self.batch { return Page(items: items, next: nil) }
                scanned += rows.count
            }
            return Page(items: items, next: PageCursor(String(before)))
        }
    }

    package func waitForChange(timeoutSeconds: Double) async {
        var rest = timeoutSeconds
        while rest > 0, !Task.isCancelled, !log.head.isClosed {
            let changes = log.head.ends.changes
            let position = try? await graph.checkpoint()
            let isChanged = seen.withLock { seen in
                defer { seen = (changes, position) }
                return seen.changes != changes || seen.graph != position
            }
            if isChanged { return }
            let part = min(rest, Self.graphSeconds)
            await log.head.wait(timeoutSeconds: part) { $0.changes != changes }
            rest -= part
        }
    }

    /// Up to where the graph holds what the log says.
    private func coverage() async throws(OperationsStoreError) -> GraphCoverage {
        do {
            if let position = try await graph.checkpoint() {
                return GraphCoverage(position: position, partition: log.partition)
            }
            let topics = [Topic.instanceEvents, .ontologyEvents]
            let committed = log.committed(graphGroup, topics: topics)
            return GraphCoverage(position: BusPosition(committed), partition: log.partition)
        } catch {
            throw .unavailable("the graph's checkpoint cannot be read: \(error)")
        }
    }

    private func read<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(OperationsStoreError) -> Value {
        do { return try await log.readers.read(body) } catch { throw OperationsStoreError(error) }
    }

    private static func commands(
        _ database: Database, _ filter: CommandFilter, before: Int64
    ) throws -> [StoredEvent] {
        let name = filter.database
        var condition = "WHERE e.position < ?1 AND e.kind = 0"
        if name != nil { condition += " AND s.database = ?3" }
        if filter.phases == [.failed] { condition += try failed(database) }
        return try StoredEvent.all(
            database, condition + " ORDER BY e.position DESC LIMIT ?2"
        ) { statement in
            statement.bind(1, before)
            statement.bind(2, batch)
            if let name { statement.bind(3, name) }
        }
    }

    /// Those alone that were answered by a failure, by the index of failures.
    private static func failed(_ database: Database) throws -> String {
        let type = try database.number(
            "SELECT id FROM event_type WHERE name = ?",
            [DomainEventType.commandFailed.rawValue])
        guard let type else { return " AND 0" }
        return """
             AND e.position IN (
                SELECT f.cause FROM event f WHERE f.type = \(type) AND f.cause IS NOT NULL
                UNION SELECT c.position FROM event f CROSS JOIN event c ON c.event_id = f.cause_id
                WHERE f.type = \(type) AND f.cause IS NULL)
            """
    }

    private static func injected(
        _ database: Database, _ command: EventID
    ) throws -> RecordedEvent? {
        let query = try RawStatement(
            cached: "SELECT body FROM injected WHERE event_id = ? LIMIT 1", in: database)
        query.bind(1, command.bytes)
        defer { query.reset() }
        guard try query.step() else { return nil }
        let event = try EventCodec.decode(query.bytes(0))
        return event.event.kind == .command ? event : nil
    }
}

/// How far the graph has come.
struct GraphCoverage: Sendable {
    var position: BusPosition
    var partition: @Sendable (StreamID) -> Int

    /// A topic that the graph does not follow counts as covered with the rest.
    func covers(_ event: RecordedEvent) -> Bool {
        let place = TopicPartition(event.event.topic, partition(event.event.stream))
        let offset = position.offsets[place] ?? position.offsets.values.min() ?? 0
        return offset > event.position.segment
    }
}
