// What the console is measured under: so many nodes in the store, so many events a second while somebody presses
// keys. A load that did not take place ends the bench, whatever was measured meanwhile.

import Engine

struct ConsoleLoad: Sendable {
    /// So much of what is wanted has to be there.
    static let leastShare = 0.9

    let client: any EngineClient
    let call: CallContext

    /// Throws where the store holds less than it is named for.
    func holds(nodes wanted: Int) async throws {
        let classes = try await client.run(ListClasses(database: "bench"), call).items
        try Self.holds(classes.reduce(0) { $0 + $1.instances }, of: wanted)
    }

    static func holds(_ found: Int, of wanted: Int) throws(LaboratoryError) {
        guard Double(found) < Double(wanted) * leastShare else { return }
        throw .unexpected(
            "the store holds \(found) nodes of \(wanted): name another with --store, or say --nodes"
        )
    }

    /// Database and class may be there from an earlier run on this store.
    func prepare(_ accepting: Accepting) async throws {
        let there = try await client.run(ListDatabases(), call).items.map(\.name)
        guard !there.contains(Accepting.database) else { return }
        try await accepting.prepare()
    }

    /// How it went: from when to when, and how many events came into the log.
    struct Run: Sendable {
        var began: ContinuousClock.Instant
        var ended: ContinuousClock.Instant
        var events: Int

        var perSecond: Double { Double(events) / max(0.001, (ended - began) / .seconds(1)) }

        /// Throws where less came than was wanted, or nothing more came while it was still measured.
        func held(perSecond wanted: Int, until measured: ContinuousClock.Instant)
            throws(LaboratoryError)
        {
            guard perSecond >= Double(wanted) * ConsoleLoad.leastShare else {
                throw .unexpected(
                    "\(Int(perSecond)) events a second came while keys were measured, not \(wanted)"
                )
            }
            guard ended >= measured else {
                let late = (measured - ended) / .seconds(1)
                throw .unexpected(
                    "the events ended \(Int(late.rounded(.up))) s before the last key was measured")
            }
        }
    }

    func run(_ accepting: Accepting, perSecond: Int, seconds: Double) async throws -> Run {
        let before = try await client.run(PipelineStatus(), call).events
        let began = ContinuousClock.now
        _ = try await accepting.paced(perSecond: perSecond, seconds: seconds)
        let ended = ContinuousClock.now
        let after = try await client.run(PipelineStatus(), call).events
        return Run(began: began, ended: ended, events: after - before)
    }
}

extension Result where Failure == any Error {
    /// What a body came to, to be looked at later.
    static func of(_ body: () async throws -> Success) async -> Result {
        do { return .success(try await body()) } catch { return .failure(error) }
    }
}
