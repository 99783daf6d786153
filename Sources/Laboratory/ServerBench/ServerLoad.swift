// What servers can do by themselves: loads that the composition root knows how to put on them, measured here in the same
// run as the engine that stands on them.

/// One engine's servers, under its names.
package protocol ServerLoad: Sendable {
    /// What each server says of itself.
    func servers() async -> [BenchReport.Server]
    /// Records as the engine wrote them, at most so many; at least one.
    func sample(limit: Int) async throws -> [[UInt8]]
    /// Each returns when its server has acknowledged all of it.
    func produce(_ records: [[UInt8]]) async throws
    /// The last so many that were produced.
    func consume(_ count: Int) async throws
    func commit(_ body: [UInt8]) async throws
    func insert(_ records: [[UInt8]]) async throws
    func put(_ body: [UInt8]) async throws
    func putTogether(_ records: [[UInt8]]) async throws
    func index(_ records: [[UInt8]]) async throws
    /// Keeps each under a key of its own and tells who listens; false where no cache is configured.
    func remember(_ records: [[UInt8]]) async throws -> Bool
    func close() async
}

/// One round of all loads on servers that do nothing else.
struct ServerRound: Sendable {
    /// A second.
    var produced: Double
    var consumed: Double
    var inserted: Double
    var stored: Double
    var indexed: Double
    /// Nil without a cache.
    var remembered: Double?
    var commits: Latencies
    var puts: Latencies
    /// Of a record, the mean.
    var bytes: Double
}

/// Durable answers at their least, taken beside commands: one object stored if absent, then one row committed.
struct ServerBeside: Sendable {
    var puts: Latencies
    var commits: Latencies
    /// Both of them, one after the other.
    var appends: Latencies
}

struct ServerRounds: Sendable {
    /// How often a durable answer is tried beside commands, in milliseconds.
    static let pauseMilliseconds = 40.0

    let load: any ServerLoad

    /// `records` go to topic, table and index, a tenth of them become objects, a twentieth are sent one by one.
    func round(records count: Int) async throws -> ServerRound {
        let sample = try await load.sample(limit: 1000)
        let records = (0..<count).map { sample[$0 % sample.count] }
        let few = Array(records.prefix(max(5, count / 20)))
        let some = Array(records.prefix(max(5, count / 10)))
        let produced = try await rate(count) { try await load.produce(records) }
        let consumed = try await rate(count) { try await load.consume(count) }
        let inserted = try await rate(count) { try await load.insert(records) }
        let indexed = try await rate(count) { try await load.index(records) }
        var isKept = false
        let remembered = try await rate(count) { isKept = try await load.remember(records) }
        let stored = try await rate(some.count) { try await load.putTogether(some) }
        return ServerRound(
            produced: produced, consumed: consumed, inserted: inserted, stored: stored,
            indexed: indexed, remembered: isKept ? remembered : nil,
            commits: try await latencies(few) { try await load.commit($0) },
            puts: try await latencies(few) { try await load.put($0) },
            bytes: Double(sample.reduce(0) { $0 + $1.count }) / Double(sample.count))
    }

    /// Until the flag is raised, at a gentle pace: it must not be what the commands wait for.
    func beside(until stop: Flag) async throws -> ServerBeside {
        // The smallest: the first ones carry a class.
        let body = try await load.sample(limit: 10).min { $0.count < $1.count } ?? []
        var (puts, commits): ([Double], [Double]) = ([], [])
        var next = ContinuousClock.now
        while !stop.isRaised {
            puts.append(try await microseconds { try await load.put(body) })
            commits.append(try await microseconds { try await load.commit(body) })
            next = max(next + .milliseconds(Self.pauseMilliseconds), .now)
            try await Task.sleep(until: next, tolerance: .zero, clock: .continuous)
        }
        return ServerBeside(
            puts: Latencies(puts), commits: Latencies(commits),
            appends: Latencies(zip(puts, commits).map { $0 + $1 }))
    }

    private func rate(_ count: Int, _ body: () async throws -> Void) async throws -> Double {
        try Task.checkCancellation()
        return Double(count) / (try await microseconds(body) / 1_000_000)
    }

    private func latencies(_ records: [[UInt8]], _ body: ([UInt8]) async throws -> Void)
        async throws -> Latencies
    {
        var times: [Double] = []
        for record in records { times.append(try await microseconds { try await body(record) }) }
        return Latencies(times)
    }

    private func microseconds(_ body: () async throws -> Void) async throws -> Double {
        let started = ContinuousClock.now
        try await body()
        return (ContinuousClock.now - started) / .microseconds(1)
    }
}
