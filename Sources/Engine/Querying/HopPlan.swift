// A query checked against the ontology: each hop's predicate must be a link between the classes that it joins.

internal import EventSourcing
internal import JSONText
internal import Ontology

struct PlannedHop: Sendable {
    let predicate: String
    let selection: EdgeSelection
    /// Of the edges' other ends, where there are several; nil: the selection says it.
    var classes: Set<String>?

    func admits(_ edge: GraphEdge) -> Bool {
        guard let classes else { return true }
        let other =
            selection.direction == .out ? edge.target.target.text : edge.from.className
        return classes.contains(other)
    }
}

struct HopPlan: Sendable {
    let hops: [PlannedHop]
    let warnings: [String]
    private let start: ClassDefinition

    init(_ query: GraphQuery, _ view: Standpoint) async throws(EngineError) {
        guard query.hops.count <= GraphQuery.maximumHops else {
            throw EngineError(
                .invalidRequest, "a query has at most \(GraphQuery.maximumHops) hops")
        }
        start = try await view.definition(query.startClass)
        var current = ClassFamily(of: start)
        for name in query.filters.keys.sorted() where start.property(name) == nil {
            throw EngineError(
                .invalidRequest, "filters: \(start.id) has no property \(name)",
                details: JSONObject([("path", .string("filters.\(name)"))]))
        }
        var planned: [PlannedHop] = []
        var warnings: [String] = []
        for (index, hop) in query.hops.enumerated() {
            let target = try await view.family(hop.targetClass)
            if let warning = target.warning { warnings.append(warning) }
            let direction = try HopPlan.direction(hop, index)
            guard let ends = LinkEnds(hop.predicate, direction, from: current, to: target) else {
                if let failure = current.failure ?? target.failure { throw failure }
                let (owner, other) = direction == .out ? (current, target) : (target, current)
                throw HopPlan.noSuchLink(hop, index, owner.head, other.head)
            }
            planned.append(
                PlannedHop(
                    predicate: hop.predicate,
                    selection: EdgeSelection(
                        direction: direction, predicate: hop.predicate,
                        otherClass: ends.single),
                    classes: ends.several))
            current = target
        }
        hops = planned
        self.warnings = warnings
    }

    /// The one key that start nodes with these values can have; nil when the values leave part of it open.
    func startKey(_ equals: [String: String]) -> InstanceKey? {
        let names = start.keyProperties
        let parts = names.compactMap { equals[$0] }
        guard !names.isEmpty, parts.count == names.count else { return nil }
        return try? InstanceKey(parts: parts)
    }

    private static func direction(_ hop: GraphQuery.Hop, _ index: Int) throws(EngineError)
        -> LinkDirection
    {
        guard let direction = LinkDirection(rawValue: hop.direction ?? "out") else {
            throw EngineError(
                .invalidRequest, "hops[\(index)].direction is \"out\" or \"in\"")
        }
        return direction
    }

    private static func noSuchLink(
        _ hop: GraphQuery.Hop, _ index: Int, _ owner: ClassDefinition, _ other: ClassDefinition
    ) -> EngineError {
        let links = owner.links.map { "\($0.predicate) → \($0.target)" }.joined(separator: ", ")
        return EngineError(
            .invalidRequest,
            "Invalid query: hops[\(index)]: \(owner.id) has no link \(hop.predicate) to "
                + "\(other.id); its links: \(links.isEmpty ? "none" : links)",
            details: JSONObject([("path", .string("hops[\(index)].predicate"))]))
    }
}
