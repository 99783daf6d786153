// Faults as a programmer makes them, put between a role and its ports: the simulation must notice each.

import Engine
import EventSourcing
import Testing

enum PlantedFault: String, CaseIterable, CustomTestStringConvertible {
    /// A worker gives its answers ids of their own instead of those computed from the command.
    case forgetsTheIdempotencyKey
    /// A consumer commits what it has polled before it has handled it.
    case commitsBeforeTheEffect
    /// The relay takes a publication that failed for done.
    case losesPublications
    /// The relay does not notice that the bus lost what it had acknowledged.
    case overlooksLosses
    /// Consumers stay beyond what the bus lost while it is filled again.
    case staysBehindLosses
    /// A projection takes a change that the read model refused for done.
    case losesChanges
    /// Nobody wakes what waits for a class.
    case neverReleases

    var testDescription: String { rawValue }

    var plant: @Sendable (_ role: String, _ ports: inout EnginePorts) -> Void {
        switch self {
        case .forgetsTheIdempotencyKey:
            { role, ports in
                guard role == "instance" else { return }
                ports.store = RenamingStore(base: ports.store, ids: ports.ids)
            }
        case .commitsBeforeTheEffect:
            { role, ports in
                guard role != "oms" else { return }
                ports.bus = HastyBus(base: ports.bus)
            }
        case .losesPublications:
            { role, ports in
                guard role == "relay" else { return }
                ports.bus = CarelessBus(base: ports.bus)
            }
        case .overlooksLosses:
            { role, ports in
                guard role == "relay" else { return }
                ports.bus = ObliviousBus(base: ports.bus)
            }
        case .staysBehindLosses:
            { role, ports in
                guard role != "relay" else { return }
                ports.relayCheckpoints = SilentCheckpoints(base: ports.relayCheckpoints)
            }
        case .losesChanges:
            { role, ports in
                guard role == "documents" else { return }
                ports.documents = CarelessDocuments(base: ports.documents)
            }
        case .neverReleases:
            { _, ports in ports.parkedWrites = SleepyParking(base: ports.parkedWrites) }
        }
    }
}
