// What the rounds brought, and the measures, ratios and goals made of it.

struct EngineFigures: Sendable {
    var disk: [Latencies] = []
    var loopback: [Latencies] = []
    var accepts: [Latencies] = []
    var disksBeside: [Latencies] = []
    var oneCaller: [Double] = []
    var manyCallers: [Double] = []
    var imports: [Importing.Round] = []
    var graphQueries: [Latencies] = []
    var queries: [Latencies] = []
    /// Events a second.
    var rebuildRates: [Double] = []
    /// Milliseconds.
    var restarts: [Double] = []
    /// Of the connected mode.
    var servers = ServerFigures()

    func measures(_ plan: EngineBenchPlan) -> [BenchMeasure] {
        let own = (machine + accepting(plan) + importing + reading).compactMap { $0 }
        guard plan.profile == .connected else { return own }
        // Their goals are the embedded engine's: what they come to on servers is the servers' affair.
        return servers.measures(with: own.map(\.withoutGoals))
    }

    private var machine: [BenchMeasure?] {
        [
            BenchMeasure(
                "fsync.p50", "append 4 KiB and fdatasync, idle", unit: "µs", disk.map(\.p50)),
            BenchMeasure("fsync.p99", "… the slowest of 100", unit: "µs", disk.map(\.p99)),
            BenchMeasure(
                "loopback.p50", "64 bytes there and back over TCP", unit: "µs",
                loopback.map(\.p50)),
            BenchMeasure("loopback.p99", "… the slowest of 100", unit: "µs", loopback.map(\.p99)),
        ]
    }

    private func accepting(_ plan: EngineBenchPlan) -> [BenchMeasure?] {
        let besideP50 = BenchMeasure(
            "fsync.beside.p50", "the disk probe beside the commands", unit: "µs",
            disksBeside.map(\.p50))
        let besideP99 = BenchMeasure(
            "fsync.beside.p99", "… the slowest of 100", unit: "µs", disksBeside.map(\.p99))
        let p50 = BenchMeasure(
            "accept.p50", "one command accepted, \(plan.pace) arriving a second", unit: "µs",
            accepts.map(\.p50))
        let p99 = BenchMeasure(
            "accept.p99", "… the slowest of 100", unit: "µs", accepts.map(\.p99))
        let one = BenchMeasure(
            "callers.1", "commands accepted from one caller", unit: "1/s", oneCaller)
        let many = BenchMeasure(
            "callers.\(plan.callers)", "… from \(plan.callers) callers at once", unit: "1/s",
            manyCallers)
        return [
            besideP50, besideP99, compared(p50, to: besideP50, .atMost(2)),
            compared(p99, to: besideP99, .atMost(3)), one, compared(many, to: one, .atLeast(10)),
        ]
    }

    private var importing: [BenchMeasure?] {
        let before = BenchMeasure(
            "import.resident.before", "memory before the import", unit: "B",
            imports.map { Double($0.residentBefore) })
        let after = BenchMeasure(
            "import.resident.after", "memory after it", unit: "B",
            imports.map { Double($0.residentAfter) })
        return [
            BenchMeasure(
                "import.rate", "rows imported, until every read model has them", unit: "1/s",
                imports.map(\.rate), goal: .atLeast(20_000)),
            BenchMeasure(
                "import.cpu", "CPU time an instance", unit: "µs", imports.map(\.cpuAnInstance),
                goal: .atMost(88)),
            BenchMeasure(
                "import.cores", "cores in use during the import", unit: "cores",
                imports.map { $0.cpuMicroseconds / 1_000_000 / $0.seconds }),
            importEvents, before, compared(after, to: before, nil),
        ]
    }

    private var importEvents: BenchMeasure? {
        BenchMeasure(
            "import.events", "events written during the import", unit: "1/s",
            imports.map(\.eventRate))
    }

    private var reading: [BenchMeasure?] {
        let rebuild = BenchMeasure(
            "rebuild.rate", "events replayed into all read models", unit: "1/s", rebuildRates,
            goal: .atLeast(40_000))
        return [
            BenchMeasure(
                "query.3hops.graph.p50", "three hops, graph alone", unit: "µs",
                graphQueries.map(\.p50), goal: .atMost(2000)),
            BenchMeasure(
                "query.3hops.graph.p99", "… the slowest of 100", unit: "µs",
                graphQueries.map(\.p99), goal: .atMost(5000)),
            BenchMeasure(
                "query.3hops.p50", "three hops with their documents", unit: "µs",
                queries.map(\.p50)),
            BenchMeasure(
                "query.3hops.p99", "… the slowest of 100", unit: "µs", queries.map(\.p99)),
            compared(rebuild, to: importEvents, .atLeast(1.2)),
            BenchMeasure(
                "restart.first-answer", "from opening to the first answer", unit: "ms", restarts,
                goal: .atMost(1000)),
        ]
    }

    private func compared(_ measure: BenchMeasure?, to other: BenchMeasure?, _ goal: Goal?)
        -> BenchMeasure?
    {
        guard var measure, let other else { return measure }
        measure.compare(to: other, goal: goal)
        return measure
    }
}
