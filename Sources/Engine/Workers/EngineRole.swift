// What a process of the pipeline does. In one process all of it; on servers each may run alone, any number of times.

package enum EngineRole: String, Hashable, Sendable, CaseIterable {
    case messageRelay = "message-relay"
    /// Decides commands of instances, and brings their events into the graph.
    case instanceWorker = "instance-worker"
    case ontologyWorker = "ontology-worker"
    /// Documents and lineage.
    case projectionWorker = "projection-worker"
}
