// Single commands: how long one takes while the read models run, against the disk in the same moments; and how many
// more a second many callers get through than one.

import Engine
import JSONText
import Ontology
import Synchronization

struct Accepting: Sendable {
    static let database = "accepting"
    static let className = "Reading"

    let client: any EngineClient
    let call: CallContext
    /// Where the disk probe may put its file.
    let folder: String
    private let counter = Counter()

    init(client: any EngineClient, call: CallContext, folder: String) {
        self.client = client
        self.call = call
        self.folder = folder
    }

    func prepare() async throws {
        _ = try await client.run(
            SubmitCommand(type: .createDatabase, database: Accepting.database), call)
        let definition: JSON = [
            "id": .string(Accepting.className), "label": "Reading",
            "properties": [
                ["name": "reading_id", "type": "string", "required": true],
                ["name": "place", "type": "string"], ["name": "degrees", "type": "decimal"],
            ], "relationships": [],
        ]
        _ = try await client.run(
            SubmitCommand(
                type: .createClass, database: Accepting.database, className: Accepting.className,
                payload: definition), call)
    }

    struct Paced<Beside: Sendable>: Sendable {
        var commands: Latencies
        var beside: Beside
    }

    /// Commands arrive at a fixed pace, whether earlier ones are answered or not; the disk is probed beside them.
    func pacedRound(perSecond: Int, seconds: Double) async throws -> Paced<Latencies> {
        let probe = DiskProbe(path: folder + "/probe")
        return try await pacedRound(perSecond: perSecond, seconds: seconds) { stop in
            try await BlockingWork.run { try probe.run(every: 4, until: stop) }
        }
    }

    /// With `beside` beside it, which ends when the flag is raised.
    func pacedRound<Beside: Sendable>(
        perSecond: Int, seconds: Double,
        beside: @escaping @Sendable (Flag) async throws -> Beside
    ) async throws -> Paced<Beside> {
        let stop = Flag()
        async let probed = beside(stop)
        let commands: Result<Latencies, any Error>
        do {
            commands = .success(try await paced(perSecond: perSecond, seconds: seconds))
        } catch {
            commands = .failure(error)
        }
        stop.raise()
        return Paced(commands: try commands.get(), beside: try await probed)
    }

    func paced(perSecond: Int, seconds: Double) async throws -> Latencies {
        let count = Int(Double(perSecond) * seconds)
        let started = ContinuousClock.now
        return try await withThrowingTaskGroup(of: Double.self) { group in
            for number in 0..<count {
                let due = started + .seconds(Double(number) / Double(perSecond))
                try await Task.sleep(until: due, tolerance: .zero, clock: .continuous)
                group.addTask { try await submitOne() }
            }
            var times: [Double] = []
            for try await time in group { times.append(time) }
            return Latencies(times)
        }
    }

    /// Commands a second of so many callers, each of which waits for its answer before it asks again.
    func busyRound(callers: Int, seconds: Double) async throws -> Double {
        let started = ContinuousClock.now
        let end = started + .seconds(seconds)
        let count = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<callers {
                group.addTask {
                    var done = 0
                    while ContinuousClock.now < end {
                        _ = try await submitOne()
                        done += 1
                    }
                    return done
                }
            }
            return try await group.reduce(0, +)
        }
        return Double(count) / ((ContinuousClock.now - started) / .seconds(1))
    }

    /// Microseconds until the answer.
    private func submitOne() async throws -> Double {
        try Task.checkCancellation()
        let number = counter.next()
        let command = SubmitCommand(
            type: .createInstance, database: Accepting.database, className: Accepting.className,
            payload: [
                "reading_id": .string("r\(number)"), "place": "north wall",
                "degrees": .number("\(number % 40).5"),
            ])
        let started = ContinuousClock.now
        _ = try await client.run(command, call)
        return (ContinuousClock.now - started) / .microseconds(1)
    }
}

/// Numbers that never come twice.
private final class Counter: Sendable {
    private let value = Atomic(0)

    func next() -> Int { value.add(1, ordering: .relaxed).newValue }
}
