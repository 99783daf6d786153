// Everything that the engine stands on, handed down from the composition root. Only it knows which adapters these are.

package import EventSourcing
package import Ontology

package struct EnginePorts: Sendable {
    package var store: any EventStore
    package var bus: any EventBus
    package var relayCheckpoints: any RelayCheckpoints
    package var guards: any EffectGuard
    package var graph: any GraphStore
    package var documents: any DocumentIndex
    package var lineage: any LineageIndex
    package var deadLetters: any DeadLetters
    package var parkedWrites: any ParkedWrites
    package var commandStatus: any CommandStatus
    package var audit: any AuditTrail
    package var leases: any Leases
    package var board: any WorkerBoard
    package var sources: any SourceFiles
    package var clock: any Clock
    package var ids: any IDs
    package var randomness: any Randomness
    /// Nil: nobody can be asked for sheets.
    package var sheets: (any SheetSource)?
    /// Told at the moments where a death must not hurt.
    package var crashPoints: CrashPoints

    package init(
        store: any EventStore, bus: any EventBus, relayCheckpoints: any RelayCheckpoints,
        guards: any EffectGuard, graph: any GraphStore, documents: any DocumentIndex,
        lineage: any LineageIndex, deadLetters: any DeadLetters, parkedWrites: any ParkedWrites,
        commandStatus: any CommandStatus, audit: any AuditTrail, leases: any Leases,
        board: any WorkerBoard, sources: any SourceFiles, clock: any Clock, ids: any IDs,
        randomness: any Randomness, crashPoints: CrashPoints = .inert
    ) {
        self.store = store
        self.bus = bus
        self.relayCheckpoints = relayCheckpoints
        self.guards = guards
        self.graph = graph
        self.documents = documents
        self.lineage = lineage
        self.deadLetters = deadLetters
        self.parkedWrites = parkedWrites
        self.commandStatus = commandStatus
        self.audit = audit
        self.leases = leases
        self.board = board
        self.sources = sources
        self.clock = clock
        self.ids = ids
        self.randomness = randomness
        self.crashPoints = crashPoints
    }
}
