// Themes and key map as they are on the disk now. Looking costs a stat a file; only what changed is read. A file that is
// broken when it is saved keeps its last good version and is named with line and column.

import Console
import Engine
import Foundation
import Synchronization
import TerminalUI

final class PersonalFiles: Sendable {
    private struct State {
        var stamps: [String: FileStamp] = [:]
        var themes: [String: Theme] = [:]
        var registry = ActionRegistry.standard
    }

    private let keysPath: String
    /// A theme that was named by its file.
    private let extraTheme: String?
    private let state = Mutex(State())

    init(keysPath: String, extraTheme: String?) {
        self.keysPath = keysPath
        self.extraTheme = extraTheme
    }

    /// `keys` of `console:`, SPICE_KEYS, else `keys.yaml` beside the config file.
    static func keysPath(_ configuration: AppConfiguration, _ profiles: ProfileFile) -> String {
        if let path = configuration.environment["SPICE_KEYS"] ?? profiles.settings["keys"] {
            return Paths.home(path)
        }
        let home = configuration.environment["HOME"] ?? "/"
        return (configuration.environment["XDG_CONFIG_HOME"] ?? home + "/.config")
            + "/spice/keys.yaml"
    }

    /// Everything as it is; what is wrong with it comes with it.
    func read() -> ConsoleFiles {
        let paths = themePaths()
        return state.withLock { state in
            state.stamps = Self.stamps(paths + [keysPath])
            return Self.read(&state, paths, keysPath)
        }
    }

    /// The same when something changed since; else nil.
    func look() -> ConsoleFiles? {
        let paths = themePaths()
        return state.withLock { state in
            let stamps = Self.stamps(paths + [keysPath])
            guard stamps != state.stamps else { return nil }
            state.stamps = stamps
            return Self.read(&state, paths, keysPath)
        }
    }

    private func themePaths() -> [String] {
        (extraTheme.map { [$0] } ?? []) + ThemeFiles.paths().filter { $0 != extraTheme }
    }

    private static func stamps(_ paths: [String]) -> [String: FileStamp] {
        Dictionary(
            paths.compactMap { path in FileStamp(path: path).map { (path, $0) } },
            uniquingKeysWith: { first, _ in first })
    }

    private static func read(_ state: inout State, _ paths: [String], _ keysPath: String)
        -> ConsoleFiles
    {
        var problems: [String] = []
        for path in paths {
            do throws(UsageError) { state.themes[path] = try ThemeFiles.theme(path) } catch {
                problems.append("\(error)")
            }
        }
        switch keys(keysPath) {
        case .success(let (registry, found)):
            state.registry = registry
            problems += found
        case .failure(let error): problems.append("\(error)")
        }
        return ConsoleFiles(
            themes: paths.compactMap { state.themes[$0] }, registry: state.registry,
            problems: problems)
    }

    /// The registry with a person's keys. Fails when the file cannot be understood at all.
    static func keys(_ path: String) -> Result<(ActionRegistry, [String]), UsageError> {
        guard FileManager.default.fileExists(atPath: path) else { return .success((.standard, [])) }
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            return .failure(UsageError("the key map \(path) cannot be read"))
        }
        do throws(ThemeError) {
            let (registry, problems) = KeyMap.apply(try KeyMapText(yaml: text), to: .standard)
            return .success((registry, problems.map { "\(path) \($0)" }))
        } catch {
            return .failure(UsageError("the key map \(path): \(error)"))
        }
    }
}
