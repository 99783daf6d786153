// The filter line of the Commands pane: `state:failed,waiting` and words. All must hold; a word is
// looked for in command, aggregate, actor, id and reason.

package import Engine

package struct CommandsFilter: Hashable, Sendable {
    /// As typed.
    package var text: String
    package private(set) var phases: Set<CommandPhase> = []
    package private(set) var words: [String] = []
    /// States that there are none of.
    package private(set) var unknown: [String] = []

    package init(_ text: String = "") {
        self.text = text.trimmingSpaces
        for part in text.lowercased().split(whereSeparator: \.isWhitespace) {
            guard part.hasPrefix("state:") else {
                words.append(String(part))
                continue
            }
            for name in part.dropFirst(6).split(separator: ",") {
                if let phase = CommandPhase(rawValue: String(name)) {
                    phases.insert(phase)
                } else {
                    unknown.append(String(name))
                }
            }
        }
    }

    package var isEmpty: Bool { text.isEmpty }

    /// The engine's statuses to ask for, sorted; empty for all.
    package var statuses: [String] { Set(phases.flatMap(\.statuses)).sorted() }

    package func holds(_ command: CommandView, _ phase: CommandPhase) -> Bool {
        guard phases.isEmpty || phases.contains(phase) else { return false }
        guard !words.isEmpty else { return true }
        let content =
            ("\(command.phrase) \(command.type) \(command.aggregate) \(command.actor ?? "") "
            + "\(command.id) \(command.code ?? "") \(command.reason ?? "")").lowercased()
        return words.allSatisfy { content.contains($0) }
    }
}
