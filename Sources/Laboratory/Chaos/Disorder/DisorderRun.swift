// Two engines do the same commands: one undisturbed, one behind a bus that delivers in any order, late and again. Both
// must end with the same portable exports.

package import Engine
internal import EventSourcing
internal import Synchronization

package struct DisorderRun: Sendable {
    private let rig: DisorderRig
    private let folder: String
    private let seed: UInt64
    /// Of each client.
    private let commands: Int
    private let plant: @Sendable (EnginePorts) -> EnginePorts

    /// `plant`: what else is changed in the ports of the disturbed one, to show that it is noticed.
    package init(
        _ rig: DisorderRig, folder: String, seed: UInt64, commands: Int,
        plant: @escaping @Sendable (EnginePorts) -> EnginePorts = { $0 }
    ) {
        self.rig = rig
        self.folder = folder
        self.seed = seed
        self.commands = commands
        self.plant = plant
    }

    package struct Outcome: Sendable {
        package var checks: [ChaosCheck]
        package var tally: ShuffledBus.Tally
        package var ledger: ChaosLedger
    }

    package func run() async throws -> Outcome {
        let inOrder = try await portableInOrder()
        let buses = Mutex<[ShuffledBus]>([])
        let engine = try await rig.open(folder + "/disorder") { [seed, plant] ports in
            let bus = ShuffledBus(ports.bus, seed: seed)
            buses.withLock { $0.append(bus) }
            var ports = ports
            ports.bus = bus
            return plant(ports)
        }
        let tally = { @Sendable in buses.withLock { $0.first?.tally } ?? ShuffledBus.Tally() }
        let ledger = ChaosLedger()
        let result: Result<[ChaosCheck], any Error>
        do {
            result = .success(try await disturbed(engine.client, ledger, inOrder, tally))
        } catch {
            result = .failure(error)
        }
        await engine.stop()
        return Outcome(checks: try result.get(), tally: tally(), ledger: ledger)
    }

    /// The portable exports of an undisturbed run.
    package func portableInOrder() async throws -> [String: [String]] {
        let engine = try await rig.open(folder + "/order") { $0 }
        let result: Result<[String: [String]], any Error>
        do {
            let ledger = ChaosLedger()
            _ = try await load(engine.client, ledger).run(commands: commands)
            let witness = ChaosWitness(engine.client)
            let unrest = try await witness.unrest(withinSeconds: 60)
            guard unrest.isEmpty else {
                throw LaboratoryError.unexpected("the undisturbed run does not end: \(unrest)")
            }
            result = .success(try await witness.exports(isPortable: true))
        } catch {
            result = .failure(error)
        }
        await engine.stop()
        return try result.get()
    }

    private func disturbed(
        _ client: any EngineClient, _ ledger: ChaosLedger, _ inOrder: [String: [String]],
        _ tally: @Sendable () -> ShuffledBus.Tally
    ) async throws -> [ChaosCheck] {
        let scripts = try await load(client, ledger).run(commands: commands)
        let witness = ChaosWitness(client)
        // Lag counts what was committed, which passes over what is kept back.
        let deadline = ContinuousClock.now + .seconds(60)
        var unrest = try await witness.unrest(withinSeconds: 60)
        while tally().keptBack > 0, ContinuousClock.now < deadline {
            try await Task.sleep(for: .milliseconds(20))
        }
        if tally().keptBack > 0 { unrest.append("\(tally().keptBack) records are kept back") }
        // The batch that brought the last of them is applied before the next poll.
        try await Task.sleep(for: .milliseconds(100))
        let wanted = ChaosExpectation(
            scripts, ledger, opening: ChaosShop.opening(seed: seed).compactMap(\.commandID),
            isGapless: true)
        var found = try await witness.look(wanted, isRebuilt: false)
        found.unrest = unrest
        found.portable = try await witness.exports(isPortable: true)
        found.portableInOrder = inOrder
        let checks =
            [
                ChaosCheck(.answers, examined: wanted.acknowledged.count, ledger.wrongs(.answers)),
                ChaosCheck(.plan, examined: tally().delivered, idle(tally())),
            ] + ChaosChecks.all(found, wanted)
        return checks.map { check in
            var check = check
            check.run = "deliveries"
            return check
        }
    }

    /// A run in which nothing was out of order proves nothing.
    private func idle(_ tally: ShuffledBus.Tally) -> [String] {
        (tally.again > 0 ? [] : ["nothing was delivered again"])
            + (tally.tooLate > 0 ? [] : ["nothing came too late"])
    }

    private func load(_ client: any EngineClient, _ ledger: ChaosLedger) async throws -> ChaosLoad {
        let load = ChaosLoad(
            seed: seed, door: EngineDoor(client), engine: client, ledger: ledger, pause: .zero)
        try await load.open()
        return load
    }
}
