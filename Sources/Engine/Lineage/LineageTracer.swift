// Why a node or an edge is there. The lineage of one aggregate is its stream: each domain event with the command that
// caused it. What was made of it is asked of the read models.

internal import EventSourcing
internal import JSONText
internal import Ontology

struct LineageTracer: Sendable {
    let ports: EnginePorts
    let standpoints: Standpoints

    func trace(_ request: TraceLineage, _ call: CallContext) async throws(EngineError)
        -> LineageView
    {
        let view = try await standpoints.standpoint(
            request.database, branch: request.branch, asOf: request.asOf, call)
        let key = try EngineError.wrapSchema { () throws(SchemaError) in
            try InstanceKey(escaped: request.key)
        }
        let id = NodeID(scope: view.scope, className: request.className, key: key.text)
        let events = try await stream(id.stream).filter { event in
            view.past.map { event.position <= $0.position } ?? true
        }
        guard !events.isEmpty else {
            throw EngineError(
                .instanceNotFound,
                "nothing was ever written of \(id.text) in \(request.database)\(view.when)")
        }
        var steps = LineageTracer.steps(events)
        var lineage = LineageView(
            subject: id.text, isLive: false, steps: [], effects: try await effects(id, view),
            asOf: view.past?.view)
        if let predicate = request.predicate {
            let edge = try await edge(id, predicate, request.target, view)
            lineage.subject = "\(id.text) -\(predicate)-> \(edge.target.text)"
            lineage.effects = LineageTracer.effects(edge)
            steps = LineageTracer.steps(events.filter { LineageTracer.writes(edge, $0, events) })
        }
        lineage.steps = steps
        lineage.isLive = !lineage.effects.isEmpty
        return lineage
    }

    func stream(_ id: StreamID) async throws(EngineError) -> [RecordedEvent] {
        var events: [RecordedEvent] = []
        while true {
            let after = events.last?.sequence ?? .none
            let more = try await EngineError.wrapStore { () async throws(EventStoreError) in
                try await ports.store.read(id, after: after, limit: 500)
            }
            events += more
            if more.count < 500 { return events }
        }
    }

    private static func steps(_ events: [RecordedEvent]) -> [LineageView.Step] {
        let commands = Dictionary(
            events.filter { $0.event.kind == .command }.map { ($0.event.id, $0.event) },
            uniquingKeysWith: { first, _ in first })
        return events.filter { $0.event.kind == .domain }.map { recorded in
            let command = recorded.event.cause.flatMap { commands[$0] }
            let source = CommandSource(command)
            return LineageView.Step(
                eventID: recorded.event.id.description, eventType: recorded.event.type,
                sequence: recorded.sequence.value, position: recorded.position.description,
                occurredAt: recorded.event.occurredAt.description,
                commandID: recorded.event.cause?.description,
                commandType: command.map {
                    CommandType(eventType: $0.type)?.rawValue ?? $0.type
                },
                commandAt: command?.occurredAt.description, actor: recorded.event.actor,
                file: source.file, fileHash: source.fileHash, sheet: source.sheet,
                row: source.row)
        }
    }

    /// Whether this event is the one that brought the edge: it has it and the state before did not. Commands stay, so
    /// that a step finds its cause.
    private static func writes(
        _ edge: GraphEdge, _ recorded: RecordedEvent, _ events: [RecordedEvent]
    ) -> Bool {
        guard recorded.event.kind == .domain else { return true }
        let link = LinkValue(predicate: edge.predicate, target: edge.target)
        guard InstanceContent(recorded.event)?.links.contains(link) == true else { return false }
        let before = events.last { other in
            other.event.kind == .domain && other.sequence < recorded.sequence
                && other.event.type != DomainEventType.commandFailed.rawValue
        }
        guard let before else { return true }
        return InstanceContent(before.event)?.links.contains(link) != true
    }

    private func edge(
        _ id: NodeID, _ predicate: String, _ target: String?, _ view: Standpoint
    ) async throws(EngineError) -> GraphEdge {
        var page = PageRequest(limit: 200)
        repeat {
            let request = page
            let edges = try await EngineError.wrapModel { () async throws(ReadModelError) in
                try await view.graph.edges(
                    of: id, EdgeSelection(direction: .out, predicate: predicate), request)
            }
            let match = edges.items.first { edge in
                guard let target else { return true }
                if case .resolved(let node) = edge.resolution, node.text == target { return true }
                return edge.target.text == target
            }
            if let match { return match }
            page.after = edges.next
        } while page.after != nil
        throw EngineError(
            .notFound,
            "\(id.text) has no link \(predicate)" + (target.map { " to \($0)" } ?? "") + view.when)
    }

    private static func effects(_ edge: GraphEdge) -> [LineageView.Effect] {
        let end =
            switch edge.resolution {
            case .resolved(let node): node.text
            case .dangling: "\(edge.target.text) (dangling)"
            case .ambiguous: "\(edge.target.text) (ambiguous)"
            }
        return [LineageView.Effect(kind: "link out", text: "\(edge.predicate) → \(end)")]
    }

    private func effects(_ id: NodeID, _ view: Standpoint) async throws(EngineError)
        -> [LineageView.Effect]
    {
        try await EngineError.wrapModel { () async throws(ReadModelError) in
            var effects: [LineageView.Effect] = []
            guard let node = try await view.graph.nodes([id]).first else { return [] }
            effects.append(
                LineageView.Effect(kind: "node", text: "\(id.text) sequence \(node.sequence)"))
            if let document = try await ports.documents.documents([DocumentID(id)]).first,
                view.past == nil || document.sequence == node.sequence
            {
                effects.append(
                    LineageView.Effect(
                        kind: "document", text: "\(id.text) sequence \(document.sequence)"))
            }
            for direction in LinkDirection.allCases {
                let edges = try await view.graph.edges(
                    of: id, EdgeSelection(direction: direction), PageRequest(limit: 20))
                for edge in edges.items {
                    effects.append(LineageTracer.effect(edge, direction))
                }
                if edges.next != nil {
                    effects.append(
                        LineageView.Effect(kind: "link \(direction.rawValue)", text: "and more"))
                }
            }
            return effects
        }
    }

    private static func effect(_ edge: GraphEdge, _ direction: LinkDirection) -> LineageView.Effect
    {
        direction == .out
            ? effects(edge)[0]
            : LineageView.Effect(kind: "link in", text: "\(edge.from.text) → \(edge.predicate)")
    }
}
