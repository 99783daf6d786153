// How the pipeline is doing: stages, workers, lag, what failed and what waits.

internal import EventSourcing
internal import Ontology

struct Monitor: Sendable {
    let ports: EnginePorts
    let crew: Crew
    let coverage: Coverage
    let recent: RecentCommands
    let settings: EngineSettings
    let startedUptime: Double
    let servers: ServerWatch
    let lags = LagRecorder()
    /// Used where a port stands on a server, which may hang.
    private let lastKnown: LastKnown

    init(
        ports: EnginePorts, crew: Crew, coverage: Coverage, recent: RecentCommands,
        settings: EngineSettings, startedUptime: Double, servers: ServerWatch
    ) {
        self.ports = ports
        self.crew = crew
        self.coverage = coverage
        self.recent = recent
        self.settings = settings
        self.startedUptime = startedUptime
        self.servers = servers
        lastKnown = LastKnown(clock: ports.clock)
    }

    /// What a port says; where servers stand behind them, what it said last if it does not say it now.
    private func known<Value: Sendable>(
        _ key: String, otherwise: Value,
        _ fetch: @escaping @Sendable () async throws(EngineError) -> Value
    ) async throws(EngineError) -> Value {
        if settings.servers.isEmpty { return try await fetch() }
        return await lastKnown.value(key, fetch) ?? otherwise
    }

    func pipeline() async throws(EngineError) -> PipelineView {
        let reports = try await reports()
        let standing = try await standing(reports)
        let workers = standing.workers
        note(workers)
        let lags = Dictionary(grouping: workers, by: \.name)
            .mapValues { $0.reduce(0) { $0 + $1.lag } }
        let relay = reports["relay"]
        let letters = try await known("letters", otherwise: 0) {
            () async throws(EngineError) in try await letterCount()
        }
        let parked = try await known("parked", otherwise: 0) {
            () async throws(EngineError) in try await parkedCount()
        }
        let usage = settings.diskUsage()
        return PipelineView(
            mode: settings.mode, uptimeSeconds: ports.clock.uptimeSeconds() - startedUptime,
            stages: stages(reports, lags, relay), workers: workers, deadLetters: letters,
            parkedWrites: parked, events: try await events(standing), dataBytes: usage?.used,
            freeBytes: usage?.free, lag: lags.values.max() ?? 0,
            servers: settings.servers.isEmpty ? nil : servers.views())
    }

    func workers() async throws(EngineError) -> [PipelineView.Worker] {
        try await standing(try await reports()).workers
    }

    /// Where the workers stand, and where the topics end that they read, each partition once however many read it.
    private struct Standing {
        var workers: [PipelineView.Worker] = []
        var ends: [TopicPartition: Int64] = [:]
    }

    private func standing(_ reports: [String: WorkerReport]) async throws(EngineError) -> Standing {
        var standing = Standing()
        for kind in WorkerKind.all {
            let progress = try await known("progress " + kind.name, otherwise: []) {
                () async throws(EngineError) in try await coverage.progress(of: kind)
            }
            standing.workers += rows(kind, progress, reports[kind.name])
            for place in progress {
                standing.ends[place.place] = max(standing.ends[place.place] ?? 0, place.end)
            }
        }
        return standing
    }

    /// Events in the log. Where its end does not tell how many there are, what went over the bus counts.
    private func events(_ standing: Standing) async throws(EngineError) -> Int {
        let head: StorePosition? = try await known("head", otherwise: nil) {
            () async throws(EngineError) in
            try await EngineError.wrapStore { () async throws(EventStoreError) in
                try await ports.store.head()
            }
        }
        return head.flatMap { ports.store.count(through: $0) }
            ?? Int(standing.ends.values.reduce(0, +))
    }

    func set(_ request: SetWorkerState) async throws(EngineError) -> Bool {
        guard WorkerKind.named(request.worker) != nil else {
            throw EngineError(
                .notFound,
                "there is no worker \(EngineError.quoted(request.worker)); there are "
                    + WorkerKind.all.map(\.name).joined(separator: ", "))
        }
        try await EngineError.wrapOperations { () async throws(OperationsStoreError) in
            try await ports.board.setDesired(
                request.worker, request.isPaused ? .paused : .running)
        }
        return true
    }

