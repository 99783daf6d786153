// Takes one import back: finds its commands by their ids, which are numbered by rows, and answers each by its opposite
// when nobody else has touched the instance since. Some hundred rows are looked at and answered together, in one append.
// Running it again goes on where it was stopped: its commands have fixed ids.

internal import EventSourcing
internal import JSONText
internal import Ontology

struct ImportUndo {
    private static let pageSize = 2000
    /// Beyond the rows that were counted: a repeated header or a remark may have shifted the numbers.
    static let spareRows = 64
    private static let keptLimit = 1000
    /// Rows that are looked at together: each is one command at most, and one append takes as many.
    private static let chunkRows = CommandAcceptor.bulkBatch

    let importer: Importer
    let scope: GraphScope
    let definition: ClassDefinition
    let call: CallContext
    var report = UndoReport(
        importID: "", className: "", deleted: 0, restored: 0, unchanged: 0, kept: [], keptCount: 0)
    private var pressure: BackPressure

    init(importer: Importer, scope: GraphScope, definition: ClassDefinition, call: CallContext) {
        self.importer = importer
        self.scope = scope
        self.definition = definition
        self.call = call
        pressure = BackPressure(coverage: importer.coverage, clock: importer.ports.clock)
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
            try demandTime()
            let end = min(row + Self.chunkRows, max(lastRow, lastFound) + Self.spareRows)
            var rows: [EventID: Int] = [:]
            var ids: [EventID] = []
            for number in row + 1...end {
                for id in Self.ids(of: .numbered(number, in: series)) {
                    rows[id] = number
                    ids.append(id)
                }
            }
            let asked = ids
            let commands = try await EngineError.wrapStore { () async throws(EventStoreError) in
                try await importer.ports.store.commands(asked)
            }
            lastFound = max(lastFound, commands.compactMap { rows[$0.event.id] }.max() ?? 0)
            try await take(commands, of: entry.id)
            row = end
            meter.tell(done: min(row, lastRow), total: lastRow)
            let (call, done) = (call, min(row, lastRow))
            try await pressure.holdBack { call.progress(Progress(phase: $0, done: done)) }
        }
        meter.tell(done: lastRow, total: lastRow)
    }

    private func demandTime() throws(EngineError) {
        guard Task.isCancelled else { return }
        let done = report.deleted + report.restored
        throw EngineError(
            .cancelled,
            "the undo of \(report.importID) was stopped: \(done) instances were taken back now and "
                + "stay so; spice imports undo \(report.importID) --db \(scope.database) goes on from "
                + "there, and the same import run again brings them back")
    }

    /// Of the creation and the update that a row may have become.
    static func ids(of row: EventID) -> [EventID] {
        [row] + EventID.everOf("update:\(row)")
    }

    static func commands(of row: EventID, in store: any EventStore) async throws(EngineError)
        -> [RecordedEvent]
    {
        let ids = ids(of: row)
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
            var commands = events.filter { isOf(id, $0.event) }[...]
            while !commands.isEmpty {
                try demandTime()
                try await take(Array(commands.prefix(Self.chunkRows)), of: id)
                commands = commands.dropFirst(Self.chunkRows)
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

    /// Takes back what commands did, together. Of an instance that several rows changed the last state before them all
    /// comes back.
    private mutating func take(_ commands: [RecordedEvent], of id: String)
        async throws(EngineError)
    {
        var streams: Set<StreamID> = []
        var own: [RecordedEvent] = []
        // Of several rows of one instance the last stands for all.
        for command in commands.reversed() {
            let stream = command.event.stream
            if stream.branch != scope.branch {
                keep(stream, "it was imported on \(stream.branch): undo it there, and merge")
            } else if streams.insert(stream).inserted {
                own.append(command)
            } else {
                report.unchanged += 1
            }
        }
        own.reverse()
        let histories = try await histories(own)
        var changes: [BulkChange] = []
        var asked: [RecordedEvent] = []
        for (command, history) in zip(own, histories) {
            guard let change = note(UndoneRow(command, history, of: id)) else { continue }
            changes.append(change)
            asked.append(command)
        }
        guard !changes.isEmpty else { return }
        let receipt = try await sender.change(changes, of: definition, in: scope)
        let apart = Set(receipt.undecided + receipt.duplicates)
        for (place, change) in changes.enumerated() where !apart.contains(place) { count(change) }
        report.unchanged += receipt.duplicates.count
        for place in receipt.undecided { try await takeAlone(asked[place], of: id) }
    }

    private var sender: BulkSender {
        BulkSender(
            importer: importer, database: scope.database, branch: scope.branch,
            principal: call.principal)
    }

    private mutating func count(_ change: BulkChange) {
        if change.type == .deleteInstance { report.deleted += 1 } else { report.restored += 1 }
    }

    /// The opposite of what a row did; nil, and noted, where there is nothing to do.
    private mutating func note(_ row: UndoneRow) -> BulkChange? {
        switch row.opposite() {
        case .done: report.unchanged += 1
        case .kept(let reason): keep(row.command.event.stream, reason)
        case .change(let change): return change
        }
        return nil
    }

    /// Somebody wrote to the instance in between, or its class does not take the change.
    private mutating func takeAlone(_ command: RecordedEvent, of id: String)
        async throws(EngineError)
    {
        let stream = command.event.stream
        for _ in 0..<CommandAcceptor.maximumRaces {
            let history = try await history(stream)
            guard let change = note(UndoneRow(command, history, of: id)) else { return }
            do throws(EngineError) {
                _ = try await importer.acceptor.accept(
                    SubmitCommand(
                        type: change.type, database: scope.database, branch: scope.branch,
                        className: stream.className, key: stream.key,
                        payload: .object(change.data),
                        expectedSequence: change.outlook.sequence.value,
                        commandID: change.id.description), call.principal)
                return count(change)
            } catch  where error.code == .conflict && error.details["expected_seq"] != nil {
                continue
            } catch  where error.isOfARow {
                return keep(stream, error.message)
            }
        }
        keep(stream, "others write to it all the time")
    }

    private mutating func keep(_ stream: StreamID, _ reason: String) {
        report.keptCount += 1
        guard report.kept.count < Self.keptLimit else { return }
        report.kept.append(
            UndoReport.Kept(instance: "\(stream.className)/\(stream.key)", reason: reason))
    }
}
