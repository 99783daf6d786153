// The forms of a class's facts, its properties and its links, new or as they stand; what was typed becomes a change of
// the class.

import Engine
import JSONText
import Ontology
import TerminalUI

extension OntologyPane {
    private static func keys(_ verb: String) -> [HintBar.Hint] {
        [
            .init("⏎", verb), .init("↑↓", "field"), .init("◂▸", "choose"), .init("Esc", "cancel"),
        ]
    }

    static func classForm(editing item: ClassView?) -> PaneReply<Message> {
        guard let item else { return .nothing }
        let key = item.key.joined(separator: ", ")
        let names = item.properties.map(\.name)
        let form = Form(
            title: "Class \(item.id)",
            fields: [
                .init(
                    "Label", text: item.label == item.id ? "" : item.label,
                    placeholder: "as the name"),
                .init(
                    "Description", text: item.description ?? "", placeholder: "what it stands for"),
                .init("Key", text: key, placeholder: "properties that name an instance"),
            ], keys: keys("change"))
        return .asking(
            FormRequest(
                form,
                check: { values in
                    let parts = Self.names(values[2])
                    if let wrong = parts.first(where: { !names.contains($0) }) {
                        return [nil, nil, "no property \(wrong)"]
                    }
                    let isOther = parts != item.key && item.instances > 0
                    return [nil, nil, isOther ? "names its instances" : nil]
                }, submit: { .modelling(.classTyped(item, $0)) }))
    }

    static func edit(
        _ item: ClassView, _ values: [String], _ context: PaneContext
    ) -> PaneReply<Message> {
        guard values.count == 3 else { return .nothing }
        let label = values[0].trimmingSpaces
        let text = values[1].trimmingSpaces
        var members = JSONObject([
            ("label", .string(label.isEmpty ? item.id : label)),
            ("description", text.isEmpty ? .null : .string(text)),
        ])
        let key = names(values[2])
        if key != item.key { members["primary_key"] = .array(key.map(JSON.string)) }
        return confirm(ClassEdit(item, .facts(members), "class \(item.id)"), context)
    }

    private static func names(_ text: String) -> [String] {
        text.split(separator: ",").map { String($0).trimmingSpaces }.filter { !$0.isEmpty }
    }

    /// `name`: the property to change; nil: a new one.
    static func propertyForm(_ state: OntologyState, _ name: String? = nil) -> PaneReply<Message> {
        guard let item = state.current else { return .nothing }
        let old = name.flatMap { item.definition(of: $0, in: "properties", by: "name") }
        let taken = Set(item.properties.map(\.name).filter { $0 != name })
        let many = "\(Figure.count(item.instances)) instances"
        let nulls =
            name == nil
            ? item.instances : state.profiles[item.id]?.property(name ?? "")?.nulls ?? 0
        let wasRequired = old?["required"]?.bool ?? false
        let form = Form(
            title: name.map { "Property \($0) of \(item.id)" } ?? "New property of \(item.id)",
            text: item.instances == 0 || name != nil
                ? "" : "The \(many) that are there have no value of it.",
            fields: PropertyDraft.fields(of: old), keys: keys(name == nil ? "add" : "change"))
        return .asking(
            FormRequest(
                form,
                check: { values in
                    let draft = PropertyDraft(values)
                    var problems = draft.problems(taken: taken)
                    if let name, draft.name != name, item.instances > 0 {
                        problems[0] = problems[0] ?? "\(many) hold it under \(name)"
                    }
                    if draft.isRequired, !wasRequired, nulls > 0, draft.standard.isEmpty {
                        problems[3] = "instances lack it"
                    }
                    return problems
                }, submit: { .modelling(.propertyTyped(item, name, $0)) }))
    }

    static func put(
        property values: [String], in item: ClassView, replacing name: String?,
        _ context: PaneContext
    ) -> PaneReply<Message> {
        let draft = PropertyDraft(values)
        let old = name.flatMap { item.definition(of: $0, in: "properties", by: "name") }
        let edit = ClassEdit(
            item, .property(draft.json(keeping: old), replacing: name),
            "property \(draft.name) of \(item.id)")
        return name == nil ? sendNew(edit, context) : confirm(edit, context)
    }

    /// `name`: the link to change; nil: a new one.
    static func linkForm(_ state: OntologyState, _ name: String?) -> PaneReply<Message> {
        guard let item = state.current else { return .nothing }
        let old = name.flatMap { item.definition(of: $0, in: "relationships", by: "predicate") }
        let taken = Set(item.links.map(\.predicate).filter { $0 != name })
        let classes = state.classes.value?.items ?? []
        let properties = Dictionary(
            classes.map { ($0.id, $0.properties.map(\.name)) }, uniquingKeysWith: { one, _ in one })
        let own = item.properties.map(\.name)
        let form = Form(
            title: name.map { "Link \($0) of \(item.id)" } ?? "New link of \(item.id)",
            fields: LinkDraft.fields(of: old, classes: classes.map(\.id)),
            keys: keys(name == nil ? "add" : "change"))
        return .asking(
            FormRequest(
                form,
                check: { values in
                    LinkDraft(values).problems(taken: taken, own: own) { properties[$0] ?? [] }
                }, submit: { .modelling(.linkTyped(item, name, $0)) }))
    }

    static func put(
        link values: [String], in item: ClassView, replacing name: String?, _ context: PaneContext
    ) -> PaneReply<Message> {
        let draft = LinkDraft(values)
        let old = name.flatMap { item.definition(of: $0, in: "relationships", by: "predicate") }
        let edit = ClassEdit(
            item, .link(draft.json(keeping: old), replacing: name),
            "link \(draft.predicate) of \(item.id)")
        return name == nil ? sendNew(edit, context) : confirm(edit, context)
    }

    /// What is new was seen as a whole in its form.
    private static func sendNew(_ edit: ClassEdit, _ context: PaneContext) -> PaneReply<Message> {
        if let problem = edit.problem { return .say("\(edit.what): \(problem)", .bad) }
        return send(edit, context)
    }
}

extension ClassView {
    /// A property or link as it stands in the definition.
    func definition(of name: String, in list: String, by member: String) -> JSON? {
        definition[list]?.array?.first { $0[member]?.string == name }
    }
}
