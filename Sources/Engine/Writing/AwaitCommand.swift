// Use case: a command as it stands when it has come as far as asked, or when the time is up.

internal import EventSourcing

package struct AwaitCommand: UseCase, Hashable {
    package enum Stage: String, Codable, Hashable, Sendable, CaseIterable {
        /// Durable in the log: at once.
        case appended
        /// Decided, and in the graph.
        case applied
        /// In the documents as well.
        case projected
    }

    package static let name = "await-command"
    package static let maximumSeconds = 60.0
    private static let pollSeconds = 0.003
    private static let slowestPollSeconds = 0.05

    package var id: String
    package var until: Stage
    package var seconds: Double

    package init(id: String, until: Stage, seconds: Double) {
        self.id = id
        self.until = until
        self.seconds = seconds
    }

    package var reach: Reach { .anyone }

    package func perform(in engine: Engine, _ call: CallContext) async throws(EngineError)
        -> AwaitedCommand
    {
        let clock = engine.ports.clock
        let deadline = clock.uptimeSeconds() + min(max(seconds, 0), AwaitCommand.maximumSeconds)
        var pause = AwaitCommand.pollSeconds
        while true {
            let view = try await GetCommand(id: id).perform(in: engine, call)
            let isOver = isReached(view)
            guard !isOver, clock.uptimeSeconds() < deadline, !Task.isCancelled else {
                return AwaitedCommand(
                    command: view, isReached: isOver, sequence: try await sequence(engine))
            }
            try? await clock.sleep(seconds: pause)
            pause = min(pause * 1.5, AwaitCommand.slowestPollSeconds)
        }
    }

    /// Of the aggregate after the command was decided; nil while it is not.
    private func sequence(_ engine: Engine) async throws(EngineError) -> Int? {
        guard let id = EventID(id) else { return nil }
        return try await EngineError.wrapStore { () async throws(EventStoreError) in
            try await engine.ports.store.answers(to: id)
        }.last?.sequence.value
    }

    /// A failed command comes no further.
    private func isReached(_ view: CommandView) -> Bool {
        if until == .appended || view.status == "FAILED" { return true }
        guard view.status == "COMPLETED" else { return false }
        return until == .applied
            || view.stages.contains { $0.name == "documents" && $0.state == "done" }
    }
}

package struct AwaitedCommand: Codable, Hashable, Sendable {
    package var command: CommandView
    package var isReached: Bool
    /// The aggregate's sequence after it was decided; nil while it is not.
    package var sequence: Int?

    package init(command: CommandView, isReached: Bool, sequence: Int? = nil) {
        self.command = command
        self.isReached = isReached
        self.sequence = sequence
    }
}
