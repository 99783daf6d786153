// Two states, and a migration from one to the other with no engine on either.

import Engine
import EventSourcing
import Ontology
import TestSupport
import Testing

struct Move: Sendable, CustomTestStringConvertible {
    let from: AdapterKind
    let to: AdapterKind

    static let all = [
        Move(from: .embedded, to: .loose), Move(from: .loose, to: .embedded),
        Move(from: .embedded, to: .embeddedInFour),
    ]

    var testDescription: String { "\(from.rawValue) to \(to.rawValue)" }

    /// Fresh states of both kinds, removed afterwards.
    func with(_ body: (any Durable, any Durable) async throws -> Void) async throws {
        let states = (try Move.state(from), try Move.state(to))
        defer {
            states.0.remove()
            states.1.remove()
        }
        try await body(states.0, states.1)
    }

    private static func state(_ kind: AdapterKind) throws -> any Durable {
        switch kind {
        case .embedded: EmbeddedState(folder: try TemporaryFolder(), partitions: 1)
        case .embeddedInFour: EmbeddedState(folder: try TemporaryFolder(), partitions: 4)
        case .loose: LooseState()
        }
    }

    /// Opens both, migrates, closes both.
    @discardableResult
    static func run(
        _ source: any Durable, _ target: any Durable, isDryRun: Bool = false,
        batchEvents: Int = 20,
        adjust: (inout EnginePorts) -> Void = { _ in }
    ) async throws -> MigrationReport {
        let (from, to) = (try await source.open(), try await target.open())
        var ports = to.ports
        adjust(&ports)
        let migration = LogMigration(
            from: LogMigration.Side(mode: "source", ports: from.ports),
            to: LogMigration.Side(mode: "target", ports: ports), patienceSeconds: 0,
            reportSeconds: 0, batchEvents: batchEvents)
        let call = CallContext(.localAdmin("tester"))
        let result: Result<MigrationReport, any Error>
        do {
            result = .success(
                isDryRun ? try await migration.survey(call) : try await migration.run(call))
        } catch {
            result = .failure(error)
        }
        await from.close()
        await to.close()
        return try result.get()
    }

    static func refusal(
        _ source: any Durable, _ target: any Durable,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> EngineError {
        do { try await run(source, target) } catch let error as EngineError { return error }
        Issue.record("the migration was not refused", sourceLocation: sourceLocation)
        throw World.NotRefused()
    }

    /// How much is parked in a state: also what a bus that delivers twice brings behind a dead letter.
    static func parked(_ state: any Durable) async throws -> Int {
        let open = try await state.open()
        let parked = try await open.ports.parkedWrites.list(PageRequest(limit: 1000)).items
        await open.close()
        return parked.count
    }

    /// What the log of a state holds, without positions.
    static func events(_ state: any Durable) async throws -> [Event] {
        let open = try await state.open()
        let events = try await open.ports.store.read(after: .start, limit: 100_000)
        await open.close()
        return events.map(\.event)
    }
}

extension World {
    /// Every export of the shop that two engines can be compared by.
    func portableExports() async throws -> [ReadModelName: [String]] {
        var exports: [ReadModelName: [String]] = [:]
        for model in ReadModelName.allCases { exports[model] = try await export(model, Shop.name) }
        return exports
    }
}
