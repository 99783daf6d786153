// Read models made anew from the log are the same, byte by byte; what differs from the log is found.

import Engine
import EventSourcing
import JSONText
import Ontology
import Testing

@Suite struct RebuildTests {
    private func fill(_ world: World) async throws {
        try await world.openShop()
        for maker in ["a", "b"] {
            _ = try await world.run(Shop.create("Maker", ["id": .string(maker)]))
        }
        let rows = (0..<120).map { number -> SubmitBulk.Row in
            let maker = ["a", "b", "nobody"][number % 3]
            return SubmitBulk.Row(
                data: [
                    "id": .string("p\(number)"), "stock": .integer(number),
                    "makerId": .string(maker),
                ])
        }
        _ = try await world.run(
            SubmitBulk(database: Shop.name, className: "Product", rows: rows))
        for number in 0..<10 {
            _ = try await world.run(
                Shop.update("Product", "p\(number)", ["makerId": "b", "name": "changed"]))
        }
        for number in 10..<15 { _ = try await world.run(Shop.delete("Product", "p\(number)")) }
        try await world.settled()
    }

    private func exports(_ world: World) async throws -> [ReadModelName: [String]] {
        var exports: [ReadModelName: [String]] = [:]
        for model in ReadModelName.allCases {
            exports[model] = try await world.export(model, Shop.name, isPortable: false)
        }
        return exports
    }

    @Test("A rebuild gives the same bytes", arguments: AdapterKind.allCases)
    func same(_ kind: AdapterKind) async throws {
        try await World.with(kind) { world in
            try await fill(world)
            let before = try await exports(world)
            #expect(before[.graph]?.count == 117)
            #expect(try await world.run(VerifyReadModels()).drifts == [])
            let report = try await world.run(RebuildReadModel(models: ReadModelName.allCases))
            #expect(report.events > 3 * 200)
            try await world.settled()
            let after = try await exports(world)
            for model in ReadModelName.allCases { #expect(after[model] == before[model]) }
            let verdict = try await world.run(VerifyReadModels())
            #expect(verdict.drifts == [] && verdict.auditIntact)
            #expect(verdict.instances == 117)
        }
    }

    @Test(
        "Writes that come in during a rebuild are there afterwards",
        arguments: AdapterKind.allCases)
    func meanwhile(_ kind: AdapterKind) async throws {
        try await World.with(kind) { world in
            try await fill(world)
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    for number in 0..<60 {
                        _ = try await world.run(
                            Shop.update(
                                "Product", "p\(20 + number)", ["stock": .integer(1000 + number)]))
                    }
                }
                group.addTask {
                    for _ in 0..<2 {
                        _ = try await world.run(
                            RebuildReadModel(models: [.documents, .graph, .lineage]))
                    }
                }
                try await group.waitForAll()
            }
            try await world.settled()
            #expect(try await world.run(VerifyReadModels()).drifts == [])
            let live = try await exports(world)
            _ = try await world.run(RebuildReadModel(models: ReadModelName.allCases))
            try await world.settled()
            #expect(try await exports(world) == live)
        }
    }

    @Test("What was changed behind the log's back is found", arguments: AdapterKind.allCases)
    func drift(_ kind: AdapterKind) async throws {
        try await World.with(kind) { world in
            try await fill(world)
            let node = world.stream("Product", "p50")
            let id = DocumentID(node)
            var document = try #require(try await world.ports.documents.documents([id]).first)
            document.sequence = document.sequence.next
            document.data["stock"] = 4711
            try await world.ports.documents.apply([.upsert(document)], upTo: nil)
            let lost = world.stream("Product", "p51")
            let kept = try #require(try await world.ports.graph.nodes([lost]).first)
            try await world.ports.graph.apply(
                [.delete(lost, sequence: kept.sequence.next, event: kept.event)], upTo: nil)
            let verdict = try await world.run(VerifyReadModels())
            #expect(verdict.driftCount == 2)
            #expect(
                Set(verdict.drifts.map { "\($0.model.rawValue) \($0.subject)" })
                    == ["documents Product/p50", "graph Product/p51"])
            _ = try await world.run(RebuildReadModel(models: [.documents, .graph]))
            try await world.settled()
            #expect(try await world.run(VerifyReadModels()).drifts == [])
        }
    }

    @Test("A document of which the log knows nothing is found", arguments: AdapterKind.allCases)
    func surplus(_ kind: AdapterKind) async throws {
        try await World.with(kind) { world in
            try await fill(world)
            let id = DocumentID(world.stream("Product", "ghost"))
            var document = try #require(
                try await world.ports.documents.documents(
                    [DocumentID(world.stream("Product", "p50"))]).first)
            document.id = id
            try await world.ports.documents.apply([.upsert(document)], upTo: nil)
            let verdict = try await world.run(VerifyReadModels())
            #expect(verdict.driftCount == 1)
            #expect(verdict.drifts.first?.model == .documents)
        }
    }

    private func complete(_ world: World) async throws {
        try await eventually("the read models are what the log says") {
            (try? await world.run(VerifyReadModels()))?.drifts == []
        }
        try await world.settled()
    }

    @Test(
        "After a rebuild that failed the worker makes the model whole",
        arguments: AdapterKind.allCases)
    func fails(_ kind: AdapterKind) async throws {
        let outage = Outage()
        let breaking: @Sendable (inout EnginePorts) -> Void = { ports in
            ports.documents = WatchedDocuments(
                base: ports.documents,
                applying: { end async throws(ReadModelError) in
                    if end == nil, outage.isActive { throw .unavailable("a test") }
                })
        }
        try await World.with(kind, adjust: breaking) { world in
            try await fill(world)
            let before = try await exports(world)
            outage.begin()
            let refusal = try await world.refusal(RebuildReadModel(models: [.documents]))
            #expect(refusal.code == .unavailable)
            outage.end()
            try await complete(world)
            #expect(try await exports(world) == before)
        }
    }
}
