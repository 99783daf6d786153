// Asks each server once a second how it is, each on its own: one that hangs holds up nobody, and what is known of it
// grows old visibly.

internal import EventSourcing
internal import Synchronization

/// A server that ports stand on.
package struct ServerProbe: Sendable {
    /// `Postgres`, `Kafka`: stable, for programs and screens.
    package let name: String
    /// Whether writes and reads go on without it.
    package let isOptional: Bool
    /// Whether this process is not ready while it is down.
    package let isNeeded: Bool
    /// Answers a few words on version and position; throws what is wrong.
    package let ask: @Sendable () async throws -> String

    package init(
        _ name: String, isOptional: Bool = false, isNeeded: Bool = true,
        ask: @escaping @Sendable () async throws -> String
    ) {
        self.isNeeded = isNeeded && !isOptional
        self.name = name
        self.isOptional = isOptional
        self.ask = ask
    }
}

final class ServerWatch: Sendable {
    static let pauseSeconds = 1.0
    /// Without an answer for so long a server counts as down, whatever it will say.
    static let patienceSeconds = 3.0

    private struct Standing {
        var words = "not asked yet"
        var error: String?
        var answeredUptime: Double?
        var askedUptime: Double?
    }

    private let probes: [ServerProbe]
    private let clock: any Clock
    private let standings = Mutex<[String: Standing]>([:])
    private let isWatched = Mutex(false)

    init(_ probes: [ServerProbe], clock: any Clock) {
        self.probes = probes
        self.clock = clock
    }

    /// Until the task is cancelled.
    func run() async {
        isWatched.withLock { $0 = true }
        defer { isWatched.withLock { $0 = false } }
        await withTaskGroup(of: Void.self) { group in
            for probe in probes {
                group.addTask {
                    while !Task.isCancelled {
                        await self.ask(probe)
                        try? await self.clock.sleep(seconds: ServerWatch.pauseSeconds)
                    }
                }
            }
        }
    }

    /// For an engine that does not run: asks all at once and waits for each, at most the patience.
    func lookUnlessWatched() async {
        if isWatched.withLock({ $0 }) { return }
        let asking = probes.map { probe in Task { await self.ask(probe) } }
        let end = Task { [clock] in try? await clock.sleep(seconds: ServerWatch.patienceSeconds) }
        let all = Task {
            for task in asking { await task.value }
            end.cancel()
        }
        _ = await end.value
        all.cancel()
    }

    /// What is known now; asks nobody.
    func views() -> [PipelineView.Server] {
        let now = clock.uptimeSeconds()
        let known = standings.withLock { $0 }
        return probes.map { probe in
            let standing = known[probe.name] ?? Standing()
            let age = standing.answeredUptime.map { max(0, now - $0) }
            let waits = standing.askedUptime.map { now - $0 } ?? 0
            let isSilent = waits > ServerWatch.patienceSeconds
            return PipelineView.Server(
                name: probe.name,
                isUp: standing.error == nil && !isSilent && standing.answeredUptime != nil,
                isOptional: probe.isOptional,
                detail: isSilent
                    ? "no answer for \(Int(waits)) s" : standing.error ?? standing.words,
                answeredSecondsAgo: age)
        }
    }

    private func ask(_ probe: ServerProbe) async {
        standings.withLock {
            $0[probe.name, default: Standing()].askedUptime = clock.uptimeSeconds()
        }
        let result: Result<String, any Error>
        do { result = .success(try await probe.ask()) } catch { result = .failure(error) }
        let now = clock.uptimeSeconds()
        standings.withLock { standings in
            var standing = standings[probe.name] ?? Standing()
            standing.askedUptime = nil
            switch result {
            case .success(let words):
                (standing.words, standing.error, standing.answeredUptime) = (words, nil, now)
            case .failure(let error):
                standing.error = "\(error)"
            }
            standings[probe.name] = standing
        }
    }
}
