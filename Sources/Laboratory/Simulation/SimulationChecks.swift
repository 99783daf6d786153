// What must hold after every history, however rough it was.

internal import Engine
internal import EventSourcing
internal import JSONText
internal import Ontology

struct SimulationChecks: Sendable {
    private let ports: EnginePorts
    private let engine: LocalEngine
    private let client: SimulatedClient
    private let isGapless: Bool
    private let call = CallContext(.localAdmin("observer"))

    init(_ run: SimulatedRun, isGapless: Bool) {
        ports = run.stores.ports
        engine = LocalEngine(run.stores.observer)
        client = run.client
        self.isGapless = isGapless
    }

    /// A sentence for each broken promise.
    func violations() async throws -> [String] {
        let log = try await wholeLog()
        var found = commandsThatDidNotEndOnce(log) + brokenSequences(log)
        found += try await commandsThatWereNotDone()
        found += try await instancesThatDiffer()
        let letters = try await ports.deadLetters.list(PageRequest(limit: 100)).items
        found += letters.map { "\($0.eventType) became a dead letter: \($0.cause)" }
        let report = try await engine.run(VerifyReadModels(), call)
        found += report.drifts.map { "\($0.model) drifts from the log: \($0.subject) \($0.detail)" }
        return found
    }

    private func wholeLog() async throws -> [RecordedEvent] {
        var log: [RecordedEvent] = []
        while true {
            let page = try await ports.store.read(after: log.last?.position ?? .start, limit: 1000)
            if page.isEmpty { return log }
            log += page
        }
    }

    /// Each accepted command is in the log once, and so is its answer.
    private func commandsThatDidNotEndOnce(_ log: [RecordedEvent]) -> [String] {
        var commands: [String: Int] = [:]
        var answers: [String: Int] = [:]
        for recorded in log {
            if let cause = recorded.event.cause {
                answers[cause.description, default: 0] += 1
            } else {
                commands[recorded.event.id.description, default: 0] += 1
            }
        }
        return client.accepted.compactMap { accepted in
            let id = accepted.receipt.commandID
            let (times, ends) = (commands[id] ?? 0, answers[id] ?? 0)
            guard times != 1 || ends != 1 else { return nil }
            return "\(name(accepted)) is in the log \(times) times and answered \(ends) times"
        } + strangers(commands)
    }

    private func strangers(_ commands: [String: Int]) -> [String] {
        let known = Set(client.accepted.map(\.receipt.commandID))
        return commands.keys.filter { !known.contains($0) }.sorted().map {
            "the log holds a command \($0) that was refused"
        }
    }

    private func brokenSequences(_ log: [RecordedEvent]) -> [String] {
        var last: [StreamID: SequenceNumber] = [:]
        return log.compactMap { recorded in
            let before = last[recorded.event.stream] ?? .none
            last[recorded.event.stream] = recorded.sequence
            let isNext =
                isGapless ? recorded.sequence == before.next : recorded.sequence > before
            return isNext
                ? nil
                : "\(recorded.event.stream.wireID) goes from \(before) to \(recorded.sequence)"
        }
    }

    private func commandsThatWereNotDone() async throws -> [String] {
        var found: [String] = []
        for accepted in client.accepted {
            let view = try await engine.run(
                GetCommand(id: accepted.receipt.commandID), call)
            if view.status != "COMPLETED" {
                found.append("\(name(accepted)) ended as \(view.status) \(view.reason ?? "")")
            }
        }
        return found
    }

    /// What the client must find, and that it finds it whole.
    private func instancesThatDiffer() async throws -> [String] {
        var found: [String] = []
        for (id, data) in client.expected.sorted(by: { $0.key < $1.key }) {
            let parts = id.split(separator: "/")
            let request = GetInstance(
                database: SimulatedClient.database, className: String(parts[0]),
                key: String(parts[1]))
            do throws(EngineError) {
                let view = try await engine.run(request, call)
                if view.badge != Badge(.full) {
                    found.append(
                        "\(id) is \(view.badge.status.rawValue) \(view.badge.reason ?? "")")
                }
                let missing = data.members.filter { view.data[$0.name] != $0.value }
                found += missing.map { "\(id) does not have \($0.name) = \($0.value)" }
            } catch {
                found.append("\(id) cannot be read: \(error.message)")
            }
        }
        return found + (try await tooMany())
    }

    private func tooMany() async throws -> [String] {
        var found: [String] = []
        for name in ["Maker", "Product"] {
            let wanted = client.expected.keys.filter { $0.hasPrefix(name) }.count
            let count = try await engine.run(
                CountInstances(database: SimulatedClient.database, className: name), call)
            if count != wanted { found.append("there are \(count) \(name), not \(wanted)") }
        }
        return found
    }

    private func name(_ accepted: SimulatedClient.Accepted) -> String {
        "\(accepted.receipt.type) \(accepted.receipt.aggregateID)"
    }
}
