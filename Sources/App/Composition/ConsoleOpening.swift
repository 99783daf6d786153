// Puts the console on this terminal, over whatever engine the session has.

import Console
import CursesTerminal
import Engine
import Foundation
import TerminalUI

enum ConsoleOpening {
    static func run(
        _ session: EngineSession, database: String?, pane: PaneID = .ontology
    ) async throws {
        let environment = ProcessInfo.processInfo.environment
        let themes = try ThemeFiles.all()
        let terminal: CursesTerminal
        do throws(CursesError) {
            terminal = try await CursesTerminal.open(.init(environment: environment))
        } catch {
            throw StartError(error.description, code: error.code)
        }
        let options = ConsoleOptions(
            database: database, pane: pane, themes: themes, principal: session.call.principal,
            now: { WallClock.now() })
        let code = await ConsoleProgram.run(
            terminal: terminal, client: session.client, options: options)
        await terminal.close()
        if code != 0 { throw ConsoleEnd(code: code) }
    }

    static func pane(_ text: String) throws -> PaneID {
        if let pane = PaneID(rawValue: text.lowercased()) { return pane }
        if let number = Int(text), PaneID.allCases.indices.contains(number - 1) {
            return PaneID.allCases[number - 1]
        }
        throw UsageError(
            "there is no pane \(text); there are "
                + PaneID.allCases.map(\.rawValue).joined(separator: ", "))
    }
}

/// The console ended with this exit code.
struct ConsoleEnd: Error {
    let code: Int32
}
