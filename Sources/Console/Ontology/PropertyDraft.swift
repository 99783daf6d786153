// A property as the fields of a form, and back. Checked by the model's own rules while it is typed. Pure.

import JSONText
import Ontology
import TerminalUI

struct PropertyDraft {
    var name: String
    var label: String
    var type: String
    var isRequired: Bool
    var description: String
    var standard: String
    var least: String
    var most: String
    var pattern: String
    var values: String

    /// The fields' texts, in the order of `fields`.
    init(_ values: [String]) {
        func value(_ index: Int) -> String {
            index < values.count ? values[index].trimmingSpaces : ""
        }
        name = value(0)
        label = value(1)
        type = value(2)
        isRequired = value(3) == "yes"
        description = value(4)
        standard = value(5)
        least = value(6)
        most = value(7)
        pattern = value(8)
        self.values = value(9)
    }

    /// `property`: as it stands in the definition; nil for a new one.
    static func fields(of property: JSON?) -> [Form.Field] {
        let rules = property?["constraints"]
        func text(_ names: String...) -> String {
            names.compactMap { rules?[$0] }.first.map { $0.plainText } ?? ""
        }
        let name = property?["name"]?.string ?? ""
        let label = property?["label"]?.string ?? ""
        let type = property?["type"]?.string
        let types = OntologyPane.types
        return [
            .init("Name", text: name, placeholder: "unitPrice"),
            .init("Label", text: label == name ? "" : label, placeholder: "as the name"),
            .init(
                "Type", text: type ?? "",
                choices: types.contains(type ?? types[0]) ? types : [type ?? ""] + types),
            .init(
                "Required", text: property?["required"]?.bool == true ? "yes" : "no",
                choices: ["no", "yes"]),
            .init(
                "Description", text: property?["description"]?.string ?? "",
                placeholder: "what it means"),
            .init(
                "Default", text: TypedValue.text(property?["default"]),
                placeholder: "when none is given"),
            .init(
                "At least", text: text("minimum", "min", "minLength"),
                placeholder: "a value; letters for text"),
            .init(
                "At most", text: text("maximum", "max", "maxLength"),
                placeholder: "a value; letters for text"),
            .init("Pattern", text: text("pattern"), placeholder: "for text: [A-Z]{2}[0-9]+"),
            .init(
                "One of", text: PropertyRules.list(rules?["enum"]),
                placeholder: "open, paid, sent"),
        ]
    }

    private var isText: Bool { DataType(type).base == .text }
    private var oneOf: [String] {
        values.split(separator: ",").map { String($0).trimmingSpaces }.filter { !$0.isEmpty }
    }

    /// As it goes into the definition; members and rules of `old` that have no field stay.
    func json(keeping old: JSON?) -> JSONObject {
        var object = old?.object ?? JSONObject()
        object["name"] = .string(name)
        object["type"] = .string(type)
        object["label"] = .string(label.isEmpty ? name : label)
        object["required"] = .bool(isRequired)
        object["description"] = description.isEmpty ? .null : .string(description)
        object["default"] = value(standard) ?? .null
        let former = old?["constraints"]?.object ?? JSONObject()
        var rules = former.without(PropertyRules.known)
        if isText {
            if let count = Int(least) { rules["minLength"] = .integer(count) }
            if let count = Int(most) { rules["maxLength"] = .integer(count) }
            if !pattern.isEmpty { rules["pattern"] = .string(pattern) }
        } else {
            if !least.isEmpty { rules["minimum"] = value(least) }
            if !most.isEmpty { rules["maximum"] = value(most) }
        }
        if !oneOf.isEmpty { rules["enum"] = .array(oneOf.compactMap(value)) }
        object["constraints"] = .object(rules)
        return object
    }

    private func value(_ text: String) -> JSON? {
        text.isEmpty ? nil : TypedValue.value(text, of: type)
    }

    /// What is wrong with each field, in their order. `taken`: names of other properties.
    func problems(taken: Set<String>) -> [String?] {
        [
            name.isEmpty ? "needs a name" : OntologyPane.problem(ofProperty: name, taken), nil, nil,
            nil, nil, problem(of: standard), problem(ofLimit: least),
            problem(ofLimit: most) ?? order, patternProblem,
            oneOf.lazy.compactMap { problem(of: $0) }.first,
        ]
    }

    /// Whether a text can be a value of the type.
    private func problem(of text: String) -> String? {
        guard !text.isEmpty else { return nil }
        let wrong = "no \(type)"
        guard let value = TypedValue.value(text, of: type), let id = try? ClassID("Draft") else {
            return wrong
        }
        let property = PropertyDefinition(name: "value", type: DataType(type))
        let definition = ClassDefinition(id: id, properties: [property])
        let data = JSONObject([("value", value)])
        return (try? definition.check(data, isComplete: false)) == nil ? wrong : nil
    }

    private func problem(ofLimit text: String) -> String? {
        guard !text.isEmpty else { return nil }
        switch DataType(type).base {
        case .text: return Int(text).map { $0 >= 0 } ?? false ? nil : "a count of letters"
        case .boolean, .array, .object, .any: return "not for \(type)"
        default: return problem(of: text)
        }
    }

    private var order: String? {
        guard let low = DecimalText(least), let high = DecimalText(most) else {
            return !least.isEmpty && !most.isEmpty && least > most && !isText
                ? "before the least" : nil
        }
        return low.compared(to: high) > 0 ? "below the least" : nil
    }

    private var patternProblem: String? {
        guard !pattern.isEmpty else { return nil }
        guard isText else { return "for text only" }
        return (try? Regex(pattern)) == nil ? "no pattern" : nil
    }
}
