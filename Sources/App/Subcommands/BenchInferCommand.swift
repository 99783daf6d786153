// `spice bench infer` and `spice bench calibration`: how fast files are read, and how true the probabilities are.

import ArgumentParser
import Foundation
import JSONText
import Laboratory

struct BenchInferCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "infer",
        abstract: "Profile a file completely, beside DuckDB's typed scan; and the memory it takes.",
        discussion: """
            Without a file a table of mixed columns is generated. DuckDB is measured where Python has \
            it, after ours in each round. Peak memory is that of spice infer and spice import \
            --dry-run, at 300 MB and at the whole size. Measure release builds.

            Examples:
              spice bench infer --size 1000
              spice bench infer --file orders.csv --rounds 5 --json
            """)

    @Option(help: "A file to profile.")
    var file: String?

    @Option(name: [.customLong("size"), .customLong("megabytes")], help: "Megabytes to generate.")
    var megabytes = 1000

    @Option(help: "How often.")
    var rounds = 3

    @Flag(help: "Leave out the memory of whole commands.")
    var speedOnly = false

    @OptionGroup var output: OutputOptions

    private static let smallMegabytes = 300

    func run() async throws {
        guard (1...100_000).contains(megabytes), (1...100).contains(rounds) else {
            throw UsageError("--size takes 1 to 100000, --rounds 1 to 100")
        }
        let place = try BenchFolder(below: nil)
        defer { place.remove() }
        let tell = { (text: String) in
            FileHandle.standardError.write(Data((text + "\n").utf8))
        }
        let path = try file.map(Paths.absolute) ?? generate(megabytes, place)
        let bench = ProfileBench(path: path, rounds: rounds, version: Version.text)
        var report = try bench.run(progress: tell)
        if !speedOnly {
            if file == nil, megabytes > Self.smallMegabytes {
                let small = try generate(Self.smallMegabytes, place)
                report.peaks = ProfileBench(path: small, rounds: 1, version: Version.text).peaks(
                    below: place.path + "/small-data", progress: tell)
            }
            report.peaks += bench.peaks(below: place.path + "/data", progress: tell)
        }
        if output.json { return try Answer.json(report) }
        show(report)
    }

    private func generate(_ megabytes: Int, _ place: BenchFolder) throws -> String {
        let path = place.path + "/mixed-\(megabytes).csv"
        guard MixedTable.write(megabytes: megabytes, to: path) else {
            throw UsageError("cannot write \(path)")
        }
        return path
    }

    private func show(_ report: ProfileReport) {
        let rate = { (seconds: [Double]) in
            seconds.min().map { "\(Int(report.megabytes / max($0, 1e-9))) MB/s" } ?? ""
        }
        let milliseconds = { (seconds: [Double]) in "\(Int((seconds.min() ?? 0) * 1000)) ms" }
        let rounded = { (ratio: Double) in "\((ratio * 100).rounded() / 100)" }
        print(
            "\(Int(report.megabytes)) MB, \(Figures.grouped(report.rows)) rows, "
                + "\(report.columns) columns; \(report.cores) cores, load \(report.loadBefore)")
        print("rows cut           \(rate(report.readSeconds))")
        print("complete profile   \(rate(report.profileSeconds))")
        print("sample             \(milliseconds(report.sampleSeconds))")
        if let duckdb = report.duckdbSeconds { print("DuckDB typed scan  \(rate(duckdb))") }
        if let sniff = report.duckdbSniffSeconds {
            print("DuckDB sniff_csv   \(milliseconds(sniff))")
        }
        if let ratio = report.ratio {
            let all = report.ratios.map(rounded).joined(separator: ", ")
            print("profile by DuckDB  \(rounded(ratio)) (\(all); goal 1)")
        }
        if let ratio = report.sampleRatio { print("sample by DuckDB   \(rounded(ratio)) (goal 1)") }
        for peak in report.peaks {
            print(
                "peak memory        \(Int(peak.peakMegabytes)) MB, \(peak.command) of "
                    + "\(Int(peak.megabytes)) MB (goal \(Int(peak.goal)))")
        }
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
