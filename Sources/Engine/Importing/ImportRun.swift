// One import: database and classes first, then every row in batches, with progress and back-pressure. It can be
// cancelled at any time and run again: rows that were accepted before are found unchanged.

internal import EventSourcing
internal import Inference
internal import JSONText
internal import Ontology
internal import Tables

struct ImportRun {
    static let batchRows = 1024
    static let keptRejections = 1000
    static let keptCells = 100_000
    static let keptSamples = 5
    static let mostSamples = 50_000
    /// Waits while the slowest read model is further behind.
    static let longestLag = 200_000

    let importer: Importer
    let request: ImportFiles
    let call: CallContext
    private var plans: [TablePlan] = []
    private var tables: [ImportReport.Table] = []
    private var rejections: [ImportReport.Rejection] = []
    private var classesCreated = 0
    private var warnings: [String] = []
    private(set) var scope: GraphScope?
    /// One for all tables: what it has learned of the workers holds for the next table too.
    private var pressure: BackPressure

    init(importer: Importer, request: ImportFiles, call: CallContext) {
        self.importer = importer
        self.request = request
        self.call = call
        pressure = BackPressure(coverage: importer.coverage, clock: importer.ports.clock)
    }

    /// Database and classes; for a dry run nothing is written.
    mutating func prepare(_ files: [LoadedFile], _ result: InferenceResult)
        async throws(EngineError)
    {
        if request.isDryRun {
            scope = try? await importer.directory.scope(
                request.database, branch: request.branch)
        }
        if !request.isDryRun { try await prepareDatabase(files) }
        let (targets, saved) = try await allTargets(files, result)
        let proposal = try result.proposal.following(targets, files)
        try await demandLinked(proposal)
        for (table, file) in zip(result.tables, files) {
            guard let proposed = proposal.classes.first(where: { $0.table == table.name })
            else { continue }
            let wanted = try proposed.definition(in: proposal, source: file.sourceJSON)
            let target = targets.first { file.isCalled($0.file) }
            let known = try await existing(wanted.id.text)
            var grown = known
            if let known { grown = try self.grown(known, by: wanted, target) }
            var plan = TablePlan(file, table, grown ?? wanted, proposed)
            if target != nil { plan.mapping = "given" }
            plan.noteAdded(known, grown)
            if saved.contains(file.name) { plan.mapping = "saved" }
            try demandRequired(plan)
            let ledger = enter(&plan)
            try await prepareClass(wanted, known, grown, ledger)
            plans.append(plan)
        }
    }

    private mutating func prepareDatabase(_ files: [LoadedFile]) async throws(EngineError) {
        do throws(EngineError) {
            scope = try await importer.directory.scope(
                request.database, branch: request.branch)
        } catch  where error.code == .databaseNotFound && request.createsDatabase {
            _ = try await importer.acceptor.accept(
                SubmitCommand(type: .createDatabase, database: request.database), call.principal)
            scope = try await importer.directory.scope(
                request.database, branch: request.branch)
        }
        var kept: Set<String> = []
        for file in files where kept.insert(file.hash).inserted { try await keep(file) }
    }

    private func keep(_ file: LoadedFile) async throws(EngineError) {
        let pieces = try EngineError.wrapTable { () throws(TableError) in
            try SourcePieces(file.input.source.container)
        }
        let hash = try await EngineError.wrapOperations { () async throws(OperationsStoreError) in
            try await importer.ports.sources.put { () throws(OperationsStoreError) in
                do throws(TableError) { return try pieces.next() } catch {
                    throw .unavailable(error.description)
                }
            }
        }
        // Its rows would name a source that nobody has.
        guard hash == file.hash else {
            throw EngineError(
                .conflict, "\(file.name) has changed while it was read: import it again")
        }
    }

    /// The class as it is there, or as it is created now. One that is there under the same name
    /// must fit the columns.
    private mutating func prepareClass(
        _ wanted: ClassDefinition, _ known: ClassDefinition?, _ grown: ClassDefinition?,
        _ ledger: ImportLedger
    ) async throws(EngineError) {
        if let known, let grown {
            for property in wanted.properties where grown.property(property.name) == nil {
                throw EngineError(
                    .alreadyExists,
                    "class \(wanted.id) is there already and has no property \(property.name): "
                        + "rename the file, or add the property to the class (isNew in a mapping "
                        + "file does)")
            }
            guard !request.isDryRun else { return }
            let metadata = ledger.written(into: known.metadata)
            if !metadata.sameContent(as: known.metadata) {
                _ = try await importer.acceptor.accept(
                    SubmitCommand(
                        type: .updateClass, database: request.database, branch: request.branch,
                        className: known.id.text,
                        payload: ["metadata": .object(metadata)]), call.principal)
            }
            if grown != known { try await grow(known, to: grown) }
            return
        }
        classesCreated += 1
        guard !request.isDryRun else { return }
        var wanted = wanted
        wanted.metadata = ledger.written(into: wanted.metadata)
        _ = try await importer.acceptor.accept(
            SubmitCommand(
                type: .createClass, database: request.database, branch: request.branch,
                className: wanted.id.text,
                payload: wanted.json), call.principal)
    }

