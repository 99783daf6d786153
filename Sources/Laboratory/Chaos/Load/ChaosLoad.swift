// All clients of a run at once.

internal import Engine

struct ChaosLoad: Sendable {
    static let lanes = 4

    let seed: UInt64
    let door: any ChaosDoor
    let engine: any EngineClient
    let ledger: ChaosLedger
    /// Between two commands of one client.
    let pause: Duration

    /// Makes the database and its classes; sends again what got no answer.
    func open() async throws {
        for command in ChaosShop.opening(seed: seed) {
            let deadline = ContinuousClock.now + .seconds(60)
            while true {
                do throws(EngineError) {
                    _ = try await engine.run(command, CallContext(.localAdmin("chaos")))
                    break
                } catch {
                    guard EngineDoor.isPassing(error.code), ContinuousClock.now < deadline
                    else { throw error }
                }
                try await Task.sleep(for: .milliseconds(50))
            }
        }
    }

    /// The scripts as far as they came.
    func run(until isOver: Flag) async throws -> [ChaosScript] {
        try await eachLane { lane in try await lane.run(until: isOver, pause: pause) }
    }

    func run(commands: Int) async throws -> [ChaosScript] {
        try await eachLane { lane in try await lane.run(commands: commands) }
    }

    private func eachLane(
        _ body: @escaping @Sendable (inout ChaosLane) async throws -> Void
    ) async throws -> [ChaosScript] {
        try await withThrowingTaskGroup(of: ChaosScript.self) { group in
            for number in 0..<Self.lanes {
                let lane = ChaosLane(
                    ChaosScript(seed: seed, lane: number), door, engine, ledger)
                group.addTask {
                    var lane = lane
                    try await body(&lane)
                    return lane.script
                }
            }
            var scripts: [ChaosScript] = []
            for try await script in group { scripts.append(script) }
            return scripts.sorted { $0.lane < $1.lane }
        }
    }
}
