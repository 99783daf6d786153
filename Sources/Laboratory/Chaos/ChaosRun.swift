// One run on processes: the parts start, clients write, the plan is carried out, the clients end, everything comes to
// rest, and every promise is checked.

package import Engine
internal import EventSourcing

/// Told how far a run is; must return at once.
package typealias ChaosTeller = @Sendable (Progress) -> Void

package struct ChaosRun: Sendable {
    private let rig: ChaosRig
    private let plan: ChaosPlan
    private let plant: ChaosPlant?
    private let comparison: Comparison?
    private let tell: ChaosTeller
    private let ledger = ChaosLedger()

    /// A run of so many commands of each client, whose portable exports must be these.
    package struct Comparison: Sendable {
        package var commands: Int
        package var portable: [String: [String]]

        package init(commands: Int, portable: [String: [String]]) {
            self.commands = commands
            self.portable = portable
        }
    }

    /// `comparison`: nil: the clients write for as long as the plan takes. `tell`: progress, at each blow.
    package init(
        _ rig: ChaosRig, _ plan: ChaosPlan, plant: ChaosPlant? = nil,
        comparison: Comparison? = nil,
        tell: @escaping ChaosTeller
    ) {
        self.rig = rig
        self.plan = plan
        self.plant = plant
        self.comparison = comparison
        self.tell = tell
    }

    /// What was done and found.
    package struct Outcome: Sendable {
        package var steps: [ChaosReport.Step]
        package var counts: [String: Int]
        package var checks: [ChaosCheck]
    }

    /// Leaves no process behind, also when it throws or is cancelled.
    package func run() async throws -> Outcome {
        let stage = ChaosStage(rig, ledger, seed: plan.seed)
        let result: Result<Outcome, any Error>
        do {
            result = .success(try await run(on: stage))
        } catch {
            result = .failure(error)
        }
        await stage.abandon()
        return try result.get()
    }

    private func run(on stage: ChaosStage) async throws -> Outcome {
        tell(Progress(phase: "starting", done: 0, total: plan.blows.count))
        try await stage.open()
        let load = ChaosLoad(
            seed: plan.seed, door: rig.door, engine: rig.engine, ledger: ledger,
            pause: .milliseconds(8))
        try await load.open()
        let isOver = Flag()
        async let writing = write(load, until: isOver)
        // When this throws, the clients are cancelled.
        let steps = try await carryOut(on: stage)
        isOver.raise()
        let scripts = try await writing
        let checks = try await judge(scripts, stage)
        return Outcome(steps: steps, counts: await counts(stage), checks: checks)
    }

    private func write(_ load: ChaosLoad, until isOver: Flag) async throws -> [ChaosScript] {
        if let comparison { return try await load.run(commands: comparison.commands) }
        return try await load.run(until: isOver)
    }

    private func carryOut(on stage: ChaosStage) async throws -> [ChaosReport.Step] {
        let begin = ContinuousClock.now
        var steps: [ChaosReport.Step] = []
        func elapsed() -> Double { (ContinuousClock.now - begin) / .seconds(1) }
        for (number, blow) in plan.blows.enumerated() {
            if plan.mode == .soak, elapsed() >= Double(plan.seconds) { break }
            tell(Progress(phase: blow.text, done: number, total: plan.blows.count))
            try await Task.sleep(for: .milliseconds(blow.waitMilliseconds))
            await stage.lookAfter()
            if number == plan.blows.count / 3 { try await plant?.prepare(rig, stage) }
            let at = elapsed()
            try await stage.strike(blow)
            steps.append(
                ChaosReport.Step(
                    atSeconds: at, target: blow.target.name, fault: blow.fault.name,
                    tookSeconds: elapsed() - at))
        }
        // A last stretch without disturbance, in which everything must go on.
        try await Task.sleep(for: .milliseconds(300))
        return steps
    }

    private func judge(_ scripts: [ChaosScript], _ stage: ChaosStage) async throws -> [ChaosCheck] {
        tell(Progress(phase: "coming to rest", done: 0))
        try await plant?.strike(rig, stage)
        let witness = ChaosWitness(rig.engine)
        let isEmbedded = rig.profile == "embedded"
        let unrest = try await witness.unrest(withinSeconds: isEmbedded ? 60 : 180)
        let wanted = ChaosExpectation(
            scripts, ledger,
            opening: ChaosShop.opening(seed: plan.seed).compactMap(\.commandID),
            isGapless: rig.isGapless)
        tell(Progress(phase: "checking", done: 0))
        // A rebuild of an index that other processes write belongs to one process.
        var found = try await witness.look(wanted, isRebuilt: isEmbedded)
        found.unrest = unrest
        if let comparison {
            found.portable = try await witness.exports(isPortable: true)
            found.portableInOrder = comparison.portable
        }
        try await stage.close()
        let blows = plan.blows.count
        return [
            ChaosCheck(.answers, examined: wanted.acknowledged.count, ledger.wrongs(.answers)),
            ChaosCheck(.parts, examined: rig.parts.count, ledger.wrongs(.parts)),
            ChaosCheck(.plan, examined: blows, ledger.wrongs(.plan)),
        ] + ChaosChecks.all(found, wanted)
    }

    private func counts(_ stage: ChaosStage) async -> [String: Int] {
        var counts: [String: Int] = [:]
        for kind in ChaosWrite.Kind.allCases {
            counts[kind.rawValue] = ledger.acknowledged(kind)
        }
        for tally in ChaosLedger.Tally.allCases { counts[tally.rawValue] = ledger.tally(tally) }
        counts["acknowledged"] = ledger.acknowledged.count
        counts["republished"] = await stage.republished
        return counts
    }
}
