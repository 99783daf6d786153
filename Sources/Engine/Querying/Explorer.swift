// One node with what hangs on it, bundle by bundle, for walking the graph.

internal import EventSourcing
internal import JSONText
internal import Ontology

struct Explorer: Sendable {
    let standpoints: Standpoints

    func explore(_ request: ExploreNode, _ call: CallContext) async throws(EngineError)
        -> Neighbourhood
    {
        let view = try await standpoints.standpoint(
            request.database, branch: request.branch, asOf: request.asOf, call)
        let key = try EngineError.wrapSchema { () throws(SchemaError) in
            try InstanceKey(escaped: request.key)
        }
        let id = NodeID(scope: view.scope, className: request.className, key: key.text)
        let found = try await EngineError.wrapModel { () async throws(ReadModelError) in
            try await view.graph.nodes([id])
        }
        guard let node = found.first else {
            throw EngineError(
                .instanceNotFound, "there is no \(id.text) in \(request.database)\(view.when)")
        }
        guard request.predicate != nil || (request.conditions ?? []).isEmpty else {
            throw EngineError(.invalidRequest, "conditions are on the links of one predicate")
        }
        var bundles: [Neighbourhood.Bundle] = []
        for selection in try await selections(request, view) {
            if let conditions = request.conditions, !conditions.isEmpty {
                bundles.append(try await bundle(id, selection, request, conditions, view))
                continue
            }
            let bundle = try await bundle(id, selection, request, view)
            if !bundle.nodes.isEmpty { bundles.append(bundle) }
        }
        let documents = await view.badges.documents(of: [id], requested: true)
        return Neighbourhood(
            node: view.badges.node(node, documents), bundles: bundles, asOf: view.past?.view)
    }

    /// Links of the class, then links of other classes to it.
    private func selections(_ request: ExploreNode, _ view: Standpoint) async throws(EngineError)
        -> [EdgeSelection]
    {
        let classes = try await view.definitions()
        let own = classes.first { $0.id.text == request.className }
        let outgoing = (own?.links ?? []).map { link in
            EdgeSelection(
                direction: .out, predicate: link.predicate, otherClass: link.target.text)
        }
        let incoming = classes.flatMap { other in
            other.links.filter { $0.target.text == request.className }.map { link in
                EdgeSelection(
                    direction: .in, predicate: link.predicate, otherClass: other.id.text)
            }
        }
        return (outgoing + incoming).filter { selection in
            (request.predicate ?? selection.predicate) == selection.predicate
                && (request.direction ?? selection.direction.rawValue)
                    == selection.direction.rawValue
                && (request.otherClass ?? selection.otherClass) == selection.otherClass
        }
    }

    private func bundle(
        _ id: NodeID, _ selection: EdgeSelection, _ request: ExploreNode, _ view: Standpoint
    ) async throws(EngineError) -> Neighbourhood.Bundle {
        let badges = view.badges
        let edges = try await EngineError.wrapModel { () async throws(ReadModelError) in
            try await view.graph.edges(
                of: id, selection, PageRequest(request.limit, request.after))
        }
        let ends = edges.items.map { edge -> NodeID? in
            if selection.direction == .in { return edge.from }
            if case .resolved(let target) = edge.resolution { return target }
            return nil
        }
        let nodes = try await EngineError.wrapModel { () async throws(ReadModelError) in
            try await view.graph.nodes(ends.compactMap(\.self))
        }
        let byID = Dictionary(nodes.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let documents = await badges.documents(of: nodes.map(\.id), requested: true)
        let views = zip(edges.items, ends).compactMap { edge, end -> GraphAnswer.Node? in
            guard let end else { return badges.absent(edge) }
            return byID[end].map { badges.node($0, documents) }
        }
        return Neighbourhood.Bundle(
            predicate: selection.predicate ?? "", direction: selection.direction.rawValue,
            otherClass: selection.otherClass ?? "", nodes: views, next: edges.next?.text,
            total: edges.next == nil
                ? nil : (try? await view.graph.count(of: id, selection)) ?? nil)
    }
}
