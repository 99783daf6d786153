// The built program: where it is, and one run of it to its end. Answers and messages go through files, so that no
// pipe can fill up; a run that takes too long is killed and says so.

import Foundation
import Testing

enum Program {
    /// `SPICE_PROGRAM`, else the debug build; nil, with a printed reason, when there is none.
    static let path: String? = {
        let root = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let named = ProcessInfo.processInfo.environment["SPICE_PROGRAM"]
        let path = named ?? root.appending(path: ".build/debug/spice").path
        guard FileManager.default.isExecutableFile(atPath: path) else {
            print("skipped: no program at \(path); build it, or set SPICE_PROGRAM")
            return nil
        }
        if named == nil { print("SPICE_PROGRAM is not set: testing the debug build") }
        return path
    }()

    static var isThere: Bool { path != nil }

    /// For the longest suites, which want the optimized program. False, with a printed reason, where none is named.
    static func isNamed(for suite: String) -> Bool {
        let isNamed = isThere && ProcessInfo.processInfo.environment["SPICE_PROGRAM"] != nil
        if !isNamed { print("skipped: \(suite) takes long; set SPICE_PROGRAM to a release build") }
        return isNamed
    }

    /// What a run came to.
    struct Outcome: Sendable {
        /// The exit code; 128 and the signal's number when it was killed.
        var code: Int32
        var output: String
        var errors: String

        /// The answer of a run with `--json`.
        func json(_ location: SourceLocation = #_sourceLocation) throws -> [String: Any] {
            let data = Data(output.utf8)
            return try #require(
                try? JSONSerialization.jsonObject(with: data) as? [String: Any],
                "no JSON object: \(output) \(errors)", sourceLocation: location)
        }

        var lines: [Substring] { output.split(separator: "\n") }
    }

    static func run(
        _ arguments: [String], environment: [String: String] = [:], limitSeconds: Int = 120,
        starter: [String] = []
    ) async throws -> Outcome {
        let running = try RunningProgram(arguments, environment: environment, starter: starter)
        return await running.finished(limitSeconds: limitSeconds)
    }

    static func run(_ arguments: String...) async throws -> Outcome { try await run(arguments) }
}
