// Use case: how a class became what it is: every change with who made it, when, and what differs.

internal import EventSourcing
internal import Ontology

package struct TraceClass: UseCase, Hashable {
    package static let name = "trace-class"
    package var database: String
    package var branch: String?
    package var className: String

    package init(database: String, branch: String? = nil, className: String) {
        self.database = database
        self.branch = branch
        self.className = className
    }

    package func perform(in engine: Engine, _ call: CallContext) async throws(EngineError)
        -> ClassHistoryView
    {
        try await engine.lineageTracer.trace(self)
    }
}

/// The life of one class, newest change first.
package struct ClassHistoryView: Codable, Hashable, Sendable {
    package struct Step: Codable, Hashable, Sendable {
        package var eventType: String
        package var sequence: Int
        package var occurredAt: String
        package var commandID: String?
        package var actor: String?
        /// What differs from before: `+ unitPrice decimal`, `- fax`, `label: Order → Sales order`.
        package var changes: [String]
    }

    package var className: String
    package var steps: [Step]
}

extension LineageTracer {
    func trace(_ request: TraceClass) async throws(EngineError) -> ClassHistoryView {
        let scope = try await standpoints.directory.scope(request.database, branch: request.branch)
        let id = try EngineError.wrapName { () throws(NameError) in
            try ClassID(request.className)
        }
        let events = try await stream(Directory.stream(id, in: scope))
        guard !events.isEmpty else {
            throw .noClass(request.className, in: request.database)
        }
        var state = ClassAggregate()
        var steps: [ClassHistoryView.Step] = []
        for recorded in events
        where recorded.event.kind == .domain
            && recorded.event.type != DomainEventType.commandFailed.rawValue
        {
            let before = state.definition
            state.evolve(recorded.event)
            steps.append(
                ClassHistoryView.Step(
                    eventType: recorded.event.type, sequence: recorded.sequence.value,
                    occurredAt: recorded.event.occurredAt.description,
                    commandID: recorded.event.cause?.description, actor: recorded.event.actor,
                    changes: ClassDifference.lines(before, state.definition)))
        }
        return ClassHistoryView(className: id.text, steps: steps.reversed())
    }
}

/// What differs between two states of a class, as lines for people.
enum ClassDifference {
    static func lines(_ old: ClassDefinition?, _ new: ClassDefinition?) -> [String] {
        guard let new else { return old == nil ? [] : ["the class is gone"] }
        var lines: [String] = []
        if let old {
            if old.label != new.label { lines.append("label: \(old.label) → \(new.label)") }
            if old.primaryKey != new.primaryKey {
                lines.append("key: \(new.primaryKey.joined(separator: " + "))")
            }
        }
        let properties = old?.properties ?? []
        lines += difference(
            properties.map { ($0.name, text($0)) }, new.properties.map { ($0.name, text($0)) })
        let links = old?.links ?? []
        lines += difference(
            links.map { ($0.predicate, text($0)) }, new.links.map { ($0.predicate, text($0)) })
        return lines
    }

    private static func text(_ property: PropertyDefinition) -> String {
        "\(property.name) \(property.type)" + (property.isRequired ? ", required" : "")
    }

    private static func text(_ link: LinkDefinition) -> String {
        "\(link.predicate) → \(link.target) \(link.cardinality.rawValue)"
    }

    private static func difference(
        _ old: [(name: String, text: String)], _ new: [(name: String, text: String)]
    ) -> [String] {
        let added = new.compactMap { item -> String? in
            guard let before = old.first(where: { $0.name == item.name }) else {
                return "+ \(item.text)"
            }
            return before.text == item.text ? nil : "\(before.text) → \(item.text)"
        }
        let gone = old.filter { item in !new.contains { $0.name == item.name } }
        return added + gone.map { "- \($0.name)" }
    }
}
