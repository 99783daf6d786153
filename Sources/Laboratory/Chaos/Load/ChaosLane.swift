// One client: does what its script says, one command after another, and sends again whatever got no answer until it
// has one.

internal import Engine
internal import JSONText

struct ChaosLane: Sendable {
    /// Longer than anything that is down in a run. Who has no answer by then is lost.
    private static let patience = Duration.seconds(180)

    private(set) var script: ChaosScript
    private let door: any ChaosDoor
    private let engine: any EngineClient
    private let ledger: ChaosLedger
    private let call = CallContext(.localAdmin("chaos"))
    /// The last command of each aggregate that was accepted.
    private var last: [String: String] = [:]

    init(
        _ script: ChaosScript, _ door: any ChaosDoor, _ engine: any EngineClient,
        _ ledger: ChaosLedger
    ) {
        self.script = script
        self.door = door
        self.engine = engine
        self.ledger = ledger
    }

    /// The command that is under way when it is over is driven to its answer.
    mutating func run(until isOver: Flag, pause: Duration) async throws {
        while !isOver.isRaised {
            try await perform(script.next())
            try await Task.sleep(for: pause)
        }
    }

    /// So many commands.
    mutating func run(commands: Int) async throws {
        for _ in 0..<commands { try await perform(script.next()) }
    }

    private mutating func perform(_ command: ChaosWrite) async throws {
        var expected: Int?
        if [.update, .delete].contains(command.kind) {
            expected = try await settled(command.aggregate)
        }
        if command.isProbedTooEarly, let expected {
            try await refuses(command, expected - 1, .tooEarly, "optimistic_concurrency_conflict")
        }
        guard let id = try await accepted(command, expected) else { return }
        last[command.aggregate] = id
        ledger.acknowledge(id, command)
        for _ in 0..<command.repeats {
            ledger.count(.repeated)
            let again = try await accepted(command, expected)
            if let again, again != id {
                ledger.wrong(
                    .answers, "\(command.name) sent again was another command: \(again), not \(id)")
            }
        }
        if command.isProbedWithOtherContent {
            try await refuses(command, expected, .otherContent, "idempotency_key_reused")
        }
    }

    private func accepted(_ command: ChaosWrite, _ expected: Int?) async throws -> String? {
        switch try await answer(command, expected) {
        case .accepted(let id): return id
        case .refused(let code, let message):
            ledger.wrong(
                .answers,
                "\(command.kind.rawValue) \(command.aggregate) (\(command.name)) was refused: "
                    + "\(message) [\(code)]")
        case .unanswered: break
        }
        return nil
    }

    private enum Probe { case tooEarly, otherContent }

    private func refuses(
        _ command: ChaosWrite, _ expected: Int?, _ probe: Probe, _ code: String
    ) async throws {
        var changed = command
        switch probe {
        // A name of its own, else it would be this request's answer later.
        case .tooEarly: changed.name += "-early"
        case .otherContent:
            changed.data[command.className == "Item" ? "qty" : "size"] = .integer(-1)
        }
        switch try await answer(changed, expected) {
        case .refused(code, _): ledger.count(.refused)
        case .refused(let other, let message):
            ledger.wrong(.answers, "\(changed.name): \(message) [\(other)], not [\(code)]")
        case .accepted(let id):
            ledger.wrong(.answers, "\(changed.name) had to be refused [\(code)], and is \(id)")
        case .unanswered: break
        }
    }

    /// For good, or after all patience `unanswered`, which is noted as wrong.
    private func answer(_ command: ChaosWrite, _ expected: Int?) async throws -> ChaosAnswer {
        let deadline = ContinuousClock.now + Self.patience
        var rest = 5
        while true {
            let answer = await door.send(command, expected: expected)
            guard case .unanswered(let reason) = answer else { return answer }
            try Task.checkCancellation()
            ledger.count(.unanswered)
            guard ContinuousClock.now < deadline else {
                ledger.wrong(.answers, "\(command.name) was never answered: \(reason)")
                return answer
            }
            try await Task.sleep(for: .milliseconds(rest))
            rest = min(rest * 2, 500)
        }
    }

    /// The sequence of an aggregate when its last command is decided; nil when it has none.
    private func settled(_ aggregate: String) async throws -> Int? {
        guard let id = last[aggregate] else { return nil }
        let deadline = ContinuousClock.now + Self.patience
        while ContinuousClock.now < deadline {
            do throws(EngineError) {
                let request = AwaitCommand(id: id, until: .appended, seconds: 0)
                if let sequence = try await engine.run(request, call).sequence { return sequence }
            } catch {
                guard EngineDoor.isPassing(error.code) else {
                    ledger.wrong(.answers, "the state of \(id): \(error.message)")
                    return nil
                }
            }
            try Task.checkCancellation()
            try await Task.sleep(for: .milliseconds(10))
        }
        ledger.wrong(.answers, "\(id) of \(aggregate) was never decided")
        return nil
    }
}
