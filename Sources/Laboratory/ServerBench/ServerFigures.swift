// The servers' own figures, and what the engine's come to beside them.

struct ServerFigures: Sendable {
    var servers: [BenchReport.Server] = []
    var beside: [ServerBeside] = []
    var rounds: [ServerRound] = []

    /// The measures of the engine with their ratios to these, and these.
    func measures(with engine: [BenchMeasure]) -> [BenchMeasure] {
        let own = measures
        let named = Dictionary(
            (own + engine).map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        return own
            + engine.map { measure in
                var measure = measure
                for other in Self.comparisons[measure.name] ?? [] {
                    if let other = named[other] { measure.compare(to: other) }
                }
                return measure
            }
    }

    /// Which load is the least that a figure of the engine stands on.
    private static let comparisons = [
        "accept.p50": ["append.beside.p50"], "accept.p99": ["append.beside.p99"],
        "callers.1": ["s3.put.serial"], "callers.64": ["s3.put.rate", "postgres.insert.rate"],
        "import.events": [
            "kafka.produce.rate", "kafka.consume.rate", "postgres.insert.rate",
        ],
        "import.rate": ["search.bulk.rate", "redis.set.rate"],
        "rebuild.rate": ["search.bulk.rate"],
    ]

    private var measures: [BenchMeasure] {
        let all: [BenchMeasure?] = [
            BenchMeasure("record.bytes", "a record, the mean", unit: "B", rounds.map(\.bytes)),
            BenchMeasure(
                "kafka.produce.rate", "records produced, acks of all", unit: "1/s",
                rounds.map(\.produced)),
            BenchMeasure(
                "kafka.consume.rate", "records consumed", unit: "1/s", rounds.map(\.consumed)),
            BenchMeasure(
                "postgres.insert.rate", "rows inserted, 500 a transaction", unit: "1/s",
                rounds.map(\.inserted)),
            BenchMeasure(
                "postgres.commit.p50", "one row committed", unit: "µs",
                rounds.map(\.commits.p50)),
            BenchMeasure(
                "postgres.commit.p99", "… the slowest of 100", unit: "µs",
                rounds.map(\.commits.p99)),
            BenchMeasure(
                "s3.put.rate", "objects stored if absent, 8 at once", unit: "1/s",
                rounds.map(\.stored)),
            BenchMeasure(
                "s3.put.serial", "… one after the other", unit: "1/s",
                rounds.map { 1_000_000 / $0.puts.p50 }),
            BenchMeasure(
                "s3.put.p50", "one object stored if absent", unit: "µs", rounds.map(\.puts.p50)),
            BenchMeasure(
                "s3.put.p99", "… the slowest of 100", unit: "µs", rounds.map(\.puts.p99)),
            BenchMeasure(
                "search.bulk.rate", "documents indexed, 500 a bulk", unit: "1/s",
                rounds.map(\.indexed)),
            BenchMeasure(
                "redis.set.rate", "values set and published, 500 a round trip", unit: "1/s",
                rounds.compactMap(\.remembered)),
        ]
        return all.compactMap { $0 } + besides
    }

    private var besides: [BenchMeasure] {
        [
            BenchMeasure(
                "put.beside.p50", "one object stored beside the commands", unit: "µs",
                beside.map(\.puts.p50)),
            BenchMeasure(
                "commit.beside.p50", "one row committed beside the commands", unit: "µs",
                beside.map(\.commits.p50)),
            BenchMeasure(
                "append.beside.p50", "both: the least of a durable answer", unit: "µs",
                beside.map(\.appends.p50)),
            BenchMeasure(
                "append.beside.p99", "… the slowest of 100", unit: "µs",
                beside.map(\.appends.p99)),
        ].compactMap { $0 }
    }
}
