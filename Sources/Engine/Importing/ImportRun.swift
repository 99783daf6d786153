// One import: database and classes first, then every row in batches, with progress and back-pressure. It can be
// cancelled at any time and run again: rows that were accepted before are found unchanged.

internal import EventSourcing
internal import Inference
internal import JSONText
internal import Ontology
internal import Tables

struct ImportRun {
    static let batchRows = 1024
    static let keptSamples = 5
    static let mostSamples = 50_000
    /// Waits while the slowest read model is further behind.
    static let longestLag = 200_000

    let importer: Importer
    let request: ImportFiles
    let call: CallContext
    var plans: [TablePlan] = []
    var classesCreated = 0
    /// Nil while the database is not there.
    var scope: GraphScope?
    private var tables: [ImportReport.Table] = []
    private var rejections: RejectionLog
    private var warnings: [String] = []
    /// One for all tables: what it has learned of the workers holds for the next table too.
    private var pressure: BackPressure

    init(importer: Importer, request: ImportFiles, call: CallContext) {
        self.importer = importer
        self.request = request
        self.call = call
        rejections = RejectionLog(request, call)
        pressure = BackPressure(coverage: importer.coverage, clock: importer.ports.clock)
    }

    mutating func feed() async throws(EngineError) {
        let total = plans.reduce(0) { $0 + $1.table.rowCount }
        let phase = request.isDryRun ? "checking rows" : "creating instances"
        let meter = ProgressMeter(phase, clock: importer.ports.clock, call: call)
        var done = 0
        for plan in plans {
            var table = ImportReport.Table(
                file: plan.file.name, className: plan.definition.id.text, rows: 0, accepted: 0,
                unchanged: 0, rejected: 0, importID: request.isDryRun ? "" : plan.importID,
                mapping: plan.mapping, columns: plan.table.columns.map(\.name),
                mappedColumns: plan.properties.count { $0 != nil },
                addedProperties: plan.added.isEmpty ? nil : plan.added,
                issues: plan.table.issues.views,
                issueCounts: plan.table.issues.isEmpty ? nil : plan.table.issues.counts)
            let feed = try RowFeed(
                plan, scope: scope ?? GraphScope(database: request.database, epoch: 0),
                isComplete: request.mode != .update)
            do throws(EngineError) {
                try await self.feed(feed, plan, &table) {
                    meter.tell(done: done + $0, total: total)
                }
            } catch  where error.code == .cancelled {
                throw cancelled(in: plan, at: table)
            } catch  where error.code == .storageFull && !request.isDryRun {
                throw outOfRoom(in: plan, at: table, error)
            } catch {
                // What cannot be read may be what somebody is writing.
                try demandUnchanged(plan, table)
                throw error
            }
            try demandUnchanged(plan, table)
            done += table.rows
            meter.tell(done: done, total: total)
            tables.append(table)
        }
    }

    /// The next rows are read while those before are on their way into the log.
    private mutating func feed(
        _ feed: RowFeed, _ plan: TablePlan, _ table: inout ImportReport.Table,
        _ tell: (Int) -> Void
    ) async throws(EngineError) {
        let sender = BulkSender(
            importer: importer, database: request.database, branch: request.branch,
            principal: call.principal)
        var seen = SeenKeys()
        var batch = try nextBatch(feed, plan, &table)
        while true {
            let ready = batch
            if request.isDryRun || request.mode == .update {
                try await settle(ready, plan, &table, &seen)
                batch = try nextBatch(feed, plan, &table, after: ready)
            } else {
                async let sent = sender.send(ready, of: plan)
                batch = try nextBatch(feed, plan, &table, after: ready)
                try await note(try await sent.get(), ready, plan, &table)
            }
            try await rejections.settle(through: ready.lastRow, of: plan)
            if !request.isDryRun {
                let (call, rows) = (call, table.rows)
                try await pressure.holdBack { call.progress(Progress(phase: $0, done: rows)) }
            }
            tell(table.rows)
            if ready.isLast { break }
        }
        guard seen.isPartial else { return }
        warnings.append(
            "\(plan.file.name) has more keys than a dry run remembers: repeats far down may be missed"
        )
    }

