// `spice bench infer` and `spice bench calibration`: how fast files are read, and how true the probabilities are.

import ArgumentParser
import Foundation
import JSONText
import Laboratory

struct BenchInferCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "infer",
        abstract: "Profile a file completely; beside DuckDB's typed scan where Python has DuckDB.",
        discussion: """
            Without a file a table of mixed columns is generated. Measure release builds.

            Examples:
              spice bench infer --megabytes 1000
              spice bench infer --file orders.csv --rounds 5 --json
            """)

    @Option(help: "A file to profile.")
    var file: String?

    @Option(help: "The size of the generated table.")
    var megabytes = 100

    @Option(help: "How often.")
    var rounds = 3

    @OptionGroup var output: OutputOptions

    func run() async throws {
        guard (1...100_000).contains(megabytes), (1...100).contains(rounds) else {
            throw UsageError("--megabytes takes 1 to 100000, --rounds 1 to 100")
        }
        let place = try BenchFolder(below: nil)
        defer { place.remove() }
        var path = file.map(Paths.absolute)
        if path == nil {
            let generated = place.path + "/mixed.csv"
            guard MixedTable.write(megabytes: megabytes, to: generated) else {
                throw UsageError("cannot write \(generated)")
            }
            path = generated
        }
        let report = try ProfileBench(path: path ?? "", rounds: rounds).run()
        if output.json { return try Answer.json(report) }
        show(report)
    }

    private func show(_ report: ProfileReport) {
        let rate = { (seconds: [Double]) in
            seconds.min().map { "\(Int(report.megabytes / max($0, 1e-9))) MB/s" } ?? ""
        }
        print(
            "\(Int(report.megabytes)) MB, \(Figures.grouped(report.rows)) rows, \(report.columns) columns"
        )
        print("rows read          \(rate(report.readSeconds))")
        print("complete profile   \(rate(report.profileSeconds))")
        print("sample             \(Int((report.sampleSeconds.min() ?? 0) * 1000)) ms")
        if let duckdb = report.duckdbSeconds { print("DuckDB typed scan  \(rate(duckdb))") }
        if let sniff = report.duckdbSniffSeconds {
            print("DuckDB sniff       \(Int(sniff * 1000)) ms")
        }
        if let ratio = report.ratio {
            print("profile by DuckDB  \((ratio * 100).rounded() / 100)")
        }
        print("peak memory        \(Int(report.peakMegabytes)) MB")
    }
}

struct BenchCalibrationCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "calibration",
        abstract: "How far probabilities are from what came true, on a labelled set.",
        discussion:
            "Example: spice bench calibration DIR answers.json")

    @Argument(help: "The set: a folder with truth.json.") var set: String
    @Argument(help: "What spice infer --set wrote.") var answers: String
    @OptionGroup var output: OutputOptions

    func run() throws {
        let report = CalibrationError(
            truth: try json(Paths.absolute(set) + "/truth.json"),
            answers: try json(Paths.absolute(answers)))
        if output.json { return try Answer.json(report) }
        let percent = { (value: Double) in "\((value * 1000).rounded() / 10)%" }
        Answer.table(
            ["KIND", "DECISIONS", "SURE", "RIGHT", "ERROR"],
            report.kinds.map { kind in
                [
                    kind.name, Figures.grouped(kind.decisions), percent(kind.meanConfidence),
                    percent(kind.right), "\((kind.error * 1000).rounded() / 1000)",
                ]
            }, right: [1, 2, 3, 4])
    }

    private func json(_ path: String) throws -> JSON {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw UsageError("there is no file \(path)")
        }
        return try JSON(parsing: Array(data))
    }
}