    /// The newest from this process, with or else what other processes told the board.
    private func reports() async throws(EngineError) -> [String: WorkerReport] {
        let board = try await known("board", otherwise: []) { () async throws(EngineError) in
            try await EngineError.wrapOperations { () async throws(OperationsStoreError) in
                try await ports.board.list()
            }
        }
        var reports = Dictionary(
            board.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        for meter in crew.ownMeters {
            var own = meter.report()
            let known = reports[own.name]
            // On servers the board's is of all processes, as of a moment ago.
            own.redelivered = max(own.redelivered, known?.redelivered ?? 0)
            let isOneOfMany = !settings.servers.isEmpty && own.state != .failing
            reports[own.name] = isOneOfMany ? known ?? own : own
        }
        return reports
    }

    private func rows(
        _ kind: WorkerKind, _ progress: [PartitionProgress], _ report: WorkerReport?
    ) -> [PipelineView.Worker] {
        let partitions = Dictionary(grouping: progress, by: \.place.partition)
        let now = ports.clock.now()
        return partitions.keys.sorted().map { partition in
            let places = partitions[partition] ?? []
            let lag = places.reduce(0) { $0 + $1.lag }
            let rate = (report?.ratePerSecond ?? 0) / Double(max(1, partitions.count))
            let oldest = places.compactMap(\.oldestWaiting).min()
            return PipelineView.Worker(
                name: kind.name, partition: partition,
                state: Monitor.state(of: report, lag: lag).rawValue,
                committed: places.filter(\.hasCommitted).map { Int($0.committed) }.max(),
                end: Int(places.map(\.end).max() ?? 0), lag: lag, ratePerSecond: rate,
                secondsToZero: lag > 0 && rate > 0 ? Double(lag) / rate : nil,
                oldestWaitingSeconds: oldest.map { max(0, now.seconds(since: $0)) },
                lastError: report?.lastError, restarts: report?.restarts ?? 0,
                redelivered: WorkerKind.readModels.contains(kind)
                    ? nil : report?.redelivered ?? 0)
        }
    }

    /// A worker that waits for the next event was at work before: it runs while it has something to do, or just had.
    static func state(of report: WorkerReport?, lag: Int) -> WorkerReport.State {
        guard let report else { return .stopped }
        let isAtRest = report.state == .running && lag == 0 && report.ratePerSecond == 0
        return isAtRest ? .idle : report.state
    }

    private func stages(
        _ reports: [String: WorkerReport], _ lags: [String: Int], _ relay: WorkerReport?
    ) -> [PipelineView.Stage] {
        let rate = { (name: String) in reports[name]?.ratePerSecond ?? 0 }
        let workers = rate("instance") + rate("ontology")
        let workerLag =
            (lags[WorkerKind.instance.name] ?? 0) + (lags[WorkerKind.ontology.name] ?? 0)
        return [
            PipelineView.Stage(name: "OMS", ratePerSecond: workers, lag: nil),
            PipelineView.Stage(name: "log", ratePerSecond: workers * 2, lag: nil),
            PipelineView.Stage(
                name: "relay", ratePerSecond: max(relay?.ratePerSecond ?? 0, workers * 2), lag: 0),
            PipelineView.Stage(name: "workers", ratePerSecond: workers, lag: workerLag),
        ]
            + WorkerKind.readModels.map { kind in
                PipelineView.Stage(
                    name: kind.name, ratePerSecond: rate(kind.name), lag: lags[kind.name] ?? 0)
            }
    }

    private func letterCount() async throws(EngineError) -> Int {
        try await EngineError.wrapOperations { () async throws(OperationsStoreError) in
            try await ports.deadLetters.count()
        }
    }

    private func parkedCount() async throws(EngineError) -> Int {
        try await EngineError.wrapOperations { () async throws(OperationsStoreError) in
            try await ports.parkedWrites.list(PageRequest(limit: 1000)).items.count
        }
    }
}
