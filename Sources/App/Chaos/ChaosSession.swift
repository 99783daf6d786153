// A chaos run from the options to the report, on the profile that the configuration says.

import Engine
import Foundation
import Laboratory

struct ChaosSession: Sendable {
    let mode: ChaosPlan.Mode
    let seed: UInt64
    let seconds: Int
    let folder: String?
    let isKept: Bool
    /// The script that may stop servers.
    let control: String?
    let plant: ChaosPlant?

    func run(_ tell: @escaping ChaosTeller) async throws -> ChaosReport {
        let configuration = try AppConfiguration.load()
        let isConnected = configuration.value("mode") == "connected"
        let place = try ChaosPlace(below: folder)
        let begin = ContinuousClock.now
        let result: Result<ChaosReport, any Error>
        do {
            let part =
                isConnected
                ? try await connected(configuration, place, tell) : try await embedded(place, tell)
            result = .success(
                report(part, isConnected, (ContinuousClock.now - begin) / .seconds(1)))
        } catch {
            result = .failure(error)
        }
        if !isKept { place.folder.remove() }
        var report = try result.get()
        if isKept { report.folder = place.folder.path }
        return report
    }

    /// What a run came to, before it is a report.
    private struct Part: Sendable {
        var steps: [ChaosReport.Step] = []
        var counts: [String: Int] = [:]
        var checks: [ChaosCheck] = []

        mutating func add(_ outcome: ChaosRun.Outcome) {
            steps += outcome.steps
            counts.merge(outcome.counts) { $0 + $1 }
            checks += outcome.checks
        }

        mutating func add(_ outcome: DisorderRun.Outcome) {
            counts["deliveries"] = outcome.tally.delivered
            counts["deliveredAgain"] = outcome.tally.again
            counts["deliveredTooLate"] = outcome.tally.tooLate
            counts["acknowledged", default: 0] += outcome.ledger.acknowledged.count
            checks += outcome.checks
        }
    }

    /// Commands of each client in a run out of order, for so many seconds.
    private static func commands(_ seconds: Int) -> Int { min(max(seconds * 20, 60), 20_000) }

    private func embedded(_ place: ChaosPlace, _ tell: @escaping ChaosTeller)
        async throws -> Part
    {
        var part = Part()
        if mode != .outOfOrder {
            // A soak ends with a fifth of its time for deliveries, in this process.
            let share = mode == .soak ? max(1, seconds * 4 / 5) : seconds
            let plan: ChaosPlan =
                mode == .soak
                ? .soak(.embedded, seed: seed, seconds: share)
                : .lite(.embedded, seed: seed, seconds: share)
            part.add(
                try await ChaosRun(place.embedded, plan, plant: plant, tell: tell).run())
        }
        if mode != .lite {
            tell(Progress(phase: "delivering out of order", done: 0))
            let share = mode == .soak ? max(1, seconds / 5) : seconds
            part.add(
                try await DisorderRun(
                    .embedded, folder: place.folder.path, seed: seed,
                    commands: Self.commands(share)
                ).run())
        }
        return part
    }

    private func connected(
        _ configuration: AppConfiguration, _ place: ChaosPlace,
        _ tell: @escaping ChaosTeller
    ) async throws -> Part {
        var control: ServerControl?
        if let script = self.control { control = try await ServerControl(script: script) }
        let servers = try await ConnectedChaos.open(configuration, place, control: control)
        let result: Result<ChaosRun.Outcome, any Error>
        do {
            result = .success(try await connected(servers.rig, place, tell))
        } catch {
            result = .failure(error)
        }
        await servers.close()
        var part = Part()
        part.add(try result.get())
        return part
    }

    private func connected(
        _ rig: ChaosRig, _ place: ChaosPlace, _ tell: @escaping ChaosTeller
    ) async throws -> ChaosRun.Outcome {
        switch mode {
        case .lite:
            return try await ChaosRun(
                rig, .lite(rig.cast, seed: seed, seconds: seconds), tell: tell
            ).run()
        case .soak:
            return try await ChaosRun(
                rig, .soak(rig.cast, seed: seed, seconds: seconds), tell: tell
            ).run()
        case .outOfOrder:
            // The same scripts in order on files, to compare with.
            tell(Progress(phase: "the same in order", done: 0))
            let commands = Self.commands(seconds) / 4
            let inOrder = try await DisorderRun(
                .embedded, folder: place.folder.path, seed: seed, commands: commands
            ).portableInOrder()
            return try await ChaosRun(
                rig, .outOfOrder(seed: seed, seconds: seconds),
                comparison: ChaosRun.Comparison(commands: commands, portable: inOrder), tell: tell
            ).run()
        }
    }

    private func report(_ part: Part, _ isConnected: Bool, _ took: Double) -> ChaosReport {
        let plan = ChaosPlan(mode: mode, seed: seed, seconds: seconds, blows: [])
        return ChaosReport(
            plan: plan, profile: isConnected ? "connected" : "embedded", version: Version.text,
            tookSeconds: took, steps: part.steps, counts: part.counts, checks: part.checks,
            reproduce: "spice chaos \(mode.rawValue) --seconds \(seconds) --seed \(seed)"
                + (control.map { " --server-control \($0)" } ?? ""))
    }
}
