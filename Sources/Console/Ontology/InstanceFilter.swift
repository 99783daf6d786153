// What is typed to narrow a table of instances: conditions on the class's properties, else words that must occur.

import Engine

struct InstanceFilter: Hashable {
    var words: String?
    var conditions: [Condition]?
    /// A name in what reads as conditions that the class has no property for.
    var unknown: String?

    init(_ text: String, of definition: ClassView?) {
        guard !text.isEmpty else { return }
        let hasSign = text.contains { "=<>~".contains($0) }
        guard hasSign, let written = try? ConditionText.all(text), !written.isEmpty else {
            words = text
            return
        }
        unknown = written.map(\.field).first { !(definition?.has($0) ?? false) }
        if unknown == nil { conditions = written } else { words = text }
    }
}
