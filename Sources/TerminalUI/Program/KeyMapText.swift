// Reading a key map from the text of a YAML file:
//
//     keys:
//       graph.expand: [enter, right, e]
//       shell.quit: q
//
// Only names and keys; what they mean is decided elsewhere. Every entry keeps its place.

import Yams

/// Where something stands in a file, counted from one.
package struct TextPlace: Hashable, Sendable, CustomStringConvertible {
    package var line: Int
    package var column: Int

    package init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    package var description: String { "line \(line), column \(column)" }
}

package struct KeyMapText: Hashable, Sendable {
    package struct Entry: Hashable, Sendable {
        package var action: String
        package var place: TextPlace
        package var keys: [(name: String, place: TextPlace)]

        package static func == (a: Entry, b: Entry) -> Bool {
            a.action == b.action && a.place == b.place && a.keys.map(\.name) == b.keys.map(\.name)
        }

        package func hash(into hasher: inout Hasher) {
            hasher.combine(action)
            hasher.combine(place)
        }
    }

    package var entries: [Entry]

    package init(entries: [Entry] = []) { self.entries = entries }

    /// An empty text is an empty map.
    package init(yaml text: String) throws(ThemeError) {
        entries = []
        guard let root = try YAMLText.compose(text) else { return }
        let map = try YAMLText.mapping(root, field: "the file")
        try YAMLText.checkFields(map, known: ["keys"])
        guard let node = map["keys"] else { return }
        for (key, value) in try YAMLText.mapping(node, field: "keys") {
            let action = key.string ?? ""
            let nodes = value.sequence.map { Array($0) } ?? [value]
            var keys: [(String, TextPlace)] = []
            for item in nodes where item.null == nil {
                guard let name = item.scalar?.string, !name.isEmpty else {
                    throw YAMLText.invalid(
                        item, action, "", "keys like [enter, ctrl-d, x]; [] for none")
                }
                keys.append((name, YAMLText.place(item)))
            }
            entries.append(Entry(action: action, place: YAMLText.place(key), keys: keys))
        }
    }
}
