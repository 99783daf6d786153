// Themes and key map as they are on the disk now. Looking costs a stat a file; only what changed is read. A file that is
// broken when it is saved keeps its last good version and is named with line and column.

import Console
import Engine
import Foundation
import Synchronization
import TerminalUI

final class PersonalFiles: Sendable {
    private struct State {
        /// Nil before the first look.
        var stamps: [String: FileStamp]?
        var themes: [String: Theme] = [:]
        var registry = ActionRegistry.standard
    }

    private let keysPath: String
    /// A theme that was named by its file.
    private let extraTheme: String?
    private let state = Mutex(State())

    init(keysPath: String, extraTheme: String? = nil) {
        self.keysPath = keysPath
        self.extraTheme = extraTheme
    }

    /// The same with a theme of a file of its own.
    func with(theme path: String) -> PersonalFiles {
        PersonalFiles(keysPath: keysPath, extraTheme: path)
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

    /// What the first frame needs: the keys, and the theme of this name; nil: the first of all. The first `look` brings
    /// the others. All of them when there is none of the name, so that what is wrong is known at once.
    func begin(theme name: String?) -> ConsoleFiles {
        let paths = themePaths()
        let path = paths.first { path in
            name.map { (path as NSString).lastPathComponent == $0 + ".yaml" } ?? true
        }
        guard let path, let theme = try? ThemeFiles.theme(path), name ?? theme.name == theme.name
        else { return look(paths) ?? ConsoleFiles(themes: [], registry: .standard) }
        return state.withLock { state in Self.read(&state, [path], keysPath) }
    }

    /// Everything as it is, with what is wrong with it, when something changed since the last look; else nil.
    func look() -> ConsoleFiles? { look(themePaths()) }

    private func look(_ paths: [String]) -> ConsoleFiles? {
        state.withLock { state in
            let stamps = Self.stamps(paths + [keysPath])
            guard stamps != state.stamps else { return nil }
            let isFirst = state.stamps == nil
            state.stamps = stamps
            var files = Self.read(&state, paths, keysPath)
            files.isFirst = isFirst
            return files
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
