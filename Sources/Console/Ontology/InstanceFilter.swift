// What is typed to narrow a table of instances: conditions on the class's properties, else words that must occur.

import Engine

struct InstanceFilter: Hashable {
    var words: String?
    var conditions: [Condition]?

    init(_ text: String, of definition: ClassView?) {
        guard !text.isEmpty else { return }
        let hasSign = text.contains { "=<>~".contains($0) }
        if hasSign, let written = try? ConditionText.all(text), !written.isEmpty,
            written.allSatisfy({ definition?.has($0.field) ?? false })
        {
            conditions = written
        } else {
            words = text
        }
    }
}
