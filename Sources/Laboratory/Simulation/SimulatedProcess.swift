// One process of one role: a loop on ports that die with it. When it is dead another takes its place, with nothing but
// what the stores kept.

internal import Engine
internal import EventSourcing

struct SimulatedProcess {
    let role: String
    let name: String
    private(set) var life: Life
    private(set) var loop: any SteppableLoop
    /// By the uptime: the loop asked not to be stepped before.
    private(set) var notBefore = 0.0

    init?(_ role: String, number: Int, _ stores: SimulatedStores) {
        self.role = role
        name = "\(role)\(number)"
        guard let (life, loop) = SimulatedProcess.begin(role, name, stores) else { return nil }
        (self.life, self.loop) = (life, loop)
    }

    mutating func step(_ stores: SimulatedStores) async {
        let pace = await loop.step(patienceSeconds: 0)
        if case .after(let seconds) = pace {
            notBefore = stores.clock.uptimeSeconds() + seconds
        }
        if life.isOver { revive(stores) }
    }

    mutating func revive(_ stores: SimulatedStores) {
        guard let (life, loop) = SimulatedProcess.begin(role, name, stores) else { return }
        (self.life, self.loop) = (life, loop)
        notBefore = 0
    }

    private static func begin(_ role: String, _ name: String, _ stores: SimulatedStores)
        -> (Life, any SteppableLoop)?
    {
        let life = stores.life(name)
        let loops = stores.engine(role, life).loops()
        return loops.first { $0.name == role }.map { (life, $0) }
    }
}

/// What all processes of one run share.
struct SimulatedStores: Sendable {
    let ports: EnginePorts
    let clock: SimulatedClock
    let chance: SimulatedChance
    let faults: Faults
    let adjust: @Sendable (_ role: String, _ ports: inout EnginePorts) -> Void

    func life(_ name: String) -> Life { Life(name, chance, faults) }

    /// The engine of a process with this role.
    func engine(_ role: String, _ life: Life) -> Engine {
        var ports = ports.mortal(life)
        let faults = faults
        ports.crashPoints = CrashPoints { point in
            if faults.fires(at: point) { life.end() }
        }
        adjust(role, &ports)
        return Engine(ports: ports, settings: SimulatedStores.settings)
    }

    /// The engine of somebody who only looks, and to whom nothing happens.
    var observer: Engine { Engine(ports: ports, settings: SimulatedStores.settings) }

    private static let settings = EngineSettings(
        version: "simulation", mode: "connected", processID: 1, readYourWritesSeconds: 0)
}
