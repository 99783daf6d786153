// A link as the fields of a form, and back. Pure.

import Engine
import JSONText
import Ontology
import TerminalUI

struct LinkDraft {
    var predicate: String
    var target: String
    var cardinality: String
    var sources: [String]
    var targets: [String]
    var label: String
    var inverse: String
    var description: String

    static let cardinalities = ["n:1", "1:1", "1:n", "n:m"]

    /// The fields' texts, in the order of `fields`.
    init(_ values: [String]) {
        func value(_ index: Int) -> String {
            index < values.count ? values[index].trimmingSpaces : ""
        }
        func names(_ index: Int) -> [String] {
            value(index).split(separator: ",").map { String($0).trimmingSpaces }
                .filter { !$0.isEmpty }
        }
        predicate = value(0)
        target = value(1)
        cardinality = value(2)
        sources = names(3)
        targets = names(4)
        label = value(5)
        inverse = value(6)
        description = value(7)
    }

    /// `link`: as it stands in the definition; nil for a new one. `classes`: where it may lead.
    static func fields(of link: JSON?, classes: [String]) -> [Form.Field] {
        func list(_ name: String) -> String { PropertyRules.list(link?[name]) }
        let predicate = link?["predicate"]?.string ?? ""
        let label = link?["label"]?.string ?? ""
        let target = link?["target"]?.string ?? classes.first ?? ""
        return [
            .init("Name", text: predicate, placeholder: "placedBy"),
            .init(
                "Leads to", text: target,
                choices: classes.contains(target) ? classes : [target] + classes),
            .init(
                "Cardinality", text: link?["cardinality"]?.string ?? "", choices: cardinalities),
            .init(
                "Made of", text: list("source_properties"),
                placeholder: "own properties; empty: its name"),
            .init(
                "Meets", text: list("target_properties"),
                placeholder: "theirs; empty: their key"),
            .init("Label", text: label == predicate ? "" : label, placeholder: "as the name"),
            .init(
                "Way back", text: link?["inverse_predicate"]?.string ?? "",
                placeholder: "its name from the other side"),
            .init(
                "Description", text: link?["description"]?.string ?? "",
                placeholder: "what it means"),
        ]
    }

    /// As it goes into the definition; members of `old` that have no field stay.
    func json(keeping old: JSON?) -> JSONObject {
        var object = old?.object ?? JSONObject()
        object["predicate"] = .string(predicate)
        object["target"] = .string(target)
        object["label"] = .string(label.isEmpty ? predicate : label)
        object["cardinality"] = .string(cardinality)
        object["description"] = description.isEmpty ? .null : .string(description)
        object["inverse_predicate"] = inverse.isEmpty ? .null : .string(inverse)
        object = object.without(["source_properties", "target_properties"])
        if !sources.isEmpty { object["source_properties"] = .array(sources.map(JSON.string)) }
        if !targets.isEmpty { object["target_properties"] = .array(targets.map(JSON.string)) }
        return object
    }

    /// What is wrong with each field, in their order. `taken`: names of other links.
    func problems(
        taken: Set<String>, own properties: [String], theirs: (String) -> [String]
    ) -> [String?] {
        let name =
            predicate.isEmpty ? "needs a name" : OntologyPane.problem(ofProperty: predicate, taken)
        let source = sources.first { !properties.contains($0) }.map { "no property \($0)" }
        let known = theirs(target)
        var meets = targets.first { !known.contains($0) }.map { "\(target) has no \($0)" }
        if meets == nil, !targets.isEmpty, !sources.isEmpty, targets.count != sources.count {
            meets = "\(sources.count) to pair up"
        }
        return [name, target.isEmpty ? "needs a class" : nil, nil, source, meets, nil, nil, nil]
    }
}
