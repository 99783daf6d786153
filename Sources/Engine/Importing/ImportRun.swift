// One import: database and classes first, then every row in batches, with progress and back-pressure. It can be
// cancelled at any time and run again: rows that were accepted before are found unchanged.

internal import EventSourcing
internal import Inference
internal import JSONText
internal import Ontology

struct ImportRun {
    static let batchRows = 1024
    static let keptRejections = 1000

    let importer: Importer
    let request: ImportFiles
    let call: CallContext
    private var plans: [TablePlan] = []
    private var tables: [ImportReport.Table] = []
    private var rejections: [ImportReport.Rejection] = []
    private var classesCreated = 0
    private var scope: GraphScope?

    init(importer: Importer, request: ImportFiles, call: CallContext) {
        self.importer = importer
        self.request = request
        self.call = call
    }

    /// Database and classes; for a dry run nothing is written.
    mutating func prepare(_ files: [LoadedFile], _ result: InferenceResult)
        async throws(EngineError)
    {
        if !request.isDryRun { try await prepareDatabase(files) }
        let proposal = try result.proposal.following(request.targets, files)
        for (table, file) in zip(result.tables, files) {
            guard let proposed = proposal.classes.first(where: { $0.table == table.name })
            else { continue }
            let wanted = try proposed.definition(in: proposal, source: file.sourceJSON)
            let definition = try await prepareClass(wanted)
            plans.append(TablePlan(file, table, definition, proposed))
        }
    }

    private mutating func prepareDatabase(_ files: [LoadedFile]) async throws(EngineError) {
        do throws(EngineError) {
            scope = try await importer.directory.scope(request.database, branch: nil)
        } catch  where error.code == .databaseNotFound && request.createsDatabase {
            _ = try await importer.acceptor.accept(
                SubmitCommand(type: .createDatabase, database: request.database), call.principal)
            scope = try await importer.directory.scope(request.database, branch: nil)
        }
        for file in files {
            _ = try await EngineError.wrapOperations { () async throws(OperationsStoreError) in
                try await importer.ports.sources.put(file.content)
            }
        }
    }

    /// The class as it is there, or as it is created now. One that is there under the same name must fit the columns.
    private mutating func prepareClass(_ wanted: ClassDefinition) async throws(EngineError)
        -> ClassDefinition
    {
        let known = try await existing(wanted)
        if let known {
            for property in wanted.properties where known.property(property.name) == nil {
                throw EngineError(
                    .alreadyExists,
                    "class \(wanted.id) is there already and has no property \(property.name): "
                        + "rename the file, or add the property to the class")
            }
            return known
        }
        classesCreated += 1
        guard !request.isDryRun else { return wanted }
        _ = try await importer.acceptor.accept(
            SubmitCommand(
                type: .createClass, database: request.database, className: wanted.id.text,
                payload: wanted.json), call.principal)
        return wanted
    }

    private func existing(_ wanted: ClassDefinition) async throws(EngineError) -> ClassDefinition? {
        do throws(EngineError) {
            let scope = try await importer.directory.scope(request.database, branch: nil)
            return try await importer.directory.definition(wanted.id.text, in: scope)
        } catch  where error.code == .classNotFound || (error.code == .databaseNotFound) {
            return nil
        }
    }

    mutating func feed() async throws(EngineError) {
        let total = plans.reduce(0) { $0 + $1.table.rowCount }
        let phase = request.isDryRun ? "checking rows" : "creating instances"
        let meter = ProgressMeter(phase, clock: importer.ports.clock, call: call)
        var done = 0
        for plan in plans {
            var table = ImportReport.Table(
                file: plan.file.name, className: plan.definition.id.text, rows: 0, accepted: 0,
                unchanged: 0, rejected: 0)
            let feed = try RowFeed(
                plan, scope: scope ?? GraphScope(database: request.database, epoch: 0))
            try await self.feed(feed, plan, &table) { meter.tell(done: done + $0, total: total) }
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
            importer: importer, database: request.database, principal: call.principal)
        var pressure = BackPressure(coverage: importer.coverage, clock: importer.ports.clock)
        var batch = try nextBatch(feed, plan, &table)
        while !batch.rows.isEmpty {
            let ready = batch
            if request.isDryRun {
                table.accepted += ready.rows.count
                batch = try nextBatch(feed, plan, &table)
            } else {
                async let sent = sender.send(ready, of: plan)
                batch = try nextBatch(feed, plan, &table)
                note(try await sent.get(), ready, plan, &table)
                try await pressure.holdBack()
            }
            tell(table.rows)
        }
    }

    /// Up to `batchRows` good rows; fewer at the end of the table only.
    private mutating func nextBatch(
        _ feed: RowFeed, _ plan: TablePlan, _ table: inout ImportReport.Table
    ) throws(EngineError) -> ImportBatch {
        var batch = ImportBatch()
        while batch.rows.count < ImportRun.batchRows, let item = try feed.next() {
            table.rows += 1
            switch item {
            case .rejected(let rejection): reject(rejection, &table)
            case .row(let row, let number, let isPadded):
                if isPadded { table.note(padded: number) }
                batch.add(row, number)
            }
        }
        return batch
    }

    private mutating func note(
        _ receipt: BulkReceipt, _ batch: ImportBatch, _ plan: TablePlan,
        _ table: inout ImportReport.Table
    ) {
        table.accepted += receipt.accepted
        table.unchanged += receipt.duplicates
        for refused in receipt.refused {
            reject(
                ImportReport.Rejection(
                    file: plan.file.name, row: batch.numbers[refused.row], column: nil,
                    code: refused.code, message: refused.message), &table)
        }
    }

    private mutating func reject(
        _ rejection: ImportReport.Rejection, _ table: inout ImportReport.Table
    ) {
        table.rejected += 1
        if rejections.count < ImportRun.keptRejections { rejections.append(rejection) }
    }

    func report(since startedAt: Timestamp, started: Double) async throws(EngineError)
        -> ImportReport
    {
        let seconds = importer.ports.clock.uptimeSeconds() - started
        let accepted = tables.reduce(0) { $0 + $1.accepted }
        let failed = request.isDryRun ? 0 : try await failures(since: startedAt)
        return ImportReport(
            database: request.database, tables: tables, rejections: rejections,
            classesCreated: classesCreated, seconds: seconds,
            instancesPerSecond: seconds > 0 ? Double(accepted) / seconds : 0,
            failedCommands: failed, isDryRun: request.isDryRun,
            warnings: tables.compactMap(\.paddingWarning))
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
