// `spice bench` on servers: each figure of the engine stands beside what the servers themselves did in the same run, the
// quotients are those of the figures, and nothing is left on the servers. Nothing is asserted about how fast anything is.

import Foundation
import ServerAdapters
import TestSupport
import Testing

extension ConnectedTests {
    /// By the names of docs/PERFORMANCE.md, and with what each is compared.
    private static let compared = [
        "accept.p50": ["append.beside.p50"], "accept.p99": ["append.beside.p99"],
        "callers.1": ["s3.put.serial"], "callers.64": ["s3.put.rate", "postgres.insert.rate"],
        "import.events": ["kafka.produce.rate", "kafka.consume.rate", "postgres.insert.rate"],
        "import.rate": ["search.bulk.rate", "redis.set.rate"],
        "rebuild.rate": ["search.bulk.rate"],
    ]

    private struct Measure: Decodable {
        struct Ratio: Decodable {
            var to: String
            var values: [Double]
        }

        var name: String
        var values: [Double]
        var isMet: Bool?
        var ratios: [Ratio]
    }

    private struct Report: Decodable {
        struct Server: Decodable {
            var name: String
            var says: String
        }

        var schema: String
        var rows: Int
        var servers: [Server]
        var measures: [Measure]
    }

    @Test func aBenchOnServersComparesTheEngineWithThem() async throws {
        try await TemporaryFolder.with { folder in
            let stack = try await ConnectedServers()
            let outcome = try await Program.run(
                [
                    "bench", "--profile", "connected", "--quick", "--rows", "100", "--rounds",
                    "2", "--folder", folder.path, "--json",
                ], environment: stack.environment, limitSeconds: 300)
            #expect(outcome.code == 0, "\(outcome)")
            let report = try JSONDecoder().decode(Report.self, from: Data(outcome.output.utf8))
            #expect(report.schema == "spice-bench/1" && report.rows == 100)
            let kinds = ["Postgres", "S3", "Kafka", "Elasticsearch", "TerminusDB", "Redis"]
            #expect(report.servers.map(\.name) == kinds)
            #expect(!report.servers.map(\.says).contains("does not answer"))
            let measures = Dictionary(uniqueKeysWithValues: report.measures.map { ($0.name, $0) })
            #expect(measures.values.allSatisfy { !$0.values.isEmpty && $0.isMet == nil })
            #expect(measures.values.allSatisfy { $0.values.allSatisfy { $0 > 0 } })
            for (name, others) in Self.compared {
                let measure = try #require(measures[name], "\(name) is missing")
                for other in others {
                    let beside = try #require(measures[other], "\(other) is missing")
                    let ratio = try #require(
                        measure.ratios.first { $0.to == other }, "\(name) without \(other)")
                    #expect(ratio.values.count == measure.values.count)
                    for (index, quotient) in ratio.values.enumerated() {
                        let isPaired = beside.values.count == measure.values.count
                        let divisor = isPaired ? beside.values[index] : Self.median(beside.values)
                        #expect(abs(quotient * divisor / measure.values[index] - 1) < 1e-6)
                    }
                }
            }
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
            #expect(!outcome.errors.contains("may be left"), "\(outcome.errors)")
            await stack.end()
        }
    }

    private static func median(_ values: [Double]) -> Double {
        let sorted = values.sorted()
        let middle = sorted.count / 2
        return sorted.count.isMultiple(of: 2)
            ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
    }
}