    /// Up to `batchRows` good rows, and no more refused ones; the last of the table ends it. Empty after the last.
    private mutating func nextBatch(
        _ feed: RowFeed, _ plan: TablePlan, _ table: inout ImportReport.Table,
        after before: ImportBatch = ImportBatch()
    ) throws(EngineError) -> ImportBatch {
        var batch = ImportBatch()
        guard !before.isLast else { return batch }
        let limit = request.rowLimit ?? .max
        var refused = 0
        while max(batch.rows.count, refused) < ImportRun.batchRows {
            guard table.rows < limit, let item = try feed.next() else {
                batch.isLast = true
                break
            }
            table.rows += 1
            switch item {
            case .rejected(let rejection):
                refused += 1
                batch.lastRow = rejection.row
                reject(rejection, &table)
            case .row(let row):
                batch.lastRow = row.number
                if row.isPadded { table.note(padded: row.number) }
                if request.isDryRun {
                    let limit = request.sampleLimit ?? ImportRun.keptSamples
                    table.note(sample: row.data, limit: min(limit, ImportRun.mostSamples))
                }
                batch.rows.append(row)
            }
        }
        return batch
    }

    /// What would become of each row, or the updates of all.
    private mutating func settle(
        _ batch: ImportBatch, _ plan: TablePlan, _ table: inout ImportReport.Table,
        _ seen: inout SeenKeys
    ) async throws(EngineError) {
        guard request.isDryRun else {
            for outcome in try await update(batch.rows, plan) {
                note(outcome.outcome, outcome.row, plan, &table)
            }
            return
        }
        for row in batch.rows {
            if Task.isCancelled { throw BulkSender.cancelled(plan) }
            note(try await foretell(row, plan, seen: &seen), row, plan, &table)
        }
    }

    private mutating func note(
        _ receipt: BulkReceipt, _ batch: ImportBatch, _ plan: TablePlan,
        _ table: inout ImportReport.Table
    ) async throws(EngineError) {
        table.accepted += receipt.accepted
        table.unchanged += receipt.duplicates
        var taken: [ImportRow] = []
        for refused in receipt.refused {
            let row = batch.rows[refused.row]
            if request.mode == .upsert, refused.code == ImportRun.takenCode {
                taken.append(row)
            } else {
                note(outcome(of: refused), row, plan, &table)
            }
        }
        for outcome in try await update(taken, plan) {
            note(outcome.outcome, outcome.row, plan, &table)
        }
    }

    private mutating func reject(
        _ rejection: ImportReport.Rejection, _ table: inout ImportReport.Table
    ) {
        table.rejected += 1
        rejections.add(rejection)
    }

    private mutating func note(
        _ outcome: RowOutcome, _ row: ImportRow, _ plan: TablePlan,
        _ table: inout ImportReport.Table
    ) {
        switch outcome {
        case .accepted: table.accepted += 1
        case .updated: table.updated += 1
        case .unchanged: table.unchanged += 1
        case .refused(let code, let message):
            reject(
                ImportReport.Rejection(
                    file: plan.file.name, row: row.number, column: nil, code: code,
                    message: message, line: row.line, offset: row.offset, cells: row.cells),
                &table)
        }
    }

    func report(since startedAt: Timestamp, started: Double) async throws(EngineError)
        -> ImportReport
    {
        let seconds = importer.ports.clock.uptimeSeconds() - started
        let accepted = tables.reduce(0) { $0 + $1.accepted + $1.updated }
        let failed = request.isDryRun ? 0 : try await failures(since: startedAt)
        return ImportReport(
            database: request.database, tables: tables, rejections: rejections.kept,
            classesCreated: classesCreated, seconds: seconds,
            instancesPerSecond: seconds > 0 ? Double(accepted) / seconds : 0,
            failedCommands: failed, isDryRun: request.isDryRun,
            warnings: plans.flatMap {
                ImportReport.repairs($0.table.issues, file: $0.file.name)
                    + $0.currencyWarnings
            } + tables.compactMap(\.paddingWarning)
                + tables.compactMap { $0.addedWarning(request.isDryRun) } + warnings
                + rejections.warnings,
            unlisted: rejections.unlisted)
    }

    /// Commands of this database that were accepted since then and FAILED.
    private func failures(since startedAt: Timestamp) async throws(EngineError) -> Int {
        var count = 0
        var page = PageRequest(limit: 500)
        while true {
            let request = page
            let failed = try await EngineError.wrapOperations {
                () async throws(OperationsStoreError) in
                try await importer.ports.commandStatus.list(
                    CommandFilter(database: self.request.database, phases: [.failed]), request)
            }
            for state in failed.items {
                if state.command.event.occurredAt < startedAt { return count }
                count += 1
            }
            guard let next = failed.next else { return count }
            page.after = next
        }
    }
}
