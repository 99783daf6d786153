// The whole system from a seed: relay, workers and projections as processes that are stepped in drawn order, a client
// that writes, and faults between any two calls. When the faults stop, everything must come to rest, and every
// promise hold.

internal import Engine
internal import EventSourcing

package struct Simulation: Sendable {
    private let rig: SimulationRig
    private let plan: SimulationPlan

    package init(_ rig: SimulationRig, _ plan: SimulationPlan = SimulationPlan()) {
        self.rig = rig
        self.plan = plan
    }

    /// One history. Throws only what the stores themselves throw when they are looked at afterwards.
    package func run(seed: UInt64) async throws -> SimulationReport {
        var run = try await SimulatedRun(rig, plan, seed)
        await run.storm()
        var violations: [String] = []
        if try await run.comesToRest() {
            violations = try await SimulationChecks(run, isGapless: rig.isGapless).violations()
        } else {
            violations = try await run.unrest()
        }
        return SimulationReport(
            seed: seed, steps: run.steps, commands: run.client.accepted.count,
            deaths: run.stores.faults.deaths, violations: violations,
            mark: String(run.stores.chance.mark, radix: 16))
    }
}

/// The state of one history.
struct SimulatedRun {
    private static let roles = ["relay", "instance", "ontology", "graph", "documents", "lineage"]
    /// Longer than every lease and session.
    private static let longSeconds = 61.0

    let stores: SimulatedStores
    private let plan: SimulationPlan
    private let loseTail: (@Sendable (_ ports: EnginePorts, _ number: UInt64) -> Void)?
    private(set) var client: SimulatedClient
    private(set) var steps = 0
    private var processes: [SimulatedProcess] = []
    private var oms: (life: Life, engine: Engine)

    init(_ rig: SimulationRig, _ plan: SimulationPlan, _ seed: UInt64) async throws {
        let clock = SimulatedClock()
        let chance = SimulatedChance(seed: seed, trace: plan.trace)
        stores = SimulatedStores(
            ports: try await rig.open(seed, clock), clock: clock, chance: chance,
            faults: Faults(
                Faults.Rates(
                    failsOneIn: plan.failsOneIn, diesOneIn: plan.diesOneIn,
                    doublesOneIn: plan.doublesOneIn), armed: plan.crashPoint),
            adjust: rig.adjust)
        self.plan = plan
        loseTail = rig.loseTail
        client = SimulatedClient(commands: plan.commands)
        let life = stores.life("oms")
        oms = (life, stores.engine("oms", life))
        let stores = stores
        for role in SimulatedRun.roles {
            let count = chance.isOne(in: 3) ? 2 : 1
            processes += (1...count).compactMap { SimulatedProcess(role, number: $0, stores) }
        }
    }

    /// Until the client has sent everything, and for as long as the plan says.
    mutating func storm() async {
        while steps < plan.steps || (!client.isDone && steps < plan.steps * 4) {
            steps += 1
            switch stores.chance.number(below: 100) {
            case 0..<15: await send()
            case 15..<17:
                stores.clock.advance(seconds: Double(stores.chance.number(below: 60)))
            default:
                if let loseTail, stores.chance.isOne(in: plan.losesTailOneIn) {
                    stores.chance.note("the bus loses its end")
                    loseTail(stores.ports, stores.chance.next())
                }
                await stepOne()
            }
        }
    }

    private mutating func send() async {
        await client.send(oms.engine, stores)
        if oms.life.isOver {
            let life = stores.life("oms")
            oms = (life, stores.engine("oms", life))
        }
    }

    private mutating func stepOne() async {
        let now = stores.clock.uptimeSeconds()
        let able = processes.indices.filter { processes[$0].notBefore <= now }
        if able.isEmpty {
            stores.clock.advance(seconds: 0.2)
        } else {
            let index = able[stores.chance.number(below: able.count)]
            await processes[index].step(stores)
        }
        stores.clock.advance(seconds: Double(stores.chance.number(below: 40)) / 100)
    }

    /// Without faults; false when it does not within the plan's rounds.
    mutating func comesToRest() async throws -> Bool {
        stores.faults.stop()
        stores.clock.advance(seconds: SimulatedRun.longSeconds)
        for round in 0..<plan.restRounds {
            if !client.isDone { await send() }
            let now = stores.clock.uptimeSeconds()
            for index in processes.indices where processes[index].notBefore <= now {
                await processes[index].step(stores)
            }
            stores.clock.advance(seconds: 0.5)
            if round % 3 == 2, client.isDone, try await unrest().isEmpty { return true }
        }
        return false
    }

    /// What is still waiting for something.
    func unrest() async throws -> [String] {
        let ports = stores.ports
        var reasons: [String] = []
        let end = try await ports.store.head()
        if end != .start, try await ports.relayCheckpoints.first(atOrAfter: end) == nil {
            reasons.append("the relay has not come to the end of the store")
        }
        for kind in WorkerKind.all {
            let places = try await ports.bus.positions(of: kind.group, topics: kind.topics)
            let lag = places.reduce(0) { $0 + $1.lag }
            if lag > 0 { reasons.append("\(kind.name) is \(lag) records behind") }
            let notes = try await ports.relayCheckpoints.rewinds(
                for: kind.group, in: kind.topics)
            if !notes.isEmpty {
                reasons.append("\(kind.name) has not gone back to what the bus lost")
            }
        }
        let parked = try await ports.parkedWrites.list(PageRequest(limit: 1000)).items
        reasons += parked.map {
            "\($0.event.event.type) \($0.event.event.stream.wireID) is parked"
                + ($0.isReady ? ", ready" : "") + ": \($0.reason)"
        }
        return reasons
    }
}
