// A benchmark's report as a table.

import Foundation
import Laboratory

enum BenchOutput {
    static func show(_ report: BenchReport) {
        let machine = report.machine
        let load = machine.loadBefore.map { String(format: "%.2f", $0) }
        print("\(machine.cpu), \(machine.cores) cores, \(Figures.bytes(machine.memoryBytes))")
        print(
            "Linux \(machine.kernel), \(machine.filesystem), load before "
                + load.joined(separator: " "))
        if machine.build != "release" {
            print("This is a debug build: its figures say nothing about the program.")
        }
        for server in report.servers { print("\(server.name): \(server.says)") }
        print("")
        Answer.table(
            ["measure", "", "median", "lowest – highest", "", "ratio", "goal"],
            report.measures.flatMap(rows), right: [2, 3, 5])
        print("")
        if !report.thin.isEmpty {
            print(
                "Fewer than \(BenchReport.wantedRounds) rounds: "
                    + report.thin.joined(separator: ", "))
        }
        if !report.notMeasured.isEmpty {
            print("Not measured: " + report.notMeasured.map(\.goal).joined(separator: "; ") + ".")
        }
        print("\(report.rows) rows an import, \(Figures.seconds(report.seconds)) in all.")
    }

    /// One, and one more for each further ratio.
    private static func rows(_ measure: BenchMeasure) -> [[String]] {
        [row(measure)]
            + measure.ratios.dropFirst().map { ratio in
                ["", "", "", "", "", text(ratio), verdict(ratio.goal, ratio.isMet, "×") ?? ""]
            }
    }

    private static func text(_ ratio: BenchRatio) -> String {
        String(format: "%.2f × %@", ratio.spread.median, ratio.to)
    }

    private static func row(_ measure: BenchMeasure) -> [String] {
        let spread = measure.spread
        let ratio = measure.ratios.first
        let goals = [
            verdict(measure.goal, measure.isMet, measure.unit),
            verdict(ratio?.goal, ratio?.isMet, "×"),
        ]
        return [
            measure.name, measure.what, figure(spread.median, measure.unit),
            "\(figure(spread.lowest, measure.unit)) – \(figure(spread.highest, measure.unit))",
            measure.unit == "B" ? "" : measure.unit,
            ratio.map(text) ?? "",
            goals.compactMap { $0 }.joined(separator: ", "),
        ]
    }

    private static func verdict(_ goal: Goal?, _ isMet: Bool?, _ unit: String) -> String? {
        guard let goal, let isMet else { return nil }
        let sign = goal.bound == .atMost ? "≤" : "≥"
        return "\(isMet ? "met" : "missed") \(sign) \(figure(goal.value, unit)) \(unit)"
    }

    private static func figure(_ value: Double, _ unit: String) -> String {
        if unit == "B" { return Figures.bytes(Int(value)) }
        return abs(value) >= 100
            ? Figures.grouped(Int(value.rounded())) : String(format: "%.1f", value)
    }
}
