// Waiting for something that must become true: polled against a deadline that only a hang can reach. A server that does
// not answer in time is asked again: on a busy machine that means nothing.

import Engine
import EventSourcing
import JSONText
import Ontology
import ServerAdapters
import Testing

struct NeverHappened: Error, CustomStringConvertible {
    let description: String
}

/// Returns as soon as `condition` holds; fails the test when it does not within the deadline, with what `standing` tells
/// then.
func eventually(
    _ what: String, within seconds: Double = 60,
    sourceLocation: SourceLocation = #_sourceLocation, standing: () async -> String = { "" },
    _ condition: () async throws -> Bool
) async throws {
    let deadline = ContinuousClock.now + .seconds(seconds)
    var silence = ""
    while true {
        do {
            if try await condition() { return }
        } catch  where isSilence(error) {
            silence = "; the last answer: \(error)"
        }
        guard ContinuousClock.now < deadline else {
            let standing = await standing()
            Issue.record(
                "it never happened: \(what)\(silence)\(standing)", sourceLocation: sourceLocation)
            throw NeverHappened(description: what)
        }
        try await Task.sleep(for: .milliseconds(5))
    }
}

/// The answer, asked for again while a server does not give one.
func patiently<Value>(
    _ what: String, sourceLocation: SourceLocation = #_sourceLocation,
    _ body: () async throws -> Value
) async throws -> Value {
    var value: Value?
    try await eventually(what, sourceLocation: sourceLocation) {
        value = try await body()
        return true
    }
    return try #require(value, sourceLocation: sourceLocation)
}

/// Nobody answered in time; nothing is wrong with the question.
private func isSilence(_ error: any Error) -> Bool {
    switch error {
    case let error as EngineError: error.code == .unavailable || error.code == .busy
    case EventStoreError.unavailable, EventStoreError.busy, EventBusError.unavailable,
        OperationsStoreError.unavailable, ReadModelError.unavailable:
        true
    case is ConnectedError: true
    default: false
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
        func isOver() async -> Bool {
            last = try? await run(GetCommand(id: id))
            return last?.status == "COMPLETED" || last?.status == "FAILED"
        }
        func told() async -> String {
            "; it is \(last?.status ?? "unknown")\n" + (await standing())
        }
        try await eventually(
            "\(id) ends", sourceLocation: sourceLocation, standing: told, isOver)
        return try #require(last)
    }

    /// Where everything stands: the log, the relay, each worker, each partition. For whoever has to find out why something
    /// did not happen.
    func standing() async -> String {
        func told<Value>(_ name: String, _ body: () async throws -> Value) async -> String {
            do { return "\(name): \(try await body())" } catch { return "\(name): \(error)" }
        }
        var lines = [
            await told("head of the log") { try await ports.store.head() },
            await told("relayed") { try await ports.relayCheckpoints.last() },
        ]
        for report in (try? await ports.board.list()) ?? [] {
            lines.append(
                "\(report.name): \(report.state), handled \(report.handled), failed "
                    + "\(report.restarts), at \(report.at): \(report.lastError ?? "no error")")
        }
        for kind in WorkerKind.all {
            let places = await told("group \(kind.group.name)") {
                try await ports.bus.positions(of: kind.group, topics: kind.topics).map {
                    "\($0.place) \($0.committed) of \($0.end)"
                }
            }
            lines.append(places)
        }
        return lines.joined(separator: "\n")
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
