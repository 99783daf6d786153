// All ports of one mortal process.

internal import Engine
internal import EventSourcing
internal import Ontology

extension EnginePorts {
    /// The same stores, reached by a process with this life.
    func mortal(_ life: Life) -> EnginePorts {
        var ports = self
        ports.store = MortalStore(base: store, life: life)
        ports.bus = MortalBus(base: bus, life: life)
        ports.relayCheckpoints = MortalRelayCheckpoints(base: relayCheckpoints, life: life)
        ports.guards = MortalGuard(base: guards, life: life)
        ports.graph = MortalGraph(base: graph, life: life)
        ports.documents = MortalDocuments(base: documents, life: life)
        ports.lineage = MortalLineage(base: lineage, life: life)
        ports.deadLetters = MortalDeadLetters(base: deadLetters, life: life)
        ports.parkedWrites = MortalParkedWrites(base: parkedWrites, life: life)
        ports.commandStatus = MortalStatus(base: commandStatus, life: life)
        ports.leases = MortalLeases(base: leases, life: life)
        return ports
    }
}
