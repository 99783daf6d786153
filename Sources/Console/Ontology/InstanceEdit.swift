// One change of one property of an instance, as it was seen when the change was made: a refresh cannot
// redirect it, and the sequence it was made on goes along.

package import Engine
package import JSONText
import Ontology

package struct InstanceEdit: Hashable, Sendable {
    package var instance: InstanceView
    package var property: String
    package var value: JSON

    package var old: JSON? { instance.data[property] }

    /// The command, at the sequence that was seen.
    package func command(in database: String) -> SubmitCommand {
        SubmitCommand(
            type: .updateInstance, database: database, className: instance.className,
            key: instance.key, payload: .object(JSONObject([(property, value)])),
            expectedSequence: instance.sequence)
    }

    /// What others changed since, as `name: old → new`.
    package func changes(until now: InstanceView) -> [(name: String, old: JSON?, new: JSON?)] {
        let before = instance.data.object?.names ?? []
        let after = (now.data.object?.names ?? []).filter { !before.contains($0) }
        return (before + after).compactMap { name in
            let (old, new) = (instance.data[name], now.data[name])
            return old == new ? nil : (name, old, new)
        }
    }
}

/// A typed text as a value of a property.
enum TypedValue {
    /// Nothing typed is no value. Lists and objects are typed as JSON.
    static func value(_ text: String, of type: String) -> JSON? {
        if text.isEmpty { return .null }
        switch DataType(type).base {
        case .text, .date, .dateTime, .time: return .string(text)
        case .boolean:
            switch text.lowercased() {
            case "yes", "true": return .bool(true)
            case "no", "false": return .bool(false)
            default: return nil
            }
        case .integer, .number: return DecimalText(text) == nil ? nil : try? JSON(parsing: text)
        case .array, .object: return try? JSON(parsing: text)
        case .any: return (try? JSON(parsing: text)) ?? .string(text)
        }
    }

    /// As it is typed again.
    static func text(_ value: JSON?) -> String {
        switch value {
        case nil, .null: ""
        case .string(let text): text
        case .bool(let flag): flag ? "yes" : "no"
        case let other?: other.text
        }
    }

    /// Why a text cannot be the value; nil when it can.
    static func problem(_ text: String, of property: String, in definition: ClassView) -> String? {
        let type = definition.properties.first { $0.name == property }?.type ?? ""
        guard let value = value(text, of: type) else { return "no \(type)" }
        guard let rules = try? ClassDefinition(json: definition.definition) else { return nil }
        do throws(SchemaError) {
            try rules.check(JSONObject([(property, value)]), isComplete: false)
            return nil
        } catch {
            return error.message
        }
    }
}
