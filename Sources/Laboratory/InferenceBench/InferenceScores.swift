// Scores on the labelled development sets, by the scorers that come with them: answers are written as `spice infer --set`
// writes them, then judged by a program of its own.

import Foundation
import Inference
package import JSONText
import Processes

package struct InferenceScores: Codable, Hashable, Sendable {
    package struct Score: Codable, Hashable, Sendable {
        package var set: String
        /// What the scorer prints, without the lists.
        package var figures: [String: Double]
        package var calibration: [CalibrationError.Kind]
        /// Why there are no figures.
        package var problem: String?
    }

    package var version: String
    /// ISO date.
    package var date: String
    package var scores: [Score]
}

package struct InferenceScorer: Sendable {
    private struct Task {
        var set: String
        var scorer: String
        var truth = "truth.json"
        var isSetArgument = true
        var isSubset = false
        var dumps = false
    }

    private static let tasks = [
        Task(set: "csv-spectrum", scorer: "score_dialect.py", dumps: true),
        Task(set: "mess-dev", scorer: "score_dialect.py", dumps: true),
        Task(set: "synth-dev", scorer: "score_types.py"),
        Task(set: "tableschema", scorer: "score_types.py", isSubset: true),
        Task(set: "ptype", scorer: "score_types.py", isSubset: true),
        Task(
            set: "sortinghat", scorer: "score_featuretype.py", truth: "truth_train.json",
            isSetArgument: false),
        Task(set: "keys-dev", scorer: "score_keys.py"),
        Task(set: "keys-spider-dev", scorer: "score_keys.py"),
        Task(set: "valfab-dev", scorer: "score_match.py"),
        Task(set: "onto-t2d", scorer: "score_match.py", isSubset: true),
    ]

    /// Holds the sets.
    private let data: String
    /// Holds the scorers.
    private let scorers: String
    /// For answers.
    private let folder: String

    package init(data: String, scorers: String, folder: String) {
        self.data = data
        self.scorers = scorers
        self.folder = folder
    }

    /// One score for each set that is there.
    package func run(version: String, date: String) -> InferenceScores {
        let there = Self.tasks.filter { task in
            FileManager.default.fileExists(atPath: data + "/" + task.set)
        }
        return InferenceScores(
            version: version, date: date, scores: there.map { score($0, version) })
    }

    private func score(_ task: Task, _ version: String) -> InferenceScores.Score {
        var score = InferenceScores.Score(set: task.set, figures: [:], calibration: [])
        let set = data + "/" + task.set
        let out = folder + "/" + task.set + ".json"
        do {
            let answers = try AnswerSet(directory: set, out: out, dumps: task.dumps).write(
                tool: "spice " + version)
            if let truth = FileManager.default.contents(atPath: set + "/" + task.truth) {
                score.calibration =
                    CalibrationError(truth: try JSON(parsing: Array(truth)), answers: answers).kinds
            }
            var arguments = [
                scorers + "/" + task.scorer, task.isSetArgument ? set : set + "/" + task.truth, out,
            ]
            if task.isSubset { arguments += ["--subset", "dev"] }
            score.figures = try figures(arguments)
        } catch {
            score.problem = "\(error)"
        }
        return score
    }

    private func figures(_ arguments: [String]) throws -> [String: Double] {
        var launch = Launch("/usr/bin/env", ["python3"] + arguments)
        launch.output = .pipe
        let child = try ChildProcess(launch)
        let output = child.output?.readToEnd() ?? []
        child.wait()
        let line = output.split(separator: 0x0A).first { $0.first == 0x7B } ?? []
        let json = try JSON(parsing: Array(line))
        var result: [String: Double] = [:]
        for member in json.object?.members ?? [] {
            if let figure = member.value.double { result[member.name] = figure }
        }
        return result
    }
}

/// The answers for a set on disk.
package struct AnswerSet {
    private let directory: String
    private let out: String
    private let dumps: Bool

    /// `dumps`: the rows of every table are written beside `out`, for scorers that compare them.
    package init(directory: String, out: String, dumps: Bool) {
        self.directory = directory
        self.out = out
        self.dumps = dumps
    }

    /// Errors: no manifest, or `out` cannot be written.
    @discardableResult
    package func write(tool: String) throws -> JSON {
        // A set may call its manifest after the part of it that is here.
        let names = try FileManager.default.contentsOfDirectory(atPath: directory)
        let manifests = names.filter { $0.hasPrefix("manifest") && $0.hasSuffix(".json") }.sorted()
        var report = InferReport(
            directory: directory, manifest: manifests.first ?? "manifest.json")
        report.clock = { ProcessInfo.processInfo.systemUptime }
        if dumps {
            let folder = out + ".rows"
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true)
            report.dumpRows = { item, bytes in
                let path = folder + "/" + String(item.map { $0 == "/" ? "_" : $0 })
                return FileManager.default.createFile(atPath: path, contents: Data(bytes))
                    ? path : nil
            }
        }
        let json = try report.make(tool: tool)
        try Data(json.text.utf8).write(to: URL(fileURLWithPath: out))
        return json
    }
}
