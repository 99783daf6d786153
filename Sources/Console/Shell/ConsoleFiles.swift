// Files a person may change while the console is open: themes and the key map. Whoever reads them keeps
// the last good version of each; what is wrong with one is a sentence with line and column.

package import Engine
package import TerminalUI

package struct ConsoleFiles: Sendable {
    package var themes: [Theme]
    package var registry: ActionRegistry
    package var problems: [String]
    /// What the start left for later, not what changed since.
    package var isFirst = false

    package init(themes: [Theme], registry: ActionRegistry, problems: [String] = []) {
        self.themes = themes
        self.registry = registry
        self.problems = problems
    }
}

extension Console {
    /// Looks whether files changed, beside everything else; nothing is said when none did.
    func lookAtFiles() -> [Effect<ConsoleMessage>] {
        guard let look = options.look else { return [] }
        return [.run(id: "shell.files") { look().map { .filesChanged($0) } }]
    }

    /// The theme that is shown stays the one of its name, as it is now.
    func take(_ files: ConsoleFiles, _ model: inout ConsoleModel) {
        let name = theme(model).name
        model.themes = files.themes.isEmpty ? [.builtIn] : files.themes
        model.theme = model.themes.firstIndex { $0.name == name } ?? 0
        model.registry = files.registry
        let problem = Self.notice(files.problems)
        if !files.isFirst {
            model.notice = problem ?? Notice("themes and keys were read again")
        } else if model.notice == nil || model.notice == Self.notice(options.problems) {
            model.notice = problem ?? model.notice
        }
    }

    static func notice(_ problems: [String]) -> Notice? {
        guard let first = problems.first else { return nil }
        let more = problems.count > 1 ? " (+\(problems.count - 1) more)" : ""
        return Notice(first + more, .bad)
    }
}
