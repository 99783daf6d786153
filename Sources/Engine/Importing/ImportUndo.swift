// Takes one import back: finds its commands by their ids, which are numbered by rows, and answers each by its opposite
// when nobody has touched the instance since. Running it again goes on where it was stopped: its commands have fixed
// ids.

internal import EventSourcing
internal import JSONText
internal import Ontology

struct ImportUndo {
    private static let pageSize = 2000
    /// Beyond the rows that were counted: a repeated header or a remark may have shifted the numbers.
    static let spareRows = 64
    private static let keptLimit = 1000

    let importer: Importer
    let scope: GraphScope
    let definition: ClassDefinition
    let call: CallContext
    var report = UndoReport(
        importID: "", className: "", deleted: 0, restored: 0, unchanged: 0, kept: [], keptCount: 0)

    init(importer: Importer, scope: GraphScope, definition: ClassDefinition, call: CallContext) {
        self.importer = importer
        self.scope = scope
        self.definition = definition
        self.call = call
    }

    /// O(rows of the import); O(events of the log) for imports of versions that noted no ids.
    mutating func run(_ entry: ImportLedger.Entry, _ meter: ProgressMeter)
        async throws(EngineError)
    {
        guard let name = entry.series, let lastRow = entry.lastRow else {
            return try await walk(entry.id, meter)
        }
        let series = EventID.Series(name)
        var row = 0
        var lastFound = 0
        while row < max(lastRow, lastFound) + Self.spareRows {
            row += 1
            if Task.isCancelled { throw EngineError(.cancelled, "the undo was cancelled") }
            for command in try await Self.commands(
                of: .numbered(row, in: series), in: importer.ports.store)
            {
                lastFound = row
                try await take(command)
            }
            if row.isMultiple(of: 256) { meter.tell(done: min(row, lastRow), total: lastRow) }
        }
        meter.tell(done: lastRow, total: lastRow)
    }

    /// The creation and the update that a row may have become.
    static func commands(of row: EventID, in store: any EventStore) async throws(EngineError)
        -> [RecordedEvent]
    {
        let ids = [row] + EventID.everOf("update:\(row)")
        return try await EngineError.wrapStore { () async throws(EventStoreError) in
            try await store.commands(ids)
        }
    }

    private mutating func walk(_ id: String, _ meter: ProgressMeter) async throws(EngineError) {
        let store = importer.ports.store
        let end = try await EngineError.wrapStore { () async throws(EventStoreError) in
            try await store.head()
        }
        var position = StorePosition.start
        while position < end {
            let from = position
            let events = try await EngineError.wrapStore { () async throws(EventStoreError) in
                try await store.read(after: from, limit: Self.pageSize)
            }
            guard let last = events.last else { return }
            for recorded in events where isOf(id, recorded.event) {
                if Task.isCancelled { throw EngineError(.cancelled, "the undo was cancelled") }
                try await take(recorded)
            }
            position = last.position
            meter.tell(done: report.deleted + report.restored, total: 0)
        }
    }

    private func isOf(_ id: String, _ event: Event) -> Bool {
        guard event.kind == .command, event.stream.type == .instance,
            event.stream.database == scope.database, event.stream.epoch == scope.epoch,
            event.stream.className == definition.id.text
        else { return false }
        return event.data["metadata"]?["source"]?["import"]?.string == id
    }

    private mutating func take(_ command: RecordedEvent) async throws(EngineError) {
        let stream = command.event.stream
        guard stream.branch == scope.branch else {
            return keep(stream, "it was imported on \(stream.branch): undo it there, and merge")
        }
        let history = try await EngineError.wrapStore { () async throws(EventStoreError) in
            var all: [RecordedEvent] = []
            while true {
                let page = try await importer.ports.store.read(
                    stream, after: all.last?.sequence ?? .none, limit: 512)
                all += page
                if page.count < 512 { return all }
            }
        }
        // What an undo did is no change of somebody else.
        let changes = history.filter {
            $0.event.kind == .domain && $0.event.type != DomainEventType.commandFailed.rawValue
        }
        guard let own = changes.firstIndex(where: { $0.event.cause == command.event.id }) else {
            return keep(stream, "its command is not decided yet, or failed")
        }
        let undoIDs = EventID.everOf("undo:\(command.event.id)")
        let hasUndo = history.contains { event in
            undoIDs.contains(event.event.id) || event.event.cause.map(undoIDs.contains) == true
        }
        guard !hasUndo,
            changes[changes.endIndex - 1].event.type
                != DomainEventType.instanceDeleted.rawValue
        else {
            report.unchanged += 1
            return
        }
        guard own == changes.endIndex - 1 else { return keep(stream, "it was changed since") }
        if changes[own].event.type == DomainEventType.instanceCreated.rawValue {
            try await submit(.deleteInstance, stream, JSONObject(), undoIDs[0])
            report.deleted += 1
        } else if own > 0 {
            try await submit(
                .updateInstance, stream, restoring(changes[own - 1], changes[own]), undoIDs[0])
            report.restored += 1
        }
    }

    /// The patch that leads from the later state back to the earlier one.
    private func restoring(_ old: RecordedEvent, _ new: RecordedEvent) -> JSONObject {
        let before = payload(old)
        var patch = before
        for name in payload(new).names where before[name] == nil { patch[name] = .null }
        return patch
    }

    private func payload(_ recorded: RecordedEvent) -> JSONObject {
        var state = InstanceAggregate()
        state.evolve(recorded.event)
        return state.data ?? JSONObject()
    }

    private func submit(
        _ type: CommandType, _ stream: StreamID, _ payload: JSONObject, _ id: EventID
    ) async throws(EngineError) {
        _ = try await importer.acceptor.accept(
            SubmitCommand(
                type: type, database: scope.database, branch: scope.branch,
                className: stream.className, key: stream.key,
                payload: .object(payload), commandID: id.description), call.principal)
    }

    private mutating func keep(_ stream: StreamID, _ reason: String) {
        report.keptCount += 1
        guard report.kept.count < Self.keptLimit else { return }
        report.kept.append(
            UndoReport.Kept(instance: "\(stream.className)/\(stream.key)", reason: reason))
    }
}