    /// Names the import and notes it with the columns that it maps.
    private func enter(_ plan: inout TablePlan) -> ImportLedger {
        var ledger = ImportLedger(plan.definition)
        guard let scope else { return ledger }
        plan.importID = ledger.id(of: plan.importName(in: scope))
        ledger.add(
            ImportLedger.Entry(
                id: plan.importID, file: plan.file.name, hash: plan.file.hash,
                at: importer.ports.clock.now().description, mode: request.mode.rawValue,
                isUndone: false, series: plan.seriesName(in: scope),
                lastRow: plan.table.layout.headerRows + plan.table.rowCount))
        for (column, property) in zip(plan.table.columns, plan.properties) {
            if let property { ledger.learn(column.name, property) }
        }
        return ledger
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
                addedProperties: plan.added.isEmpty ? nil : plan.added)
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
            importer: importer, database: request.database, branch: request.branch,
            principal: call.principal)
        var seen = SeenKeys()
        var batch = try nextBatch(feed, plan, &table)
        while !batch.rows.isEmpty {
            let ready = batch
            if request.isDryRun || request.mode == .update {
                try await settle(ready, plan, &table, &seen)
                batch = try nextBatch(feed, plan, &table)
            } else {
                async let sent = sender.send(ready, of: plan)
                batch = try nextBatch(feed, plan, &table)
                try await note(try await sent.get(), ready, plan, &table)
            }
            if !request.isDryRun {
                let (call, rows) = (call, table.rows)
                try await pressure.holdBack { call.progress(Progress(phase: $0, done: rows)) }
            }
            tell(table.rows)
        }
        guard seen.isPartial else { return }
        warnings.append(
            "\(plan.file.name) has more keys than a dry run remembers: repeats far down may be missed"
        )
    }

    /// Up to `batchRows` good rows; fewer at the end of the table only.
    private mutating func nextBatch(
        _ feed: RowFeed, _ plan: TablePlan, _ table: inout ImportReport.Table
    ) throws(EngineError) -> ImportBatch {
        var batch = ImportBatch()
        let limit = request.rowLimit ?? .max
        while batch.rows.count < ImportRun.batchRows, table.rows < limit,
            let item = try feed.next()
        {
            table.rows += 1
            switch item {
            case .rejected(let rejection): reject(rejection, &table)
            case .row(let row):
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

    /// Row by row: what would become of each, or its update.
    private mutating func settle(
        _ batch: ImportBatch, _ plan: TablePlan, _ table: inout ImportReport.Table,
        _ seen: inout SeenKeys
    ) async throws(EngineError) {
        for row in batch.rows {
            if Task.isCancelled { throw BulkSender.cancelled(plan) }
            let outcome =
                request.isDryRun
                ? try await foretell(row, plan, seen: &seen) : try await update(row, plan)
            note(outcome, row, plan, &table)
        }
    }

    private mutating func note(
        _ receipt: BulkReceipt, _ batch: ImportBatch, _ plan: TablePlan,
        _ table: inout ImportReport.Table
    ) async throws(EngineError) {
        table.accepted += receipt.accepted
        table.unchanged += receipt.duplicates
        for refused in receipt.refused {
            let row = batch.rows[refused.row]
            note(try await settle(refused, row, plan), row, plan, &table)
        }
    }

    private mutating func reject(
        _ rejection: ImportReport.Rejection, _ table: inout ImportReport.Table
    ) {
        table.rejected += 1
        let limit = request.returnsCells ? ImportRun.keptCells : ImportRun.keptRejections
        guard rejections.count < limit else { return }
        var rejection = rejection
        if !request.returnsCells { rejection.cells = nil }
        rejections.append(rejection)
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
            database: request.database, tables: tables, rejections: sorted(rejections),
            classesCreated: classesCreated, seconds: seconds,
            instancesPerSecond: seconds > 0 ? Double(accepted) / seconds : 0,
            failedCommands: failed, isDryRun: request.isDryRun,
            warnings: plans.flatMap {
                ImportReport.repairs($0.table.issues, file: $0.file.name)
            } + tables.compactMap(\.paddingWarning)
                + tables.compactMap { $0.addedWarning(request.isDryRun) } + warnings)
    }

    /// In the order of the files and their rows, so that a dry run and a real one say the same.
    private func sorted(_ rejections: [ImportReport.Rejection]) -> [ImportReport.Rejection] {
        let order = Dictionary(
            tables.enumerated().map { ($1.file, $0) }, uniquingKeysWith: { first, _ in first })
        return rejections.sorted { left, right in
            (order[left.file] ?? 0, left.row) < (order[right.file] ?? 0, right.row)
        }
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
