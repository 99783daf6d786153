// The words of a command line that name subcommands. The parser takes an unknown one for an argument of the default
// subcommand; here it is named, with the one that was perhaps meant.

import ArgumentParser
import TerminalUI

enum Subcommands {
    /// Throws `UsageError` when a word stands where only a subcommand can stand, and is none.
    static func check(_ arguments: [String], of root: any ParsableCommand.Type) throws(UsageError) {
        var command = root
        var path = [root._commandName]
        for word in arguments.first == "help" ? arguments.dropFirst() : arguments[...] {
            let choices = command.configuration.subcommands
            guard !word.hasPrefix("-"), !choices.isEmpty else { return }
            guard let next = choices.first(where: { $0._commandName == word }) else {
                throw UsageError(unknown(word, path, choices))
            }
            command = next
            path.append(word)
        }
    }

    private static func unknown(
        _ word: String, _ path: [String], _ choices: [any ParsableCommand.Type]
    ) -> String {
        let names = choices.filter { $0.configuration.shouldDisplay }.map { $0._commandName }
        let place = path.joined(separator: " ")
        let text = "there is no subcommand \(word.debugDescription) of \(place)"
        guard let meant = suggestion(for: word, among: names) else {
            return text + "; see \(place) --help"
        }
        return text + ": did you mean \(place) \(meant)?"
    }

    /// The nearest name, if it is near enough: one that begins with the word, or at most a third of it away.
    static func suggestion(for word: String, among names: [String]) -> String? {
        let word = word.lowercased()
        if word.count > 1, let longer = names.first(where: { $0.hasPrefix(word) }) { return longer }
        let nearest = names.min { Spelling.distance($0, word) < Spelling.distance($1, word) }
        return nearest.flatMap { name in
            Spelling.distance(name, word) <= max(1, word.count / 3) ? name : nil
        }
    }
}
