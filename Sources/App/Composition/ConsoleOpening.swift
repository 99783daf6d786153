// Puts the console on this terminal, over whatever engine there is.

import Console
import CursesTerminal
import Engine
import Foundation
import Synchronization
import TerminalUI

struct ConsoleOpening: Sendable {
    var client: any EngineClient
    var database: String?
    /// Nil: the one of the last session.
    var pane: PaneID?
    var isReadOnly = false
    /// What leaving would end beside the console.
    var hosting: (@Sendable () -> Hosting?)?
    /// Where sessions are kept; nil: nowhere.
    var sessions: SessionKeeper?
    /// The theme to start with, by name or file; nil: the one of the last session.
    var theme: String?
    var thresholds = Thresholds()
    /// Plain lines instead of a screen.
    var isLinear = false
    var link = LinkState.Mode.automatic
    /// Nil: as the last session left it.
    var isMouseOn: Bool?
    var profiles = ProfileFile()
    var profile: ConsoleProfile?
    var reach = EngineReach()
    var turning: ProfileTurning?
    var files: PersonalFiles?
    /// No data directory, no profile: the first steps are shown.
    var isFirstRun = false
    var offersFirstSteps = false

    /// After so long the first screens are there, and what only they needed can go.
    private static let started = Duration.milliseconds(1500)

    /// Said where plain lines were not asked for.
    private static let linearNote =
        "TERM=dumb cannot place its cursor: plain lines; type keys and then Enter, q leaves"

    /// Until it is left.
    func run() async throws {
        let environment = ProcessInfo.processInfo.environment
        // One that is not there is said before anything is on the screen.
        let chosen = try theme.map(ThemeFiles.named)
        if isLinear || environment["TERM"] == "dumb" {
            var options = options(chosen)
            if !isLinear { options.problems.append(Self.linearNote) }
            let terminal = LinearTerminal(environment: environment)
            let code = await ConsoleProgram.run(
                terminal: terminal, client: client, options: options)
            if code != 0 { throw ConsoleEnd(code: code) }
            return
        }
        // The terminal is set up on its own thread while the files are read.
        let opening = Task { await Self.terminal(environment, measuresDrain: link == .automatic) }
        var options = options(chosen)
        let terminal = try await opening.value.get()
        if let note = terminal.note { options.problems.append(note) }
        let code = await withTaskGroup(of: Int32?.self) { [options] group in
            group.addTask {
                await ConsoleProgram.run(terminal: terminal, client: client, options: options)
            }
            group.addTask {
                guard (try? await Task.sleep(for: Self.started)) != nil else { return nil }
                StartPages.giveBack()
                return nil
            }
            var code: Int32 = 0
            for await ended in group {
                guard let ended else { continue }
                code = ended
                group.cancelAll()
            }
            return code
        }
        await terminal.close()
        if code != 0 { throw ConsoleEnd(code: code) }
    }

    private static func terminal(
        _ environment: [String: String], measuresDrain: Bool
    ) async -> Result<CursesTerminal, StartError> {
        do throws(CursesError) {
            var wishes = CursesTerminal.Options(environment: environment)
            wishes.measuresDrain = measuresDrain
            return .success(try await CursesTerminal.open(wishes))
        } catch {
            return .failure(StartError(error.description, code: error.code))
        }
    }

    func options() throws -> ConsoleOptions { options(try theme.map(ThemeFiles.named)) }

    private func options(_ chosen: Theme?) -> ConsoleOptions {
        // A theme that was named by its file stays one of them.
        let isFile = theme?.contains { $0 == "/" || $0 == "." } ?? false
        var files = files
        if isFile, let theme { files = files?.with(theme: theme) }
        let session = sessions?.read(profile: profile?.name)
        let last = session.flatMap { PaneID(rawValue: $0.pane) }
        let personal = files?.begin(theme: session?.theme)
        let themes = personal?.themes ?? ThemeFiles.readable().themes
        var options = ConsoleOptions(
            database: database, pane: pane ?? last ?? .ontology, themes: themes,
            principal: .localAdmin(NSUserName()), now: { WallClock.now() })
        options.isReadOnly = isReadOnly
        options.hosting = hosting
        options.thresholds = thresholds
        options.session = session
        if let chosen {
            options.themes = [chosen] + options.themes.filter { $0.name != chosen.name }
            options.session?.theme = chosen.name
        }
        if let sessions { options.keep = { sessions.write($0) } }
        if let isMouseOn { options.isMouseOn = isMouseOn }
        options.link = link
        options.profiles = profiles.entries.map(\.profile)
        options.profile = profile
        options.reach = reach
        options.turning = turning
        options.problems = (personal?.problems ?? []) + profiles.problems
        options.registry = personal?.registry ?? .standard
        if let files { options.look = { files.look() } }
        options.createFile = { NewFile.create($0) }
        let environment = ProcessInfo.processInfo.environment
        options.keepCopy = { CopyFile.write($0, environment: environment) }
        options.demoFiles = (try? SampleData.tables()) ?? []
        options.isFirstRun = isFirstRun
        options.offersFirstSteps = offersFirstSteps
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
struct ConsoleEnd: Error, CustomStringConvertible {
    let code: Int32

    var description: String { "the console ended with \(code)" }
}
