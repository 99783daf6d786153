// Instances for those who look: one from graph and document, many from the documents.

internal import EventSourcing
internal import JSONText
internal import Ontology

struct InstanceReader: Sendable {
    let ports: EnginePorts
    let directory: Directory
    let freshness: Freshness
    let standpoints: Standpoints

    func instance(_ request: GetInstance, _ call: CallContext) async throws(EngineError)
        -> InstanceView
    {
        let view = try await standpoints.standpoint(
            request.database, branch: request.branch, asOf: request.asOf, call)
        let key = try EngineError.wrapSchema { () throws(SchemaError) in
            try InstanceKey(escaped: request.key)
        }
        let id = NodeID(scope: view.scope, className: request.className, key: key.text)
        let nodes = try await EngineError.wrapModel { () async throws(ReadModelError) in
            try await view.graph.nodes([id])
        }
        guard let node = nodes.first else {
            throw EngineError(
                .instanceNotFound, "there is no \(id.text) in \(request.database)\(view.when)")
        }
        let documents = await view.badges.documents(of: [id], requested: true)
        let document = view.badges.document(of: node, documents)
        return InstanceView(
            id: id.text, className: id.className, key: id.key, sequence: node.sequence.value,
            badge: view.badges.badge(node, documents), data: .object(document?.data ?? node.data),
            updatedAt: document?.eventAt.description,
            createdAt: document?.createdAt.description, asOf: view.past?.view,
            eventID: node.event.description)
    }

    func instances(_ request: ListInstances, _ call: CallContext) async throws(EngineError)
        -> PageView<InstanceView>
    {
        let view = try await standpoints.standpoint(
            request.database, branch: request.branch, asOf: request.asOf, call)
        if request.order != nil || request.conditions?.isEmpty == false {
            return try await OrderedInstances(reader: self).page(request, view)
        }
        let words = (request.search ?? "").split(whereSeparator: \.isWhitespace).map(String.init)
        let query = DocumentQuery(
            kind: .instance, scope: view.scope, className: request.className, words: words,
            equals: request.equals)
        let page = try await EngineError.wrapModel { () async throws(ReadModelError) in
            try await view.documents.search(query, PageRequest(request.limit, request.after))
        }
        // Nothing there, and a name that nobody knows, are two answers.
        if page.items.isEmpty, view.past == nil, let className = request.className {
            _ = try await directory.lastDefinition(className, in: view.scope)
        }
        return PageView(
            items: await InstanceReader.views(of: page.items, view), next: page.next?.text,
            asOf: view.past?.view)
    }

    /// Documents as they are shown: those of the past with what has become of them since.
    static func views(of documents: [Document], _ view: Standpoint) async -> [InstanceView] {
        let nodes = documents.map { document in
            GraphNode(
                id: NodeID(
                    scope: view.scope, className: document.id.className, key: document.id.key),
                sequence: document.sequence, event: document.event, data: document.data)
        }
        let now =
            view.past == nil
            ? nil : await view.badges.documents(of: nodes.map(\.id), requested: true)
        return zip(documents, nodes).map { document, node in
            InstanceView(
                id: document.id.text, className: document.id.className,
                key: document.id.key, sequence: document.sequence.value,
                badge: now.map { view.badges.badge(node, $0) } ?? Badge(.full),
                data: .object(document.data), updatedAt: document.eventAt.description,
                createdAt: document.createdAt.description, asOf: nil,
                eventID: document.event.description)
        }
    }

    func count(_ request: CountInstances, _ call: CallContext) async throws(EngineError) -> Int {
        let view = try await standpoints.standpoint(
            request.database, branch: request.branch, asOf: request.asOf, call)
        if let past = view.past { return past.count(of: request.className) }
        let counts = try await EngineError.wrapModel { () async throws(ReadModelError) in
            try await view.graph.counts(view.scope)
        }
        return counts.first { $0.className == request.className }?.nodes ?? 0
    }
}
