// Databases and classes for those who look: definitions from the documents, counts from the graph, one class from its
// own stream.

internal import EventSourcing
internal import JSONText
internal import Ontology

struct Catalogue: Sendable {
    let ports: EnginePorts
    let aggregates: AggregateReader
    let directory: Directory
    let freshness: Freshness

    func databases() async throws(EngineError) -> PageView<DatabaseView> {
        await freshness.waitForAll()
        var views: [DatabaseView] = []
        for document in try await all(DocumentQuery(kind: .database)) {
            let name = document.id.scope.database
            let scope = GraphScope(
                database: name, epoch: document.data["epoch"]?.integer ?? 0)
            let counts = try await counts(scope)
            let classes = try await EngineError.wrapModel { () async throws(ReadModelError) in
                try await ports.documents.count(
                    DocumentQuery(kind: .ontologyClass, scope: scope))
            }
            views.append(
                DatabaseView(
                    name: name, description: document.data["description"]?.string ?? "",
                    createdAt: document.createdAt.description,
                    sequence: document.sequence.value, classes: classes,
                    instances: counts.reduce(0) { $0 + $1.nodes }, state: "live"))
        }
        return PageView(items: views, next: nil)
    }

    func classes(_ database: String, _ branch: String?) async throws(EngineError)
        -> PageView<ClassView>
    {
        let scope = try await directory.scope(database, branch: branch)
        await freshness.wait(for: database)
        let definitions = try await self.definitions(in: scope)
        let counts = try await counts(scope)
        let views = definitions.map { document, definition in
            ClassView(
                definition, sequence: document.sequence.value, state: "live",
                counts: counts.first { $0.className == definition.id.text },
                incoming: definitions.map(\.1), document: document)
        }
        return PageView(items: views, next: nil)
    }

    func classView(_ database: String, _ className: String, _ branch: String?)
        async throws(EngineError) -> ClassView
    {
        let scope = try await directory.scope(database, branch: branch)
        await freshness.wait(for: database)
        let outlook = try await directory.outlook(className, in: scope)
        guard let definition = outlook.expected(0).definition ?? outlook.current.definition else {
            throw .noClass(className, in: database)
        }
        let counts = try await counts(scope)
        let all = try await definitions(in: scope)
        return ClassView(
            definition, sequence: outlook.sequence.value, state: Catalogue.state(of: outlook),
            counts: counts.first { $0.className == definition.id.text },
            incoming: all.map(\.1), document: all.first { $0.1.id == definition.id }?.0)
    }

    /// Every class of a scope that has been decided, by id.
    func definitions(in scope: GraphScope) async throws(EngineError) -> [(
        Document, ClassDefinition
    )] {
        try await all(DocumentQuery(kind: .ontologyClass, scope: scope)).compactMap { document in
            (try? ClassDefinition(json: .object(document.data))).map { (document, $0) }
        }
    }

    /// The classes that name this one as their parent.
    func children(of className: String, in scope: GraphScope) async throws(EngineError)
        -> [ClassDefinition]
    {
        try await all(
            DocumentQuery(
                kind: .ontologyClass, scope: scope, equals: ["parent_class": className])
        ).compactMap { try? ClassDefinition(json: .object($0.data)) }
    }

    func counts(_ scope: GraphScope) async throws(EngineError) -> [GraphCount] {
        try await EngineError.wrapModel { () async throws(ReadModelError) in
            try await ports.graph.counts(scope)
        }
    }

    private func all(_ query: DocumentQuery) async throws(EngineError) -> [Document] {
        var documents: [Document] = []
        var page = PageRequest(limit: 1000)
        while true {
            let request = page
            let answer = try await EngineError.wrapModel { () async throws(ReadModelError) in
                try await ports.documents.search(query, request)
            }
            documents += answer.items
            guard let next = answer.next else { return documents }
            page.after = next
        }
    }

    private static func state(of outlook: Outlook<ClassAggregate>) -> String {
        guard let last = outlook.pending.last?.event else { return "live" }
        switch CommandType(eventType: last.type) {
        case .createClass: return "creating"
        case .deleteClass: return "deleting"
        default: return "updating"
        }
    }
}

extension ClassView {
    init(
        _ definition: ClassDefinition, sequence: Int, state: String, counts: GraphCount?,
        incoming classes: [ClassDefinition], document: Document?
    ) {
        let key = definition.keyProperties
        self.init(
            id: definition.id.text, label: definition.label,
            description: definition.description, sequence: sequence, state: state,
            instances: counts?.nodes ?? 0, key: key,
            properties: definition.properties.map { property in
                Property(
                    name: property.name, type: property.type.name, label: property.label,
                    isRequired: property.isRequired, isKey: key.contains(property.name),
                    linkedBy: definition.links.first {
                        $0.sourceProperties == [property.name]
                    }?.predicate)
            },
            links: definition.links.map { link in
                Link(
                    predicate: link.predicate, target: link.target.text,
                    cardinality: link.cardinality.rawValue, label: link.label,
                    sourceProperties: link.sourceProperties,
                    targetProperties: link.targetProperties,
                    edges: counts?.links[link.predicate]?.total ?? 0,
                    unresolved: counts?.links[link.predicate]?.unresolved ?? 0)
            },
            incoming: ClassView.incoming(to: definition.id, classes),
            definition: definition.json, metadata: .object(definition.metadata),
            createdAt: document?.createdAt.description, updatedAt: document?.eventAt.description)
    }

    private static func incoming(to id: ClassID, _ classes: [ClassDefinition]) -> [Incoming] {
        classes.flatMap { other in
            other.links.filter { $0.target == id }.map { link in
                Incoming(
                    className: other.id.text, predicate: link.predicate,
                    cardinality: link.cardinality.inverse.rawValue)
            }
        }
    }
}
