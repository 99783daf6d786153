// The consumers of the engine: their groups, what they read, and what they are called on every screen.

package import EventSourcing
internal import Ontology

extension WorkerKind {
    package static let instance = WorkerKind(
        name: "instance", group: ConsumerGroup("instance-worker-group"),
        topics: [.instanceCommands])
    package static let ontology = WorkerKind(
        name: "ontology", group: ConsumerGroup("ontology-worker-group"),
        topics: [.databaseCommands, .ontologyCommands])
    package static let graph = WorkerKind(
        name: "graph", group: ConsumerGroup("graph-worker-group"),
        topics: [.ontologyEvents, .instanceEvents])
    package static let documents = WorkerKind(
        name: "documents", group: ConsumerGroup("projection-worker-group"),
        topics: [.ontologyEvents, .instanceEvents])
    package static let lineage = WorkerKind(
        name: "lineage", group: ConsumerGroup("lineage-worker-group"),
        topics: [.ontologyEvents, .instanceEvents])

    package static let all = [instance, ontology, graph, documents, lineage]
    /// Those that keep their checkpoint with their effect where the store can.
    package static let readModels = [graph, documents, lineage]

    package static func named(_ name: String) -> WorkerKind? { all.first { $0.name == name } }
}
