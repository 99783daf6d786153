// A query with conditions, optional hops and hops of variable length, checked against the ontology.

internal import EventSourcing
internal import JSONText
internal import Ontology

struct PatternPlan: Sendable {
    struct Hop: Sendable {
        let predicate: String
        let selection: EdgeSelection
        /// The classes in which it may end.
        let targets: Set<String>
        /// Of the edges' other ends; nil: the selection says it.
        let classes: Set<String>?
        let conditions: [Condition]
        let isOptional: Bool
        let range: ClosedRange<Int>
    }

    static let maximumLength = 20

    let start: [Condition]
    let hops: [Hop]
    let warnings: [String]

    init(_ query: GraphQuery, _ view: Standpoint) async throws(EngineError) {
        guard query.hops.count <= GraphQuery.maximumHops else {
            throw EngineError(
                .invalidRequest, "a query has at most \(GraphQuery.maximumHops) hops")
        }
        var current = ClassFamily(of: try await view.definition(query.startClass))
        start = try PatternPlan.conditions(query.filters, of: current.head, "filters")
        var hops: [Hop] = []
        var warnings: [String] = []
        for (index, hop) in query.hops.enumerated() {
            let place = "hops[\(index)]"
            let target = try await view.family(hop.targetClass)
            if let warning = target.warning { warnings.append(warning) }
            guard let direction = LinkDirection(rawValue: hop.direction ?? "out") else {
                throw PatternPlan.wrong("\(place).direction", "is \"out\" or \"in\"")
            }
            let least = hop.min ?? 1
            let most = hop.max ?? max(least, 1)
            guard least >= 0, most >= max(least, 1), most <= PatternPlan.maximumLength else {
                throw PatternPlan.wrong(
                    "\(place).max", "is at least min and 1, at most \(PatternPlan.maximumLength)")
            }
            let isSingle = least == 1 && most == 1
            let ends = LinkEnds(
                hop.predicate, direction, from: current, to: target, mustArrive: isSingle)
            guard let ends else {
                if let failure = current.failure ?? target.failure { throw failure }
                let (owner, other) = direction == .out ? (current, target) : (target, current)
                throw PatternPlan.wrong(
                    "\(place).predicate",
                    "\(owner.head.id) has no link \(hop.predicate) to \(other.head.id)")
            }
            hops.append(
                Hop(
                    predicate: hop.predicate,
                    selection: EdgeSelection(
                        direction: direction, predicate: hop.predicate,
                        otherClass: isSingle ? ends.single : nil),
                    targets: target.names, classes: isSingle ? ends.several : nil,
                    conditions: try PatternPlan.conditions(
                        hop.filters ?? [:], of: target.head, "\(place).filters"),
                    isOptional: hop.optional ?? false, range: least...most))
            current = target
        }
        self.hops = hops
        self.warnings = warnings
    }

    private static func wrong(_ place: String, _ rule: String) -> EngineError {
        EngineError(
            .invalidRequest, "Invalid query: \(place): \(rule)",
            details: JSONObject([("path", .string(place))]))
    }

    private static func conditions(
        _ filters: [String: JSON], of definition: ClassDefinition, _ place: String
    ) throws(EngineError) -> [Condition] {
        var conditions: [Condition] = []
        for (name, value) in filters.sorted(by: { $0.key < $1.key }) {
            guard definition.property(name) != nil || definition.link(name) != nil else {
                throw wrong("\(place).\(name)", "\(definition.id) has no such property")
            }
            if value.isNull {
                conditions.append(Condition(name, .isNull))
            } else if value.array != nil {
                conditions.append(Condition(name, .isIn, value))
            } else if let members = value.object?.members {
                for member in members {
                    guard let comparison = Condition.Comparison(wire: member.name) else {
                        throw wrong(
                            "\(place).\(name)",
                            "there is no operator \(EngineError.quoted(member.name))")
                    }
                    conditions.append(Condition(name, comparison, member.value))
                }
            } else {
                conditions.append(Condition(name, .eq, value))
            }
        }
        for condition in conditions {
            if let misfit = condition.misfit(in: definition) {
                throw wrong("\(place).\(condition.field)", misfit)
            }
        }
        return conditions
    }
}
