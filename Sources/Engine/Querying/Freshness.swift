// Who writes and then asks sees what was written: a query first waits, for a short while, until the single commands
// accepted before it have ended and are in graph and documents, also those of the process before this one. Not at all
// where the lag says it cannot get there.

internal import EventSourcing
internal import Ontology

struct Freshness: Sendable {
    private static let pollSeconds = 0.002

    let ports: EnginePorts
    let coverage: Coverage
    let recent: RecentCommands
    let earlier: EarlierWrites
    let settings: EngineSettings

    /// Returns when everything is there, or the time is up, or it is hopeless. Never fails: the answer then shows the
    /// lag by itself.
    func wait(for database: String) async {
        await wait { await self.isSettled(database) }
    }

    /// The same for whatever was written, to any database.
    func waitForAll() async {
        await wait {
            for database in self.recent.databases where !(await self.isSettled(database)) {
                return false
            }
            return true
        }
    }

    private func wait(until isSettled: () async -> Bool) async {
        let deadline = ports.clock.uptimeSeconds() + settings.readYourWritesSeconds
        while !Task.isCancelled {
            let isGone = await earlier.isGone()
            if isGone, await isSettled() { return }
            guard ports.clock.uptimeSeconds() < deadline, await isHopeful() else { return }
            if !isGone, await earlier.isHeldBack() { return }
            try? await ports.clock.sleep(seconds: Freshness.pollSeconds)
        }
    }

    private func isSettled(_ database: String) async -> Bool {
        let pending = recent.pending(database)
        if pending.isEmpty { return true }
        let settled = await settledCommands(pending)
        recent.settle(settled, database: database)
        return settled.count == pending.count
    }

    private func isHopeful() async -> Bool {
        guard let lag = try? await coverage.lag(of: .documents) else { return false }
        return lag <= settings.hopelessLag
    }

    /// Those whose outcome readers can see.
    private func settledCommands(_ commands: [RecordedEvent]) async -> Set<EventID> {
        var settled: Set<EventID> = []
        for command in commands {
            guard let answers = try? await ports.store.answers(to: command.event.id),
                let last = answers.last,
                (try? await coverage.has(.graph, reached: last.position)) == true,
                (try? await coverage.has(.documents, reached: last.position)) == true
            else { continue }
            settled.insert(command.event.id)
        }
        return settled
    }
}
