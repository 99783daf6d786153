// A log and all that goes with it moves between adapters that share nothing: nothing is lost, nothing is there twice, and
// an engine on the copy goes on where the one on the source stopped.

import Engine
import EventSourcing
import JSONText
import Ontology
import TestSupport
import Testing

@Suite struct MigrationTests {
    private static let key = "once"

    private static var keyed: SubmitCommand {
        SubmitCommand(
            type: .createInstance, database: Shop.name, className: "Product",
            payload: ["id": "k", "stock": 1], idempotencyKey: key)
    }

    /// Instances, a key, a file; and what waits: a dead letter, a parked write, commands that nobody decided.
    private func fill(_ state: any Durable) async throws {
        try await World.on(state) { world in
            try await world.openShop()
            try await world.done(Shop.create("Maker", ["id": "m"]))
            for number in 0..<12 {
                _ = try await world.run(
                    Shop.product("\(number)", ("makerId", "m"), ("stock", .integer(number))))
            }
            _ = try await world.run(Shop.update("Product", "1", ["name": "changed"]))
            _ = try await world.run(Shop.delete("Product", "2"))
            _ = try await world.run(MigrationTests.keyed)
            _ = try await MigrationTests.note(world)
            _ = try await world.ports.sources.put(Array("id;name\n".utf8))
            // What comes before the poison is in the models, as it is in models that are made anew.
            try await world.settled()
            let poison = Event(
                id: world.ports.ids.next(), kind: .domain,
                type: DomainEventType.instanceUpdated.rawValue,
                stream: world.stream("Product", "3").stream, occurredAt: world.ports.clock.now(),
                actor: "stranger", topic: .instanceEvents, data: .array([1]))
            _ = try await world.ports.store.append(
                [Submission([poison], expecting: .any)], with: nil)
            try await world.settled()
            try await world.pause(.ontology)
            _ = try await world.run(Shop.createClass(Shop.review))
            _ = try await world.run(Shop.create("Review", ["id": "r"]))
            try await eventually("it is parked") {
                try await world.run(ListParkedWrites()).items.contains {
                    $0.group == WorkerKind.instance.group.name
                }
            }
            try await world.pause(.instance)
            _ = try await world.run(Shop.product("last"))
        }
    }

    /// A fact under a key of the store's; a new one each time.
    private static func note(_ world: World) async throws -> AppendAnswer? {
        let fact = Event(
            id: world.ports.ids.next(), kind: .domain, type: "NOTED",
            stream: StreamID(database: "", epoch: 0, type: AggregateType("Note"), key: "all"),
            occurredAt: world.ports.clock.now(), actor: nil, topic: Topic("service_events"),
            data: ["text": "é"])
        let name = IdempotencyKey(scope: Shop.name, key: key, contentHash: [1, 2])
        return try await world.ports.store.append(
            [Submission([fact], expecting: .any, idempotencyKey: name)], with: nil
        ).first
    }

    /// The workers that were paused go on, and come to the end.
    private func finish(_ world: World) async throws -> [ReadModelName: [String]] {
        for kind in [WorkerKind.ontology, .instance] { try await world.pause(kind, false) }
        try await world.settled()
        return try await world.portableExports()
    }

    @Test("An engine on the copy goes on as one on the source would", arguments: Move.all)
    func whole(_ move: Move) async throws {
        try await move.with { source, target in
            try await fill(source)
            let parked = try await Move.parked(source)
            let report = try await Move.run(source, target)
            #expect(report.eventsCopied == report.events && report.eventsThere == 0)
            #expect(report.idempotencyKeys == 1 && report.sourceFiles == 1)
            #expect(report.deadLetters == 3 && report.parkedWrites == parked && parked > 0)
            #expect(report.openCommands == 3)
            #expect(report.drifts == 0)
            #expect(report.sourceHead.events == report.events)
            // The heads of the source stand in one fact of the copy.
            #expect(report.targetHead?.events == report.events + 1)
            let (wanted, found) = (try await Move.events(source), try await Move.events(target))
            #expect(Array(found.dropLast()) == wanted)
            try await World.on(target) { world in
                let waiting = try await world.run(ListCommands(statuses: ["PENDING"])).items
                #expect(waiting.count == 3)
                #expect(try await world.run(ListDeadLetters()).items.count == 3)
                let again = try await world.run(MigrationTests.keyed)
                #expect(again.isDuplicate)
                guard case .appended(_, isDuplicate: true) = try await MigrationTests.note(world)
                else {
                    Issue.record("the key was not known")
                    return
                }
                let ended = try await world.run(ListCommands(statuses: ["COMPLETED"])).items
                #expect(ended.count == 19)
            }
            var ends: [[ReadModelName: [String]]] = []
            for state in [source, target] {
                try await World.on(state) { ends.append(try await finish($0)) }
            }
            #expect(ends[0] == ends[1])
            #expect(ends[0][.graph]?.contains { $0.contains("\"last\"") } == true)
            #expect(ends[0][.graph]?.contains { $0.contains("\"r\"") } == true)
        }
    }

