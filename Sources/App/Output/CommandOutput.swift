// Submits one command, waits until it has ended, and shows what became of it.

import ArgumentParser
import Engine
import Foundation

enum CommandOutput {
    /// To the named database, or the only one. Exit code 1 when the command FAILED.
    static func submit(
        to database: String?, _ engine: EngineOptions, _ output: OutputOptions,
        _ command: @escaping @Sendable (_ database: String) throws -> SubmitCommand
    ) async throws {
        // Named here, so that asking again after the engine went away cannot do it twice.
        let name = UUID().uuidString.lowercased()
        let view = try await EngineSession.with(engine, command: "write") { session in
            var request = try command(try await session.database(database))
            request.commandID = request.commandID ?? name
            let receipt = try await session.client.run(request, session.call)
            return try await ended(receipt.commandID, session)
        }
        try show(view, output)
    }

    /// Exit code 1 when the command FAILED.
    static func show(_ view: CommandView, _ output: OutputOptions) throws {
        if output.json {
            try Answer.json(view)
        } else {
            print("\(view.status)  \(view.phrase)  \(view.aggregate)  \(view.id)")
            if let reason = view.reason { print("  \(reason)") }
        }
        if view.status == "FAILED" { throw ExitCode(1) }
    }

    /// Asks until the command has ended; after ten seconds it answers what there is.
    static func ended(_ id: String, _ session: EngineSession) async throws -> CommandView {
        let deadline = ContinuousClock.now + .seconds(10)
        while true {
            let view = try await session.client.run(GetCommand(id: id), session.call)
            if ["COMPLETED", "FAILED"].contains(view.status) || ContinuousClock.now > deadline {
                return view
            }
            try await Task.sleep(for: .milliseconds(10))
        }
    }
}
