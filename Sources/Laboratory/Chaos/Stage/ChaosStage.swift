// The parts of the program as processes, and what is done to them. Everything that ends otherwise than it was told to is
// noted. Whatever happens, `abandon` leaves no process behind.

internal import Engine
internal import Foundation
internal import Glibc

actor ChaosStage {
    private static let crashCode: Int32 = 42

    private let rig: ChaosRig
    private let ledger: ChaosLedger
    private var republisher: Republisher?
    private var living: [String: ChaosProcess] = [:]
    private var lives = 0

    init(_ rig: ChaosRig, _ ledger: ChaosLedger, seed: UInt64) {
        self.rig = rig
        self.ledger = ledger
        republisher = rig.bus.map { Republisher($0, seed: seed) }
    }

    func open() async throws {
        try FileManager.default.createDirectory(
            atPath: rig.folder + "/logs", withIntermediateDirectories: true)
        for part in rig.parts {
            guard try await start(part) else {
                throw LaboratoryError.unexpected("\(part.name) does not start")
            }
        }
    }

    /// Orderly: each must say 0.
    func close() async throws {
        await lookAfter()
        for part in rig.parts { try await end(part.name) }
    }

    /// At once, whatever they are doing.
    func abandon() {
        for process in living.values {
            process.signal(SIGKILL)
            process.signal(SIGCONT)
        }
        living = [:]
    }

    /// Runs `body` while no part lives.
    func whileEnded(_ body: @Sendable () -> Void) async throws {
        for part in rig.parts { try await end(part.name) }
        body()
        for part in rig.parts { _ = try await start(part) }
    }

    /// Notes parts that are gone although nobody touched them, and starts them again.
    func lookAfter() async {
        for part in rig.parts {
            guard let process = living[part.name], let code = process.code else { continue }
            ledger.wrong(
                .parts, "\(part.name) ended by itself with \(code): \(process.lastWords)")
            _ = try? await start(part)
        }
    }

    func strike(_ blow: ChaosBlow) async throws {
        let lasts = Duration.milliseconds(blow.lastsMilliseconds)
        switch (blow.target, blow.fault) {
        case (.part(let name), .kill):
            living[name]?.signal(SIGKILL)
            _ = try await living[name]?.ended(withinSeconds: 10)
            try await rig.afterKill(name)
            try await Task.sleep(for: lasts)
            try await startAgain(name)
        case (.part(let name), .stop):
            try await end(name)
            try await Task.sleep(for: lasts)
            try await startAgain(name)
        case (.part(let name), .pause):
            living[name]?.signal(SIGSTOP)
            defer { living[name]?.signal(SIGCONT) }
            try await Task.sleep(for: lasts)
        case (.part(let name), .crash(let point)): try await crash(name, at: point)
        case (.worker(let name), _): try await rest(name, lasts)
        case (.server(let name), .kill):
            try await rig.control(name, "kill")
            try await after(lasts) { try await rig.control(name, "restart") }
        case (.server(let name), .pause):
            try await rig.control(name, "pause")
            try await after(lasts) { try await rig.control(name, "resume") }
        case (.server(let name), _): try await rig.control(name, "restart")
        case (.bus, _): try await disorder(lasts)
        case (.part, .disorder): break
        }
    }

    /// Again while a server that just came back does not serve it yet, as a supervisor would.
    private func start(_ part: ChaosPart) async throws -> Bool {
        let deadline = ContinuousClock.now + .seconds(60)
        while true {
            let process = try launch(part, armed: nil)
            living[part.name] = process
            if try await process.says(part.readyTexts, withinSeconds: 60) { return true }
            let isUnready = process.code != nil && process.said.contains("[server_unready]")
            guard isUnready, ContinuousClock.now < deadline else {
                let end = process.code.map { "exit code \($0)" } ?? "60 s"
                ledger.wrong(
                    .parts, "\(part.name) did not come up (\(end)): \(process.lastWords)")
                return false
            }
            try await Task.sleep(for: .milliseconds(200))
        }
    }

    private func launch(_ part: ChaosPart, armed point: CrashPoint?) throws -> ChaosProcess {
        lives += 1
        var environment = rig.environment.merging(part.environment) { $1 }
        if let point {
            environment["ENABLE_CHAOS_INJECTION"] = "true"
            environment["CHAOS_CRASH_POINT"] = point.name
            environment["CHAOS_CRASH_ONCE"] = "false"
            environment["CHAOS_CRASH_EXIT_CODE"] = String(Self.crashCode)
        }
        let name = part.name.replacingOccurrences(of: " ", with: "-")
        return try ChaosProcess(
            program: rig.program, arguments: part.arguments, environment: environment,
            log: "\(rig.folder)/logs/\(String(format: "%04d", lives))-\(name).log")
    }

    private func startAgain(_ name: String) async throws {
        guard let part = rig.parts.first(where: { $0.name == name }) else { return }
        _ = try await start(part)
    }

    /// SIGTERM; noted when it does not end with 0.
    private func end(_ name: String) async throws {
        guard let process = living[name], process.code == nil else { return }
        process.signal(SIGTERM)
        let code = try await process.ended(withinSeconds: 30)
        if code != 0 {
            ledger.wrong(
                .parts,
                "\(name) was told to end and "
                    + (code.map { "said \($0)" } ?? "did not in 30 s") + ": \(process.lastWords)")
        }
        if code == nil {
            process.signal(SIGKILL)
            _ = try await process.ended(withinSeconds: 10)
        }
    }

    /// Alone in its role, so that the work is its own.
    private func crash(_ name: String, at point: CrashPoint) async throws {
        let role = name.split(separator: " ").first ?? ""
        let siblings = rig.parts.filter { $0.name.split(separator: " ").first == role }
        for sibling in siblings { try await end(sibling.name) }
        guard let part = siblings.first(where: { $0.name == name }) else { return }
        let armed = try launch(part, armed: point)
        living[name] = armed
        let code = try await armed.ended(withinSeconds: 40)
        if code != Self.crashCode {
            ledger.wrong(
                .plan,
                "\(point.name) was not reached: \(name) "
                    + (code.map { "ended with \($0)" } ?? "went on") + ": \(armed.lastWords)")
            armed.signal(SIGKILL)
            _ = try await armed.ended(withinSeconds: 10)
        }
        try await rig.afterKill(name)
        for sibling in siblings { _ = try await start(sibling) }
    }

    /// As an operator pauses and resumes a worker.
    private func rest(_ worker: String, _ lasts: Duration) async throws {
        try await set(worker, isPaused: true)
        try await after(lasts) { try await set(worker, isPaused: false) }
    }

    /// What was broken is mended also when the run is cancelled meanwhile.
    private func after(_ lasts: Duration, _ mend: () async throws -> Void) async throws {
        do {
            try await Task.sleep(for: lasts)
        } catch {
            try await mend()
            throw error
        }
        try await mend()
    }

    private func set(_ worker: String, isPaused: Bool) async throws {
        let deadline = ContinuousClock.now + .seconds(60)
        while true {
            do throws(EngineError) {
                _ = try await rig.engine.run(
                    SetWorkerState(worker: worker, isPaused: isPaused),
                    CallContext(.localAdmin("chaos")))
                return
            } catch {
                guard EngineDoor.isPassing(error.code), ContinuousClock.now < deadline
                else { throw error }
            }
            try await Task.sleep(for: .milliseconds(50))
        }
    }

    /// Once while the relays stand still, so that new events come in the wrong order first, and once while they run.
    private func disorder(_ lasts: Duration) async throws {
        guard var republisher else { return }
        defer { self.republisher = republisher }
        let relays = living.filter { $0.key.hasPrefix(EngineRole.messageRelay.rawValue) }.values
        for relay in relays { relay.signal(SIGSTOP) }
        defer { for relay in relays { relay.signal(SIGCONT) } }
        try await Task.sleep(for: lasts)
        if !relays.isEmpty { try await republisher.scramble(withNew: true) }
        for relay in relays { relay.signal(SIGCONT) }
        try await republisher.scramble(withNew: false)
    }

    /// Records that were published out of order or again.
    var republished: Int { republisher?.published ?? 0 }
}
