// One life of one process of the program: started, seen to be ready, hit by signals, its end noticed.

internal import Foundation
internal import Glibc
internal import Processes

final class ChaosProcess: Sendable {
    /// What it said, both streams.
    private let log: String
    private let child: ChildProcess

    /// `log`: a file of this life alone.
    init(
        program: String, arguments: [String], environment: [String: String], log: String
    ) throws {
        self.log = log
        var launch = Launch(program, arguments)
        launch.environment = environment
        (launch.output, launch.errors) = (.file(log), .likeOutput)
        child = try ChildProcess(launch)
    }

    deinit { signal(SIGKILL) }

    /// The exit code, 128 and the signal's number when one ended it; nil while it lives.
    var code: Int32? { child.end?.code }

    /// Nothing when it has ended.
    func signal(_ number: Int32) { child.send(number) }

    var said: String {
        String(decoding: FileManager.default.contents(atPath: log) ?? Data(), as: UTF8.self)
    }

    /// The last lines, for a person who has to find out why.
    var lastWords: String {
        said.split(separator: "\n").suffix(3).joined(separator: " | ")
    }

    /// The exit code, or nil when it still lives then.
    func ended(withinSeconds seconds: Double) async throws -> Int32? {
        let deadline = ContinuousClock.now + .seconds(seconds)
        while ContinuousClock.now < deadline {
            if let code { return code }
            try await Task.sleep(for: .milliseconds(5))
        }
        return code
    }

    /// False when it ends or the time passes first.
    func says(_ texts: [String], withinSeconds seconds: Double) async throws -> Bool {
        let deadline = ContinuousClock.now + .seconds(seconds)
        while ContinuousClock.now < deadline {
            let hasEnded = code != nil
            let said = said
            if texts.allSatisfy({ said.contains($0) }) { return true }
            if hasEnded { return false }
            try await Task.sleep(for: .milliseconds(10))
        }
        return false
    }
}
