// The themes: every .yaml in the themes folders, an earlier folder's file standing for a later one of the same name. A
// broken file is left out and named; it never keeps the console from starting.

import Foundation
import TerminalUI

enum ThemeFiles {
    /// Where each theme's file is, the standard ones first: the first of all is shown when nothing was chosen.
    static func paths() -> [String] {
        var paths: [String: String] = [:]
        for folder in SharedFiles.folders() {
            let themes = folder + "/themes"
            for name in (try? FileManager.default.contentsOfDirectory(atPath: themes)) ?? []
            where name.hasSuffix(".yaml") && paths[name] == nil {
                paths[name] = themes + "/" + name
            }
        }
        let standard = ["harvest-dark.yaml", "harvest-light.yaml"]
        let names = standard.filter { paths[$0] != nil }
        return (names + paths.keys.sorted().filter { !standard.contains($0) }).compactMap {
            paths[$0]
        }
    }

    /// All that can be read, and what is wrong with the others.
    static func readable() -> (themes: [Theme], problems: [String]) {
        var themes: [Theme] = []
        var problems: [String] = []
        for path in paths() {
            do throws(UsageError) { add(try theme(path), of: path, to: &themes) } catch {
                problems.append("\(error)")
            }
        }
        return (themes, problems)
    }

    /// All of them; throws when one is broken.
    static func all() throws(UsageError) -> [Theme] {
        var themes: [Theme] = []
        for path in paths() { add(try theme(path), of: path, to: &themes) }
        return themes
    }

    /// A copy that still has the name of what it was copied from goes by the name of its file.
    private static func add(_ theme: Theme, of path: String, to themes: inout [Theme]) {
        var theme = theme
        if themes.contains(where: { $0.name == theme.name }) {
            theme.name = URL(filePath: path).deletingPathExtension().lastPathComponent
        }
        themes.append(theme)
    }

    /// A theme by name or by the path of a file.
    static func named(_ name: String) throws(UsageError) -> Theme {
        if name.hasSuffix(".yaml") || name.contains("/") { return try theme(name) }
        let (themes, problems) = readable()
        if let theme = themes.first(where: { $0.name == name }) { return theme }
        let broken = problems.isEmpty ? "" : "; \(problems.joined(separator: "; "))"
        throw UsageError(
            "there is no theme \(name); there are " + themes.map(\.name).joined(separator: ", ")
                + broken)
    }

    static func theme(_ path: String) throws(UsageError) -> Theme {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            throw UsageError("the theme \(path) cannot be read")
        }
        do throws(ThemeError) {
            return try Theme(yaml: text)
        } catch {
            throw UsageError("the theme \(path): \(error)")
        }
    }
}
