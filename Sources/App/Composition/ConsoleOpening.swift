// Puts the console on this terminal, over whatever engine there is.

import Console
import CursesTerminal
import Engine
import Foundation
import TerminalUI

struct ConsoleOpening: Sendable {
    var client: any EngineClient
    var database: String?
    /// Nil: the one of the last session.
    var pane: PaneID?
    var isReadOnly = false
    /// What leaving would end beside the console.
    var hosting: (@Sendable () -> Hosting?)?
    /// Where the session is kept; nil: nowhere.
    var sessionFile: SessionFile?
    /// The theme to start with, by name or file; nil: the one of the last session.
    var theme: String?
    var thresholds = Thresholds()
    /// Plain lines instead of a screen.
    var isLinear = false

    /// Until it is left.
    func run() async throws {
        let environment = ProcessInfo.processInfo.environment
        var options = try options()
        if isLinear {
            let terminal = LinearTerminal(environment: environment)
            let code = await ConsoleProgram.run(
                terminal: terminal, client: client, options: options)
            if code != 0 { throw ConsoleEnd(code: code) }
            return
        }
        let terminal: CursesTerminal
        do throws(CursesError) {
            terminal = try await CursesTerminal.open(.init(environment: environment))
        } catch {
            throw StartError(error.description, code: error.code)
        }
        options.note = terminal.note
        let code = await ConsoleProgram.run(terminal: terminal, client: client, options: options)
        await terminal.close()
        if code != 0 { throw ConsoleEnd(code: code) }
    }

    func options() throws -> ConsoleOptions {
        let session = sessionFile?.read()
        let last = session.flatMap { PaneID(rawValue: $0.pane) }
        var options = ConsoleOptions(
            database: database, pane: pane ?? last ?? .ontology, themes: try ThemeFiles.all(),
            principal: .localAdmin(NSUserName()), now: { WallClock.now() })
        options.isReadOnly = isReadOnly
        options.hosting = hosting
        options.thresholds = thresholds
        options.session = session
        if let theme {
            let chosen = try ThemeFiles.named(theme)
            options.themes = [chosen] + options.themes.filter { $0.name != chosen.name }
            options.session?.theme = chosen.name
        }
        if let sessionFile { options.keep = { sessionFile.write($0) } }
        return options
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
