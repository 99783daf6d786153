// The servers' own figures beside the engine's: which is divided by which, and that loads are counted as they were put.

import Synchronization
import Testing

@testable import Laboratory

@Suite struct ServerBenchTests {
    /// Remembers how much it was given.
    private final class CountingLoad: ServerLoad {
        let counts = Mutex<[String: Int]>([:])

        private func count(_ name: String, _ number: Int) {
            counts.withLock { $0[name, default: 0] += number }
        }

        func servers() async -> [BenchReport.Server] { [] }
        func sample(limit: Int) async throws -> [[UInt8]] { [[1, 2], [1, 2, 3, 4]] }
        func produce(_ records: [[UInt8]]) async throws { count("produce", records.count) }
        func consume(_ count: Int) async throws { self.count("consume", count) }
        func commit(_ body: [UInt8]) async throws { count("commit", 1) }
        func insert(_ records: [[UInt8]]) async throws { count("insert", records.count) }
        func put(_ body: [UInt8]) async throws { count("put", 1) }
        func putTogether(_ records: [[UInt8]]) async throws { count("together", records.count) }
        func index(_ records: [[UInt8]]) async throws { count("index", records.count) }
        func remember(_ records: [[UInt8]]) async throws -> Bool {
            count("remember", records.count)
            return true
        }
        func close() async {}
    }

    @Test func aRoundPutsEachLoadOnce() async throws {
        let load = CountingLoad()
        let round = try await ServerRounds(load: load).round(records: 200)
        #expect(
            load.counts.withLock { $0 } == [
                "produce": 200, "consume": 200, "insert": 200, "index": 200, "together": 20,
                "remember": 200, "commit": 10, "put": 10,
            ])
        #expect(round.bytes == 3)
        #expect(round.commits.count == 10 && round.puts.count == 10)
        #expect(round.produced > 0 && round.stored > 0 && round.remembered ?? 0 > 0)
    }

    @Test func besideCommandsBothStepsOfADurableAnswerAreTaken() async throws {
        let load = CountingLoad()
        let stop = Flag()
        async let beside = ServerRounds(load: load).beside(until: stop)
        while load.counts.withLock({ $0["commit"] ?? 0 }) < 2 { await Task.yield() }
        stop.raise()
        let found = try await beside
        #expect(found.appends.count == found.puts.count && found.puts.count >= 2)
        #expect(found.appends.p50 >= found.commits.p50)
    }

    @Test func theEnginesFiguresAreDividedByTheServers() throws {
        var figures = EngineFigures()
        figures.accepts = [Latencies([300])]
        figures.imports = [
            Importing.Round(
                instances: 100, events: 200, seconds: 1, cpuMicroseconds: 1, residentBefore: 1,
                residentAfter: 1)
        ]
        figures.servers.beside = [
            ServerBeside(
                puts: Latencies([80]), commits: Latencies([20]), appends: Latencies([100]))
        ]
        figures.servers.rounds = [
            ServerRound(
                produced: 2000, consumed: 4000, inserted: 1000, stored: 50, indexed: 500,
                remembered: 1000, commits: Latencies([20]), puts: Latencies([80]), bytes: 900)
        ]
        let measures = figures.measures(.connected(rows: 100, isQuick: true))
        func ratios(_ name: String) -> [String: Double] {
            let found = measures.first { $0.name == name }?.ratios ?? []
            return Dictionary(uniqueKeysWithValues: found.map { ($0.to, $0.spread.median) })
        }
        #expect(ratios("accept.p50") == ["append.beside.p50": 3])
        #expect(
            ratios("import.events") == [
                "kafka.produce.rate": 0.1, "kafka.consume.rate": 0.05,
                "postgres.insert.rate": 0.2,
            ])
        #expect(ratios("import.rate") == ["search.bulk.rate": 0.2, "redis.set.rate": 0.1])
        #expect(measures.allSatisfy { $0.goal == nil }, "the goals are the embedded engine's")
        #expect(Set(measures.map(\.name)).count == measures.count)
        #expect(!figures.measures(.quick()).contains { $0.name.hasPrefix("kafka") })
    }
}
