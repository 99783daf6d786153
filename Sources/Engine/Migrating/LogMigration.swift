// Moves everything that an engine holds from one set of adapters to another, through their ports alone: the log with its
// keys, what waits, the source files, the audit heads; then it compares both sides and makes the read models anew. Run
// again after an interruption it goes on; run again after its end it changes nothing.

internal import EventSourcing

package struct LogMigration: Sendable {
    /// One side: its ports, and what its mode is called.
    package struct Side: Sendable {
        package var mode: String
        package var ports: EnginePorts

        package init(mode: String, ports: EnginePorts) {
            self.mode = mode
            self.ports = ports
        }
    }

    /// More heads than a log of this size limit has.
    private static let manyHeads = 10_000_000

    private let source: Side
    private let target: Side
    private let patienceSeconds: Double
    private let reportSeconds: Double
    private let batchEvents: Int

    /// `patienceSeconds`: how long an engine that was just stopped may still seem to run. `reportSeconds`: a worker whose
    /// last report is older does not run; nil: as workers report. `batchEvents`: how many events, roughly, are appended
    /// together.
    package init(
        from source: Side, to target: Side, patienceSeconds: Double = 12,
        reportSeconds: Double? = nil, batchEvents: Int = 500
    ) {
        self.source = source
        self.target = target
        self.patienceSeconds = patienceSeconds
        self.reportSeconds = reportSeconds ?? ToldReports.goneSeconds
        self.batchEvents = batchEvents
    }

    /// Copies, compares, rebuilds. Refused while an engine works on either side, and when the target holds other data.
    package func run(_ call: CallContext) async throws(EngineError) -> MigrationReport {
        try await standStill.during(call) { hold in
            do throws(EngineError) { return .success(try await copy(call, hold)) } catch {
                return .failure(error)
            }
        }
    }

    /// What `run` would do; reads both sides and copies nothing.
    package func survey(_ call: CallContext) async throws(EngineError) -> MigrationReport {
        let started = source.ports.clock.uptimeSeconds()
        let head = try await auditHead(call)
        let meter = meter("comparing what is there", call)
        var rest = LogCursor(source.ports.store)
        let there = try await logCopy(meter, head.count).passWhatIsThere(&rest)
        var tally = LogTally()
        var open = OpenCommands()
        var all = LogCursor(source.ports.store)
        while let entry = try await all.next() {
            tally.add(entry)
            open.add(entry.event)
            if tally.events % LogCursor.pageSize == 0 {
                try LogCopy.checkCancelled()
            }
            meter.tell(done: tally.events, total: head.count, phase: "reading the source")
        }
        var report = report(tally, open, there: there, head: head)
        let operations = operations(call)
        report.isDryRun = true
        report.sourceFiles = try await operations.fileCount()
        report.deadLetters = try await operations.letterCount()
        report.parkedWrites = try await operations.parkedCount()
        report.seconds = source.ports.clock.uptimeSeconds() - started
        return report
    }

    /// Until the target is whole its workers are paused, also when this fails: whoever is told of the failure is told
    /// that too.
    private func copy(_ call: CallContext, _ hold: StandStill.Hold) async throws(EngineError)
        -> MigrationReport
    {
        let operations = operations(call)
        var hasPaused = false
        do throws(EngineError) {
            return try await copy(call, hold, operations) { () async throws(EngineError) in
                try await operations.pauseWorkers()
                hasPaused = true
            }
        } catch {
            var told = error
            if hasPaused {
                told.message +=
                    "; the target's workers are paused until the same call has come to its end, "
                    + "or somebody resumes them (spice workers resume)"
            }
            throw told
        }
    }

    private func copy(
        _ call: CallContext, _ hold: StandStill.Hold, _ operations: OperationsCopy,
        pausing pause: () async throws(EngineError) -> Void
    ) async throws(EngineError) -> MigrationReport {
        let started = source.ports.clock.uptimeSeconds()
        let head = try await auditHead(call)
        let copied = try await logCopy(meter("copying events", call), head.count).run(pause)
        let letters = try await operations.letters()
        let parked = try await operations.parked()
        let files = try await operations.files()
        try await noteTakeover(call)
        let both = try await LogComparison(
            source: source.ports.store, target: target.ports.store,
            meter: meter("comparing both logs", call), total: head.count
        ).run()
        let start = MigratedStart(ports: target.ports, call: call)
        let rebuilt = try await start.make(both.open, total: head.count)
        let verified = try await start.verify()
        try await hold.check()
        try await checkStoodStill(at: both.lastOfSource)
        try await operations.wakeWorkers()
        var report = report(both.source, both.open, there: copied.there, head: head)
        report.eventsCopied = copied.copied
        report.deadLetters = letters
        report.parkedWrites = parked
        report.sourceFiles = files.count
        report.sourceFileBytes = files.bytes
        report.targetHead = try await EngineError.wrapOperations {
            () async throws(OperationsStoreError) in
            MigrationReport.Head(try await target.ports.audit.anchor())
        }
        report.rebuiltFrom = rebuilt.events / max(1, rebuilt.models.count)
        report.drifts = verified.driftCount
        report.seconds = source.ports.clock.uptimeSeconds() - started
        return report
    }

    // MARK: Parts

    private var standStill: StandStill {
        StandStill(
            sides: [
                StandStill.Side(name: "the source (\(source.mode))", ports: source.ports),
                StandStill.Side(name: "the target (\(target.mode))", ports: target.ports),
            ], patienceSeconds: patienceSeconds, reportSeconds: reportSeconds)
    }

    private func logCopy(_ meter: ProgressMeter, _ total: Int) -> LogCopy {
        LogCopy(
            source: source.ports.store, target: target.ports.store, meter: meter, total: total,
            batchEvents: batchEvents)
    }

    private func operations(_ call: CallContext) -> OperationsCopy {
        OperationsCopy(source: source.ports, target: target.ports, call: call)
    }

    private func meter(_ phase: String, _ call: CallContext) -> ProgressMeter {
        ProgressMeter(phase, clock: source.ports.clock, call: call)
    }

    /// A log whose chain does not hold is not worth copying.
    private func auditHead(_ call: CallContext) async throws(EngineError) -> AuditHead {
        call.progress(Progress(phase: "checking the chain of the source", done: 0))
        let verdict = try await EngineError.wrapOperations {
            () async throws(OperationsStoreError) in try await source.ports.audit.verify()
        }
        switch verdict {
        case .intact(let head): return head
        case .broken(let after, let end):
            throw EngineError(
                .corrupt,
                "the audit chain of the source is broken between positions \(after) and \(end): "
                    + "nothing was copied; see spice verify")
        }
    }

    private func noteTakeover(_ call: CallContext) async throws(EngineError) {
        let heads = try await EngineError.wrapOperations {
            () async throws(OperationsStoreError) in
            _ = try await source.ports.audit.anchor()
            return try await source.ports.audit.heads(limit: LogMigration.manyHeads)
        }
        let facts = Takeover.events(
            from: source.mode, heads.reversed(), at: target.ports.clock.now(),
            actor: call.principal.actor)
        // One that is refused is there, with the heads that were kept then.
        _ = try await EngineError.wrapStore { () async throws(EventStoreError) in
            try await target.ports.store.append(
                facts.map { Submission([$0], expecting: .any) }, with: nil)
        }
    }

    private func checkStoodStill(at position: StorePosition) async throws(EngineError) {
        let head = try await EngineError.wrapStore { () async throws(EventStoreError) in
            try await source.ports.store.head()
        }
        guard head == position else {
            throw EngineError(
                .busy,
                "the source has grown while it was copied: stop whatever writes to it and run it "
                    + "again")
        }
    }

    private func report(
        _ tally: LogTally, _ open: OpenCommands, there: Int, head: AuditHead
    ) -> MigrationReport {
        MigrationReport(
            from: source.mode, to: target.mode, isDryRun: false, events: tally.events,
            eventsThere: there, eventsCopied: 0,
            aggregates: tally.types.sorted { $0.key < $1.key }.map {
                MigrationReport.Aggregates(type: $0.key, events: $0.value)
            }, logHash: ContentHash.hex(tally.hash), idempotencyKeys: tally.keys,
            openCommands: open.ids.count, parkedWrites: 0, deadLetters: 0, sourceFiles: 0,
            sourceFileBytes: 0, sourceHead: MigrationReport.Head(head), targetHead: nil,
            rebuiltFrom: nil, drifts: nil, seconds: 0)
    }
}

extension MigrationReport.Head {
    init(_ head: AuditHead) {
        self.init(events: head.count, hash: ContentHash.hex(head.hash))
    }
}
