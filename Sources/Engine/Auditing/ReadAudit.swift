// Use case: what happened, newest first, each with its place in the hash chain. The audit is the log itself: an entry is
// an event.

internal import EventSourcing
package import JSONText
internal import Ontology

package struct ReadAudit: UseCase, Hashable {
    package static let name = "read-audit"
    /// Events looked at for one page.
    package static let maximumScanned = 20_000

    /// `db:<name>`; nil: all.
    package var partition: String?
    package var action: String?
    /// `success` or `failure`.
    package var status: String?
    package var resourceType: String?
    package var resourceID: String?
    package var eventID: String?
    package var commandID: String?
    package var actor: String?
    /// RFC 3339, both included.
    package var since: String?
    package var until: String?
    package var limit: Int
    package var offset: Int

    package init(
        partition: String? = nil, action: String? = nil, status: String? = nil,
        resourceType: String? = nil, resourceID: String? = nil, eventID: String? = nil,
        commandID: String? = nil, actor: String? = nil, since: String? = nil,
        until: String? = nil, limit: Int = 100, offset: Int = 0
    ) {
        self.partition = partition
        self.action = action
        self.status = status
        self.resourceType = resourceType
        self.resourceID = resourceID
        self.eventID = eventID
        self.commandID = commandID
        self.actor = actor
        self.since = since
        self.until = until
        self.limit = limit
        self.offset = offset
    }

    package var reach: Reach {
        guard let partition, partition.hasPrefix("db:") else { return .engine }
        return .database(String(partition.dropFirst(3)))
    }

    package func perform(in engine: Engine, _ call: CallContext) async throws(EngineError)
        -> AuditPage
    {
        try await AuditReader(ports: engine.ports).page(self)
    }
}

package struct AuditPage: Codable, Hashable, Sendable {
    package struct Entry: Codable, Hashable, Sendable {
        package var eventID: String
        package var partition: String
        package var occurredAt: String
        package var actor: String?
        /// `EVENT_APPENDED`, or of an access its kind.
        package var action: String
        package var status: String
        package var resourceType: String
        package var resourceID: String
        package var commandID: String?
        package var eventType: String
        package var sequence: Int
        package var position: String
        package var error: String?
        package var data: JSON?
        package var previousHash: String?
        package var hash: String
    }

    package var items: [Entry]
    /// The scan ended before the page was full: narrow the question by time.
    package var isCut: Bool
}

struct AuditReader: Sendable {
    private static let window: Int64 = 1024

    let ports: EnginePorts

    func page(_ request: ReadAudit) async throws(EngineError) -> AuditPage {
        let since = try AuditReader.moment(request.since, "since")
        let until = try AuditReader.moment(request.until, "until")
        var page = AuditPage(items: [], isCut: false)
        var end = try await EngineError.wrapStore { () async throws(EventStoreError) in
            try await ports.store.head()
        }
        var skip = request.offset
        var scanned = 0
        while end > .start {
            let start = StorePosition(segment: max(0, end.segment - AuditReader.window))
            let entries = try await entries(after: start, upTo: end)
            for entry in entries.reversed() {
                let at = Timestamp(entry.occurredAt) ?? Timestamp(microseconds: 0)
                if let since, at < since { continue }
                if let until, until < at { continue }
                guard AuditReader.matches(entry, request) else { continue }
                if skip > 0 {
                    skip -= 1
                    continue
                }
                page.items.append(entry)
                if page.items.count >= request.limit { return page }
            }
            scanned += entries.count
            if scanned >= ReadAudit.maximumScanned {
                page.isCut = start > .start
                return page
            }
            end = start
        }
        return page
    }

    private func entries(after start: StorePosition, upTo end: StorePosition)
        async throws(EngineError) -> [AuditPage.Entry]
    {
        var found: [AuditPage.Entry] = []
        var position = start
        while position < end {
            let from = position
            let batch = try await EngineError.wrapOperations {
                () async throws(OperationsStoreError) in
                try await ports.audit.read(after: from, limit: Int(AuditReader.window))
            }
            guard let last = batch.last else { break }
            for entry in batch where entry.event.position <= end {
                let previous = found.last?.hash
                found.append(AuditReader.entry(entry, previous: previous))
            }
            position = last.event.position
        }
        return found
    }

    private static func entry(_ entry: AuditEntry, previous: String?) -> AuditPage.Entry {
        let recorded = entry.event
        let event = recorded.event
        let hasFailed = event.type == DomainEventType.commandFailed.rawValue
        let database = CommandReader.database(event.stream)
        let isAccess = event.type == RecordAccess.eventType
        return AuditPage.Entry(
            eventID: event.id.description,
            partition: database.isEmpty ? "global" : "db:" + database,
            occurredAt: event.occurredAt.description, actor: event.actor,
            action: isAccess ? "ACCESS" : "EVENT_APPENDED",
            status: hasFailed ? "failure" : "success", resourceType: event.stream.type.name,
            resourceID: event.stream.wireID,
            commandID: (event.cause ?? (event.kind == .command ? event.id : nil))?.description,
            eventType: event.type, sequence: recorded.sequence.value,
            position: recorded.position.description,
            error: hasFailed ? (event.data["message"] ?? event.data["error"])?.string : nil,
            data: isAccess ? event.data : nil, previousHash: previous,
            hash: ContentHash.hex(entry.hash))
    }

    private static func matches(_ entry: AuditPage.Entry, _ request: ReadAudit) -> Bool {
        let wanted: [(String?, String?)] = [
            (request.partition, entry.partition), (request.action, entry.action),
            (request.status, entry.status), (request.resourceType, entry.resourceType),
            (request.resourceID, entry.resourceID), (request.eventID, entry.eventID),
            (request.commandID, entry.commandID), (request.actor, entry.actor),
        ]
        return wanted.allSatisfy { wanted, actual in wanted == nil || wanted == actual }
    }

    static func moment(_ text: String?, _ name: String) throws(EngineError) -> Timestamp? {
        guard let text, !text.isEmpty else { return nil }
        guard let moment = Timestamp(text) else {
            throw EngineError(.invalidRequest, "\(name) is a time as 2026-01-31T12:00:00Z")
        }
        return moment
    }
}
