// Measures, ratios and goals, and the shape of the answer that programs read.

import JSONText
import Testing

@testable import Laboratory

@Suite struct ReportTests {
    @Test func ratiosAreTakenRoundByRound() throws {
        var accept = try #require(BenchMeasure("accept.p50", "", unit: "µs", [100, 300, 400]))
        let disk = try #require(BenchMeasure("fsync.p50", "", unit: "µs", [100, 100, 200]))
        accept.compare(to: disk, goal: .atMost(2))
        let ratio = try #require(accept.ratios.first)
        #expect(ratio.to == "fsync.p50")
        #expect(ratio.values == [1, 3, 2])
        #expect(ratio.spread.median == 2)
        #expect(ratio.isMet == true)
    }

    @Test func withOtherRoundsTheRatioIsToTheMedian() throws {
        var rebuild = try #require(BenchMeasure("rebuild", "", unit: "1/s", [40, 60]))
        let other = try #require(BenchMeasure("import", "", unit: "1/s", [10, 20, 30]))
        rebuild.compare(to: other, goal: .atLeast(3))
        #expect(rebuild.ratios.first?.values == [2, 3])
        #expect(rebuild.ratios.first?.isMet == false)
    }

    @Test func nothingIsDividedByZeroAndNothingIsMadeOfNoRounds() throws {
        var measure = try #require(BenchMeasure("a", "", unit: "B", [1, 2]))
        measure.compare(to: try #require(BenchMeasure("b", "", unit: "B", [0, 0])))
        #expect(measure.ratios.isEmpty)
        #expect(BenchMeasure("c", "", unit: "B", []) == nil)
    }

    @Test func goalsIncludeTheirBound() {
        #expect(Goal.atMost(2).isMet(by: 2) && !Goal.atMost(2).isMet(by: 2.01))
        #expect(Goal.atLeast(10).isMet(by: 10) && !Goal.atLeast(10).isMet(by: 9.99))
    }

    private func report() throws -> BenchReport {
        let machine = MachineDescription(
            cpu: "A", cores: 2, memoryBytes: 1, kernel: "6", filesystem: "ext4",
            loadBefore: [0.5, 1, 2], build: "release")
        var rate = try #require(
            BenchMeasure("import.rate", "rows", unit: "1/s", [1, 2], goal: .atLeast(3)))
        let probe = try #require(
            BenchMeasure("fsync.p50", "disk", unit: "µs", [1, 1, 1, 1, 1]))
        rate.compare(to: probe, goal: .atLeast(1))
        return BenchReport(
            part: "engine", version: "1", isQuick: true, rows: 10, seconds: 1.5, machine: machine,
            measures: [probe, rate], notMeasured: [.init("peers", "none")])
    }

    @Test func theAnswerHasTheShapeThatItsSchemaPromises() throws {
        let json = try JSONEncoding.encode(try report())
        #expect(json["schema"]?.string == "spice-bench/1")
        #expect(json["part"]?.string == "engine")
        let machine = try #require(json["machine"]?.object)
        #expect(
            Set(machine.members.map(\.name)) == [
                "cpu", "cores", "memoryBytes", "kernel", "filesystem", "loadBefore", "build",
            ])
        let rate = try #require(json["measures"]?.array?.last)
        #expect(rate["values"]?.array?.count == 2)
        #expect(rate["spread"]?["median"]?.double == 1.5)
        #expect(rate["goal"]?["bound"]?.string == "atLeast")
        #expect(rate["isMet"]?.bool == false)
        #expect(rate["ratios"]?.array?.first?["to"]?.string == "fsync.p50")
        #expect(json["thin"]?.array == ["import.rate"])
        #expect(json["notMeasured"]?.array?.first?["reason"]?.string == "none")
    }

    @Test func everyMeasureOfTheEnginePartHasItsOwnName() {
        var figures = EngineFigures()
        let latencies = Latencies([1, 2, 3])
        figures.disk = [latencies]
        figures.loopback = [latencies]
        figures.accepts = [latencies]
        figures.disksBeside = [latencies]
        figures.oneCaller = [100]
        figures.manyCallers = [2000]
        figures.imports = [
            Importing.Round(
                instances: 100, events: 200, seconds: 2, cpuMicroseconds: 5000,
                residentBefore: 10, residentAfter: 20)
        ]
        figures.graphQueries = [latencies]
        figures.queries = [latencies]
        figures.rebuildRates = [300]
        figures.restarts = [4]
        let measures = figures.measures(.quick())
        #expect(Set(measures.map(\.name)).count == measures.count)
        let many = measures.first { $0.name == "callers.64" }
        #expect(many?.ratios.first?.values == [20])
        #expect(measures.first { $0.name == "import.rate" }?.values == [50])
        #expect(measures.first { $0.name == "import.cpu" }?.values == [50])
        #expect(measures.first { $0.name == "rebuild.rate" }?.ratios.first?.values == [3])
    }
}
