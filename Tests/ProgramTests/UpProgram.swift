// `spice up --socket-only` on a data directory: an engine that lives until it is told to stop.

import Foundation
import Testing

struct UpProgram {
    let program: RunningProgram
    /// What `--connect` takes.
    let address: String

    /// Started and listening. With a fault armed it may die before: then nil.
    init?(_ directory: String, environment: [String: String] = [:]) async throws {
        let program = try RunningProgram(
            ["up", "--socket-only", "--data-dir", directory], environment: environment)
        guard await program.reaches({ program.output.contains(" ready on ") }) else { return nil }
        let lock = FileManager.default.contents(atPath: directory + "/lock") ?? Data()
        let holder = try JSONSerialization.jsonObject(with: lock) as? [String: Any]
        try #require(holder?["pid"] as? Int == Int(program.pid))
        address = "unix:" + (try #require(holder?["socket"] as? String))
        self.program = program
    }

    /// Ends as on ctrl-C.
    func stop() async -> Program.Outcome {
        program.kill(SIGTERM)
        return await program.finished(limitSeconds: 30)
    }
}
