// The `spice` program: parses the command line, runs the subcommand, and turns errors into one line and an exit code
// (0 ok, 1 failed, 2 usage, 3 conflict, 4 not found, 5 engine unreachable, 130 interrupted).

import ArgumentParser
import Engine
import Foundation
import JSONText

@main enum Main {
    static func main() async {
        do {
            if let console = consoleAsked(Array(CommandLine.arguments.dropFirst())) {
                try await console.run()
                leave(0)
            }
            try Subcommands.check(Array(CommandLine.arguments.dropFirst()), of: Spice.self)
            var command = try Spice.parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
            leave(0)
        } catch {
            leave(Failure.report(error))
        }
    }

    /// The console, when it is asked for and all is right with its options: it opens without the tree of all
    /// subcommands, which costs a third of its start. Nil: to be looked at as a whole, and explained.
    private static func consoleAsked(_ arguments: [String]) -> ConsoleCommand? {
        guard arguments.first ?? "console" == "console" else { return nil }
        let options = Array(arguments.dropFirst())
        return ConsoleCommand(plain: options) ?? (try? ConsoleCommand.parse(options))
    }

    /// Ends the process at once, with what was printed. The exit handlers of C libraries are left out on purpose:
    /// OpenSSL's frees its tables while a thread of ours may still be closing a connection, and that crashes.
    private static func leave(_ code: Int32) -> Never {
        fflush(nil)
        _exit(code)
    }
}

enum Failure {
    /// Writes the error to stderr and answers the exit code.
    static func report(_ error: any Error) -> Int32 {
        switch error {
        case let error as EngineError:
            Log.stderr("spice: \(error.message) [\(error.code.rawValue)]")
            return error.code.exitCode
        case let error as UsageError:
            Log.stderr("spice: \(error)")
            return 2
        case let error as StartError:
            Log.stderr("spice: \(error) [\(error.code)]")
            return 1
        case let error as ConsoleEnd: return error.code
        case is CancellationError: return 130
        default: return reportParsing(error)
        }
    }

    private static func reportParsing(_ error: any Error) -> Int32 {
        let code = Spice.exitCode(for: error)
        let text = Spice.fullMessage(for: error)
        if code == .success {
            print(text)
        } else if !text.isEmpty {
            Log.stderr(text)
        }
        // ArgumentParser says 64 for usage errors; ours is 2.
        return code == .validationFailure ? 2 : code.rawValue
    }
}
