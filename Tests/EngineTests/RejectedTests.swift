// A read model that will never take one document of many: that one is kept as a dead letter with the store's own words, what
// follows it in its stream waits, and all others go on.

import Engine
import EventSourcing
import JSONText
import Ontology
import TestSupport
import Testing

/// Refuses what has this key, as a search server does that cannot map it; takes nothing of a batch that holds it.
private struct PickyDocuments: DocumentIndex {
    let base: any DocumentIndex
    let key: String
    let outage: Outage

    func apply(_ batch: [DocumentChange], upTo: BusPosition?) async throws(ReadModelError) {
        let isRefused = batch.contains { change in
            guard case .upsert(let document) = change else { return false }
            return document.id.key == key
        }
        if outage.isActive, isRefused { throw .rejected("mapper_parsing_exception") }
        try await base.apply(batch, upTo: upTo)
    }

    func checkpoint() async throws(ReadModelError) -> BusPosition? { try await base.checkpoint() }

    func documents(_ ids: [DocumentID]) async throws(ReadModelError) -> [Document] {
        try await base.documents(ids)
    }

    func search(_ query: DocumentQuery, _ page: PageRequest) async throws(ReadModelError)
        -> Page<Document>
    { try await base.search(query, page) }

    func count(_ query: DocumentQuery) async throws(ReadModelError) -> Int {
        try await base.count(query)
    }

    func reset() async throws(ReadModelError) { try await base.reset() }
}

@Suite struct RejectedTests {
    @Test(
        "One document of ten that the index will never take is a dead letter, and the nine are there",
        arguments: [AdapterKind.embedded, .loose])
    func one(_ kind: AdapterKind) async throws {
        let outage = Outage()
        outage.begin()
        let adjust = { @Sendable (ports: inout EnginePorts) in
            ports.documents = PickyDocuments(base: ports.documents, key: "4", outage: outage)
        }
        try await World.with(kind, settings: .impatient, adjust: adjust) { world in
            try await world.openShop()
            // All in one batch.
            try await world.pause(.documents)
            for number in 0..<10 {
                try await world.done(Shop.product("\(number)", ("stock", .integer(number))))
            }
            try await world.done(Shop.update("Product", "4", ["stock": 44]))
            try await world.pause(.documents, false)
            try await eventually("the later event waits behind the letter") {
                let parked = try await world.run(ListParkedWrites()).items
                return parked.map(\.aggregate) == ["Product/4"]
            }
            let letters = try await world.run(ListDeadLetters()).items
            #expect(letters.map(\.aggregate) == ["Product/4"])
            #expect(letters.first?.code == "rejected")
            #expect(letters.first?.cause.contains("mapper_parsing_exception") == true)
            #expect(letters.first?.content.contains("\"stock\":4") == true)
            try await eventually("nine are there") { try await documents(world) == 9 }
            // Others go on.
            try await world.done(Shop.product("11", ("stock", 11)))
            try await eventually("the next is there too") { try await documents(world) == 10 }

            outage.end()
            #expect(try await world.run(RetryDeadLetter(id: try #require(letters.first).id)))
            try await eventually("all of it is there") {
                let isEmpty = try await world.run(ListDeadLetters()).items.isEmpty
                let view = try await world.run(
                    GetInstance(database: Shop.name, className: "Product", key: "4"))
                return isEmpty && view.data["stock"] == 44 && view.badge == Badge(.full)
            }
            try await world.settled()
            #expect(try await world.run(VerifyReadModels()).driftCount == 0)
        }
    }

    private func documents(_ world: World) async throws -> Int {
        let scope = world.stream("Product", "1").scope
        return try await world.ports.documents.count(
            DocumentQuery(kind: .instance, scope: scope, className: "Product"))
    }
}
