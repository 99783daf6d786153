// The themes: every .yaml in the themes folders, an earlier folder's file standing for a later one of the same name.

import Foundation
import TerminalUI

enum ThemeFiles {
    static func all() throws -> [Theme] {
        var paths: [String: String] = [:]
        for folder in SharedFiles.folders() {
            let themes = folder + "/themes"
            for name in (try? FileManager.default.contentsOfDirectory(atPath: themes)) ?? []
            where name.hasSuffix(".yaml") && paths[name] == nil {
                paths[name] = themes + "/" + name
            }
        }
        // The standard ones first: the first of all is the one that is shown when nothing was chosen.
        let standard = ["harvest-dark.yaml", "harvest-light.yaml"]
        let names = standard.filter { paths[$0] != nil }
        return try (names + paths.keys.sorted().filter { !standard.contains($0) }).map { name in
            try theme(paths[name] ?? name)
        }
    }

    /// A theme by name or by the path of a file.
    static func named(_ name: String) throws -> Theme {
        if name.hasSuffix(".yaml") || name.contains("/") { return try theme(name) }
        let themes = try all()
        if let theme = themes.first(where: { $0.name == name }) { return theme }
        throw UsageError(
            "there is no theme \(name); there are "
                + themes.map(\.name).joined(separator: ", "))
    }

    private static func theme(_ path: String) throws -> Theme {
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
