// Waiting for something that must become true: polled against a deadline that only a hang can reach.

import Engine
import EventSourcing
import JSONText
import Testing

struct NeverHappened: Error, CustomStringConvertible {
    let description: String
}

/// Returns as soon as `condition` holds; fails the test when it does not within the deadline.
func eventually(
    _ what: String, within seconds: Double = 30,
    sourceLocation: SourceLocation = #_sourceLocation,
    _ condition: () async throws -> Bool
) async throws {
    let deadline = ContinuousClock.now + .seconds(seconds)
    while true {
        if try await condition() { return }
        guard ContinuousClock.now < deadline else {
            Issue.record("it never happened: \(what)", sourceLocation: sourceLocation)
            throw NeverHappened(description: what)
        }
        try await Task.sleep(for: .milliseconds(5))
    }
}

extension World {
    /// Waits until a command has ended, and answers how.
    @discardableResult
    func ended(_ command: AcceptedCommand, sourceLocation: SourceLocation = #_sourceLocation)
        async throws -> CommandView
    {
        try await ended(command.commandID, sourceLocation: sourceLocation)
    }

    @discardableResult
    func ended(_ id: String, sourceLocation: SourceLocation = #_sourceLocation) async throws
        -> CommandView
    {
        var last: CommandView?
        try await eventually("\(id) ends", sourceLocation: sourceLocation) {
            last = try? await run(GetCommand(id: id))
            return last?.status == "COMPLETED" || last?.status == "FAILED"
        }
        return try #require(last)
    }

    /// Waits until no worker of these has anything left to do.
    func settled(
        _ kinds: [WorkerKind] = WorkerKind.all, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        try await eventually("the workers catch up", sourceLocation: sourceLocation) {
            let end = try await ports.store.head()
            let relayed = try await ports.relayCheckpoints.first(atOrAfter: end)
            guard relayed != nil || end == .start else { return false }
            for kind in kinds {
                let places = try await ports.bus.positions(of: kind.group, topics: kind.topics)
                if places.contains(where: { $0.lag > 0 }) { return false }
            }
            let commands = [WorkerKind.ontology, .instance].map(\.group)
            let parked = try await ports.parkedWrites.list(PageRequest(limit: 1000)).items
            if parked.contains(where: { $0.isReady || commands.contains($0.group) }) {
                return false
            }
            return try await ports.store.head() == end
        }
    }
}
