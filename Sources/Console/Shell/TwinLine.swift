// A command line that does the same as an action of the console, with what is selected put in: to be read, copied and
// pasted into a shell.

import Engine

package struct TwinLine: Hashable, Sendable {
    /// Words; those in capitals stand for something.
    package var template: String
    /// What the words in capitals stand for, as far as it is known: one or more words each.
    package var values: [String: [String]]

    package init(_ template: String, _ values: [String: [String]] = [:]) {
        self.template = template
        self.values = values
    }

    /// As a POSIX shell reads it. What nobody knows stays in capitals.
    package var text: String {
        let words = template.split(separator: " ").flatMap { word -> [String] in
            values[String(word)].map { $0.map(ShellWord.quoted) } ?? [String(word)]
        }
        return (["spice"] + words).joined(separator: " ")
    }
}

/// Quoting for a POSIX shell.
enum ShellWord {
    static func quoted(_ text: String) -> String {
        let plain = text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"):
                true
            default: "_-./:=,@%+".utf8.contains(byte)
            }
        }
        if plain && !text.isEmpty { return text }
        return "'"
            + text.split(separator: "'", omittingEmptySubsequences: false)
            .joined(separator: "'\\''") + "'"
    }
}

extension Console {
    /// With what is selected now. Nil for an action that has none.
    func twin(of action: Action, _ model: ConsoleModel) -> String? {
        let context = context(model)
        let pane = PaneID.allCases.first { $0.scope == action.scope }
        guard
            var line = pane?.binding.twin(action, model, context)
                ?? action.twin.map({ TwinLine($0) })
        else { return nil }
        if let database = model.database { line.values["DATABASE"] = [database] }
        line.values["PANE"] = [model.pane.rawValue]
        let isOfBranch = pane == .ontology || pane == .graph || pane == .mapping
        if let branch = model.branch, isOfBranch, line.takesBranch {
            line.template += " --branch BRANCH"
            line.values["BRANCH"] = [branch]
        }
        line.lead(by: context.reach)
        return line.text
    }
}

extension TwinLine {
    /// Labels and databases are the same on every branch.
    var takesBranch: Bool {
        template.contains("--db ") && !template.hasPrefix("labels ")
            && !template.hasPrefix("branch ")
    }
}
