// `spice bench scores`: inference on all labelled development sets, judged by their own scorers.

import ArgumentParser
import Foundation
import Laboratory

struct BenchScoresCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "scores",
        abstract:
            "Inference on labelled sets, judged by their own scorers, with calibration errors.",
        discussion: "Example: spice bench scores --data DIR --scorers DIR")

    @Option(help: "A folder of data sets.") var data: String
    @Option(help: "A folder of scorers (score_types.py and so on); python3 runs them.")
    var scorers: String
    @OptionGroup var output: OutputOptions

    func run() throws {
        let place = try BenchFolder(below: nil)
        defer { place.remove() }
        let date = String(ISO8601DateFormatter().string(from: Date()).prefix(10))
        let report = InferenceScorer(
            data: Paths.absolute(data), scorers: Paths.absolute(scorers), folder: place.path
        ).run(version: Version.text, date: date)
        if output.json { return try Answer.json(report) }
        print("spice \(report.version), \(report.date)")
        for score in report.scores {
            let shown = score.figures.keys.sorted().filter { (score.figures[$0] ?? 2) <= 1 }
            let figures = shown.map { "\($0) \(percent(score.figures[$0] ?? 0))" }
            let errors = score.calibration.map {
                "calibration \($0.name) \(($0.error * 1000).rounded() / 1000)"
            }
            print("\(score.set): " + (figures + errors).joined(separator: ", "))
            if let problem = score.problem { print("  \(problem)") }
        }
    }

    private func percent(_ value: Double) -> String { "\((value * 1000).rounded() / 10)" }
}
