// All actions, in the order in which help lists them. A value: a key map of the user is a changed copy.

package struct ActionRegistry: Hashable, Sendable {
    package var actions: [Action]

    package init(_ actions: [Action]) { self.actions = actions }

    /// What the program can do as delivered.
    package static let standard = ActionRegistry(
        everywhere + ontology + mapping + commands + graph + pipeline + program)

    package func named(_ name: Action.Name) -> Action? { actions.first { $0.name == name } }

    /// The actions of a pane, then those that work everywhere.
    package func inside(_ scope: Action.Scope) -> [Action] {
        actions.filter { $0.scope == scope && scope != .everywhere }
            + actions.filter { $0.scope == .everywhere }
    }

    /// The action of a key in a pane. The pane's own goes before one that works everywhere.
    package func action(forKey key: String, in scope: Action.Scope) -> Action? {
        var general: Action?
        for action in actions where action.keys.contains(key) {
            if action.scope == scope { return action }
            if action.scope == .everywhere, general == nil { general = action }
        }
        return general
    }

    /// Actions that hold every word of a search in name, title or help; those whose title begins
    /// with the text come first, otherwise in the given order.
    package static func search(_ text: String, in actions: [Action]) -> [Action] {
        let words = text.lowercased().split(separator: " ")
        let found = actions.filter { action in
            let content = "\(action.name) \(action.title) \(action.help)".lowercased()
            return words.allSatisfy { content.contains($0) }
        }
        let start = text.lowercased()
        return found.filter { $0.title.lowercased().hasPrefix(start) }
            + found.filter { !$0.title.lowercased().hasPrefix(start) }
    }
}
