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
            createdAt: document?.createdAt.description, asOf: view.past?.view)
    }

    func instances(_ request: ListInstances) async throws(EngineError) -> PageView<InstanceView> {
        let scope = try await directory.scope(request.database, branch: request.branch)
        await freshness.wait(for: request.database)
        let words = (request.search ?? "").split(whereSeparator: \.isWhitespace).map(String.init)
        let query = DocumentQuery(
            kind: .instance, scope: scope, className: request.className, words: words,
            equals: request.equals)
        let page = try await EngineError.wrapModel { () async throws(ReadModelError) in
            try await ports.documents.search(query, PageRequest(request.limit, request.after))
        }
        return PageView(
            page.map { document in
                InstanceView(
                    id: document.id.text, className: document.id.className,
                    key: document.id.key, sequence: document.sequence.value, badge: Badge(.full),
                    data: .object(document.data), updatedAt: document.eventAt.description,
                    createdAt: document.createdAt.description)
            })
    }

    func count(_ request: CountInstances) async throws(EngineError) -> Int {
        let scope = try await directory.scope(request.database, branch: request.branch)
        await freshness.wait(for: request.database)
        let counts = try await EngineError.wrapModel { () async throws(ReadModelError) in
            try await ports.graph.counts(scope)
        }
        return counts.first { $0.className == request.className }?.nodes ?? 0
    }
}
