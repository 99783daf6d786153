// Labels by language: of a class, a property or a link, typed into a form with a field for each language that the
// database knows.

package import Engine
import EventSourcing
import TerminalUI

extension OntologyPane {
    /// What has the labels.
    package struct LabelPlace: Hashable, Sendable {
        package var kind: LabelRow.Kind
        package var className: String
        /// The property or predicate; nil for the class itself.
        package var name: String?

        package func holds(_ row: LabelRow) -> Bool {
            switch kind {
            case .ontologyClass: row.kind == kind && row.className == className
            case .property:
                row.kind == kind && row.name == name && (row.className ?? className) == className
            case .relationship: row.kind == kind && row.name == name
            }
        }

        var text: String { name.map { "\(className).\($0)" } ?? className }
    }

    static func label(
        _ state: inout OntologyState, _ message: Modelling, _ context: PaneContext
    ) -> PaneReply<Message> {
        switch message {
        case .labelsAnswered(let answer): state.labels.take(answer)
        case .labelsTyped(let place, let rows, let values):
            return take(values, of: place, rows, context)
        case .labelsTaken(let answer):
            switch answer.result {
            case .failure(let error): return .say("labels: \(error.message)", .bad)
            case .success(let report):
                let finding = report.findings.first.map { "; \($0.message)" } ?? ""
                var reply = PaneReply<Message>.say(
                    "\(report.accepted) \(report.accepted == 1 ? "label" : "labels") kept\(finding)",
                    finding.isEmpty ? .good : .attention)
                reply.effects = askLabels(&state, context, anew: true)
                return reply
            }
        default: return labelForm(state)
        }
        return .nothing
    }

    static func askLabels(
        _ state: inout OntologyState, _ context: PaneContext, anew: Bool = false
    ) -> [Effect<Message>] {
        guard let database = context.database else { return [] }
        let isOld = state.labels.valueAt.map { context.now.seconds(since: $0) > 30 } ?? true
        guard anew || isOld, state.labels.ask(at: context.now) else { return [] }
        return [
            context.scoped.call(ListLabels(database: database), id: "ontology.labels") {
                .modelling(.labelsAnswered($0))
            }
        ]
    }

    private static func place(_ state: OntologyState) -> LabelPlace? {
        guard let item = state.current else { return nil }
        guard state.depth == .detail else {
            return LabelPlace(kind: .ontologyClass, className: item.id)
        }
        switch ClassDetail.selected(state) {
        case .property(let property)?:
            return LabelPlace(kind: .property, className: item.id, name: property.name)
        case .link(let link)?:
            return LabelPlace(kind: .relationship, className: item.id, name: link.predicate)
        default: return LabelPlace(kind: .ontologyClass, className: item.id)
        }
    }

    private static func labelForm(_ state: OntologyState) -> PaneReply<Message> {
        guard let place = place(state) else { return .nothing }
        let rows = state.labels.value?.rows ?? []
        let own = rows.filter { place.holds($0) }
        let languages = Array(Set(rows.map(\.language)).sorted().prefix(8))
        let fields =
            languages.map { language in
                Form.Field(
                    language, text: own.first { $0.language == language }?.label ?? "",
                    placeholder: "none yet")
            } + [
                Form.Field("Language", placeholder: "de, fr, pt-BR"),
                Form.Field("Its label", placeholder: "Bestellung"),
            ]
        let form = Form(
            title: "Labels of \(place.text)", fields: fields,
            keys: [.init("⏎", "keep"), .init("↑↓", "field"), .init("Esc", "cancel")])
        return .asking(
            FormRequest(form, check: { problems($0, languages, own) }) {
                .modelling(.labelsTyped(place, own, languages + $0))
            })
    }

    private static func problems(
        _ values: [String], _ languages: [String], _ own: [LabelRow]
    ) -> [String?] {
        var problems = languages.indices.map { index -> String? in
            let had = own.contains { $0.language == languages[index] }
            return had && values[index].trimmingSpaces.isEmpty ? "write another" : nil
        }
        let code = values[languages.count].trimmingSpaces
        let text = values[languages.count + 1].trimmingSpaces
        let isCode =
            (2...11).contains(code.utf8.count)
            && code.utf8.allSatisfy { $0 == 45 || (48...57).contains($0) || ($0 | 32) > 96 }
        let isThere = languages.contains(code)
        problems.append(
            code.isEmpty
                ? (text.isEmpty ? nil : "which?")
                : isThere ? "has a field" : isCode ? nil : "no language code")
        problems.append(!code.isEmpty && text.isEmpty ? "needs a text" : nil)
        return problems
    }

    /// `values`: the languages, then their texts, then a new language and its text.
    private static func take(
        _ values: [String], of place: LabelPlace, _ own: [LabelRow], _ context: PaneContext
    ) -> PaneReply<Message> {
        guard let database = context.database, values.count >= 2 else { return .nothing }
        let count = (values.count - 2) / 2
        let texts = Array(values.dropFirst(count)).map(\.trimmingSpaces)
        var pairs = zip(values.prefix(count), texts).map { ($0, $1) }
        pairs.append((texts[count], texts[count + 1]))
        let rows = pairs.compactMap { language, text -> LabelRow? in
            let old = own.first { $0.language == language }
            guard !text.isEmpty, !language.isEmpty, text != old?.label else { return nil }
            return LabelRow(
                kind: place.kind,
                className: place.kind == .relationship ? old?.className : place.className,
                name: place.name, label: text, language: language,
                description: old?.description)
        }
        guard !rows.isEmpty else { return .say("the labels of \(place.text) stay as they are") }
        return .effect(
            context.scoped.call(
                ImportLabels(database: database, rows: rows), id: "ontology.labelling"
            ) { .modelling(.labelsTaken($0)) })
    }
}
