// What a contract checker needs of a set of adapters: durable state that can be opened, killed and opened again.

package import EventSourcing
package import Ontology

/// All ports of one open world. Dropping it without a further call is what a kill leaves behind.
package struct Ports: Sendable {
    package var store: any EventStore
    package var bus: any EventBus
    package var relay: any RelayCheckpoints
    package var effects: any EffectGuard
    package var graph: any GraphStore
    package var documents: any DocumentIndex
    package var lineage: any LineageIndex
    package var parked: any ParkedWrites
    package var deadLetters: any DeadLetters
    package var status: any CommandStatus
    package var audit: any AuditTrail
    package var leases: any Leases
    package var board: any WorkerBoard
    package var files: any SourceFiles

    package init(
        store: any EventStore, bus: any EventBus, relay: any RelayCheckpoints,
        effects: any EffectGuard, graph: any GraphStore, documents: any DocumentIndex,
        lineage: any LineageIndex, parked: any ParkedWrites, deadLetters: any DeadLetters,
        status: any CommandStatus, audit: any AuditTrail, leases: any Leases,
        board: any WorkerBoard, files: any SourceFiles
    ) {
        self.store = store
        self.bus = bus
        self.relay = relay
        self.effects = effects
        self.graph = graph
        self.documents = documents
        self.lineage = lineage
        self.parked = parked
        self.deadLetters = deadLetters
        self.status = status
        self.audit = audit
        self.leases = leases
        self.board = board
        self.files = files
    }
}

/// Where the ports leave an adapter a choice, the choice it made. Checkers hold it to that.
package struct AdapterTraits: Sendable {
    /// Events are on the bus as soon as the store has them.
    package var busIsStore: Bool
    /// `append` keeps a group's position in the same commit.
    package var keepsGroupCommit: Bool
    /// Read models keep their checkpoint with their effect.
    package var keepsCheckpoints: Bool
    /// Several owners compete for claims: `held`, leases and fences are real.
    package var hasCompetingOwners: Bool
    /// Records may come again although nothing failed.
    package var redelivers: Bool
    /// Sequences rise by one.
    package var isGapless: Bool

    package init(
        busIsStore: Bool, keepsGroupCommit: Bool, keepsCheckpoints: Bool,
        hasCompetingOwners: Bool, redelivers: Bool, isGapless: Bool
    ) {
        self.busIsStore = busIsStore
        self.keepsGroupCommit = keepsGroupCommit
        self.keepsCheckpoints = keepsCheckpoints
        self.hasCompetingOwners = hasCompetingOwners
        self.redelivers = redelivers
        self.isGapless = isGapless
    }
}

/// The durable state of one set of adapters.
package protocol AdapterWorld: AnyObject, Sendable {
    var traits: AdapterTraits { get }
    /// The clock of leases and deadlines.
    var clock: FixedClock { get }

    /// Opens the state, the first time or after a kill: the ports handed out before are killed, not closed.
    func open() async throws -> Ports

    /// Changes a stored event behind the store's back; false when the adapters offer no way to do so.
    func tamper(with event: EventID) async throws -> Bool

    /// Gives back what the world holds; nothing is used afterwards.
    func end() async
}

/// A set of adapters under test.
package struct AdapterSet: Sendable, CustomStringConvertible {
    package let name: String
    package let partitions: Int
    private let make: @Sendable (_ partitions: Int) async throws -> any AdapterWorld

    package init(
        _ name: String, partitions: Int,
        make: @escaping @Sendable (_ partitions: Int) async throws -> any AdapterWorld
    ) {
        self.name = name
        self.partitions = partitions
        self.make = make
    }

    /// A new, empty world.
    package func world() async throws -> any AdapterWorld { try await make(partitions) }

    package var description: String { "\(name), \(partitions) partition(s)" }
}
