// A person's keys over the delivered ones. Entries that are wrong are left out and named; the rest
// counts. A key that a person gives to one action is taken from another of the same pane.

package import Engine
package import TerminalUI

package enum KeyMap {
    /// A sentence with the place it speaks of.
    package struct Problem: Hashable, Sendable, CustomStringConvertible {
        package var place: TextPlace
        package var text: String
        package var description: String { "\(place): \(text)" }
    }

    package static func apply(
        _ map: KeyMapText, to standard: ActionRegistry
    ) -> (registry: ActionRegistry, problems: [Problem]) {
        var registry = standard
        var problems: [Problem] = []
        var given: [String: (action: String, place: TextPlace)] = [:]
        for entry in map.entries {
            guard let index = index(of: entry, in: registry, &problems) else { continue }
            let scope = registry.actions[index].scope
            var keys: [String] = []
            for (name, place) in entry.keys {
                guard let key = Key(named: name) else {
                    problems.append(.init(place: place, text: unknown(name)))
                    continue
                }
                let slot = "\(scope.rawValue) \(key.name)"
                if let other = given[slot] {
                    let text = "\(key.name) is given to \(other.action) already (\(other.place))"
                    problems.append(.init(place: place, text: text))
                    continue
                }
                given[slot] = (entry.action, place)
                keys.append(key.name)
            }
            // What was misspelt must not leave the action without a key.
            guard !keys.isEmpty || entry.keys.isEmpty else { continue }
            registry.actions[index].keys = keys
            registry.actions[index].shownKey = nil
        }
        takeAway(given, &registry, &problems)
        return (registry, problems)
    }

    private static func index(
        of entry: KeyMapText.Entry, in registry: ActionRegistry, _ problems: inout [Problem]
    ) -> Int? {
        func refuse(_ text: String) -> Int? {
            problems.append(.init(place: entry.place, text: text))
            return nil
        }
        guard let index = registry.actions.firstIndex(where: { $0.name.text == entry.action })
        else {
            let names = registry.actions.filter { $0.scope != .program }.map(\.name.text)
            let nearest = names.min {
                Spelling.distance($0, entry.action) < Spelling.distance($1, entry.action)
            }
            return refuse("there is no \(entry.action); did you mean \(nearest ?? "")?")
        }
        let action = registry.actions[index]
        if action.scope == .program { return refuse("\(entry.action) has no keys") }
        if action.keys == ActionRegistry.moveKeys {
            return refuse("\(entry.action) keeps its keys: each of them is a direction")
        }
        return index
    }

    /// Delivered keys that a person gave to something else in the same pane.
    private static func takeAway(
        _ given: [String: (action: String, place: TextPlace)], _ registry: inout ActionRegistry,
        _ problems: inout [Problem]
    ) {
        for index in registry.actions.indices {
            let action = registry.actions[index]
            for key in action.keys {
                guard let owner = given["\(action.scope.rawValue) \(key)"],
                    owner.action != action.name.text
                else { continue }
                if action.keys == ActionRegistry.moveKeys {
                    let text = "\(key) moves the selection; it goes on doing that"
                    problems.append(.init(place: owner.place, text: text))
                    continue
                }
                registry.actions[index].keys.removeAll { $0 == key }
                if registry.actions[index].keys.isEmpty {
                    let text = "\(key) was the only key of \(action.name); : still finds it"
                    problems.append(.init(place: owner.place, text: text))
                }
            }
        }
    }

    private static func unknown(_ name: String) -> String {
        "there is no key \"\(name)\"; keys are x, X, ctrl-d, alt-x, enter, esc, f5, page-down …"
    }
}
