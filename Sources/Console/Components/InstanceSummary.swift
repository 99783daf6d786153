// One line that tells people which instance this is: its name where it has one, else the first text
// in it that is not its key.

import Engine
import JSONText

enum InstanceSummary {
    static func text(of instance: InstanceView) -> String {
        text(of: instance.data, key: instance.key)
    }

    static func text(of data: JSON?, key: String) -> String {
        let members = data?.object?.members ?? []
        let texts = members.filter { $0.value.string.map { !$0.isEmpty } ?? false }
        let named = texts.first { isName($0.name) }
        let other = texts.first { $0.value.plainText != key }
        return (named ?? other)?.value.plainText ?? key
    }

    private static func isName(_ property: String) -> Bool {
        let property = property.lowercased()
        return ["name", "title", "label"].contains { property.hasSuffix($0) }
    }
}