    @Test("One that died anywhere goes on and ends as if it had not", arguments: Move.all)
    func resumed(_ move: Move) async throws {
        try await move.with { source, target in
            try await fill(source)
            for number in 0..<8 {
                let death = DyingStore.Death.allCases[number % 2]
                await #expect(throws: EngineError.self) {
                    _ = try await Move.run(source, target, batchEvents: 11) {
                        $0.store = DyingStore($0.store, at: number % 3, death)
                    }
                }
            }
            let report = try await Move.run(source, target)
            #expect(report.eventsCopied == 0 && report.eventsThere == report.events)
            let parked = try await Move.parked(source)
            #expect(report.drifts == 0 && report.deadLetters == 3 && report.parkedWrites == parked)
            let (wanted, found) = (try await Move.events(source), try await Move.events(target))
            #expect(Array(found.prefix(wanted.count)) == wanted)
            #expect(found.count == wanted.count + 1)
        }
    }

    @Test("A copy catches up with a source that went on, and the way back is the same")
    func again() async throws {
        try await Move(from: .embedded, to: .loose).with { source, target in
            try await World.on(source) { world in
                try await world.openShop()
                try await world.done(Shop.product("1"))
                try await world.settled()
            }
            let first = try await Move.run(source, target)
            try await World.on(source) { world in
                try await world.done(Shop.product("2"))
                try await world.settled()
            }
            let second = try await Move.run(source, target)
            #expect(second.eventsThere == first.events && second.eventsCopied == 2)
            var wanted: [ReadModelName: [String]] = [:]
            try await World.on(target) { world in
                try await world.done(Shop.product("3"))
                try await world.settled()
                wanted = try await world.portableExports()
            }
            // The copy is the newer one now.
            let refused = try await Move.refusal(source, target)
            #expect(refused.code == .notApplicable && refused.message.contains("newer"))
            let back = try await Move.run(target, source)
            #expect(back.drifts == 0 && back.eventsThere == second.events)
            try await World.on(source) { world in
                let found = try await world.portableExports()
                #expect(found == wanted)
                let verdict = try await world.run(VerifyReadModels())
                #expect(verdict.drifts == [] && verdict.auditIntact)
            }
        }
    }

    @Test("A target with other data is refused and stays as it is", arguments: Move.all)
    func otherData(_ move: Move) async throws {
        try await move.with { source, target in
            for state in [source, target] {
                try await World.on(state) { try await $0.openShop() }
            }
            let before = try await Move.events(target)
            let error = try await Move.refusal(source, target)
            #expect(error.code == .notApplicable && error.message.contains("other data"))
            #expect(try await Move.events(target) == before)
            try await World.on(target) { try await $0.done(Shop.product("goes on")) }
        }
    }

    @Test("While an engine runs on the source nothing is copied")
    func running() async throws {
        try await Move(from: .loose, to: .embedded).with { _, target in
            try await World.with(.loose) { world in
                try await world.openShop()
                let to = try await target.open()
                let migration = LogMigration(
                    from: LogMigration.Side(mode: "source", ports: world.ports),
                    to: LogMigration.Side(mode: "target", ports: to.ports), patienceSeconds: 0)
                do throws(EngineError) {
                    _ = try await migration.run(CallContext(.localAdmin("tester")))
                    Issue.record("it was not refused")
                } catch {
                    #expect(error.code == .busy && error.message.contains("spice down"))
                }
                #expect(try await to.ports.store.head() == .start)
                await to.close()
            }
        }
    }

    @Test("A dry run tells what would be copied and writes nothing")
    func dryRun() async throws {
        try await Move(from: .embedded, to: .loose).with { source, target in
            try await fill(source)
            let told = try await Move.run(source, target, isDryRun: true)
            #expect(try await Move.events(target).isEmpty)
            let done = try await Move.run(source, target)
            #expect(told.isDryRun && told.events == done.events && told.logHash == done.logHash)
            #expect(told.aggregates == done.aggregates && told.openCommands == 3)
            #expect(
                [told.idempotencyKeys, told.deadLetters, told.parkedWrites, told.sourceFiles]
                    == [1, 3, 1, 1])
        }
    }
}
