// Documents that are made in an index beside: it takes the place of the old one only when it holds what the log calls for.

import EventSourcing
import JSONText
import Ontology
import Synchronization
import TestSupport
import Testing

@testable import Engine

/// An index on another one, with a successor that leaves out what has this key.
private struct SucceededDocuments: DocumentIndex {
    let current: Mutexed<any DocumentIndex>
    let spare: any DocumentIndex
    let lost: String?
    let taken: Counter

    func apply(_ batch: [DocumentChange], upTo: BusPosition?) async throws(ReadModelError) {
        try await current.value.apply(batch, upTo: upTo)
    }
    func checkpoint() async throws(ReadModelError) -> BusPosition? {
        try await current.value.checkpoint()
    }
    func documents(_ ids: [DocumentID]) async throws(ReadModelError) -> [Document] {
        try await current.value.documents(ids)
    }
    func search(_ query: DocumentQuery, _ page: PageRequest) async throws(ReadModelError)
        -> Page<Document>
    { try await current.value.search(query, page) }
    func count(_ query: DocumentQuery) async throws(ReadModelError) -> Int {
        try await current.value.count(query)
    }
    func sorted(_ query: DocumentQuery, by order: DocumentOrder, _ places: Range<Int>)
        async throws(ReadModelError) -> [Document]?
    {
        let all = try await current.value.search(query, PageRequest(limit: 1000)).items
        return Array(order.sorted(all)[places.clamped(to: all.indices)])
    }
    func reset() async throws(ReadModelError) { try await current.value.reset() }

    func successor() async throws(ReadModelError) -> DocumentSuccessor? {
        let (spare, current, taken) = (spare, current, taken)
        try await spare.reset()
        let filled = Forgetful(base: spare, lost: lost)
        return DocumentSuccessor(
            filled,
            takeOver: { () async throws(ReadModelError) in
                current.value = spare
                taken.add()
            })
    }
}

/// What an index does that says yes and keeps nothing.
private struct Forgetful: DocumentIndex {
    let base: any DocumentIndex
    let lost: String?

    func apply(_ batch: [DocumentChange], upTo: BusPosition?) async throws(ReadModelError) {
        let kept = batch.filter { change in
            guard case .upsert(let document) = change else { return true }
            return lost == nil || document.id.key != lost
        }
        try await base.apply(kept, upTo: upTo)
    }
    func checkpoint() async throws(ReadModelError) -> BusPosition? { nil }
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

private final class Mutexed<Value: Sendable>: Sendable {
    private let state: Mutex<Value>
    init(_ value: Value) { state = Mutex(value) }
    var value: Value {
        get { state.withLock { $0 } }
        set { state.withLock { $0 = newValue } }
    }
}

@Suite struct CountedRebuildTests {
    private func withShop(losing lost: String?, _ body: (World, Counter) async throws -> Void)
        async throws
    {
        let taken = Counter()
        let adjust = { @Sendable (ports: inout EnginePorts) in
            ports.documents = SucceededDocuments(
                current: Mutexed(ports.documents),
                spare: LooseWorld(clock: FixedClock()).open().documents,
                lost: lost, taken: taken)
        }
        try await World.with(.loose, adjust: adjust) { world in
            try await world.openShop()
            for key in ["1", "2", "3"] {
                try await world.done(Shop.product(key, ("stock", .integer(10 - (Int(key) ?? 0)))))
            }
            try await world.done(Shop.delete("Product", "2"))
            try await world.settled()
            try await body(world, taken)
        }
    }

    private func keys(_ world: World, _ order: QueryInstances.Order = .key) async throws
        -> [String]
    {
        let query = QueryInstances(database: "shop", className: "Product", order: order)
        return try await world.run(query).items.map(\.key)
    }

    @Test func aWholeOneTakesThePlace() async throws {
        try await withShop(losing: nil) { world, taken in
            _ = try await world.run(RebuildReadModel(models: [.documents]))
            #expect(taken.value == 1)
            #expect(try await keys(world) == ["1", "3"])
        }
    }

    @Test func oneThatLacksADocumentIsRefusedAndTheOldOneServesOn() async throws {
        try await withShop(losing: "3") { world, taken in
            await #expect {
                _ = try await world.run(RebuildReadModel(models: [.documents]))
            } throws: { error in
                let words = "\(error)"
                return words.contains("holds 1 documents of shop and the log calls for 2")
                    && words.contains("spice rebuild documents")
            }
            #expect(taken.value == 0)
            let served = try await keys(world)
            #expect(served == ["1", "3"])
        }
    }

    @Test func anIndexThatKeepsAnOrderIsAskedForIt() async throws {
        try await withShop(losing: nil) { world, _ in
            #expect(try await keys(world, .property("stock")) == ["3", "1"])
            let page = QueryInstances(
                database: "shop", className: "Product", order: .property("stock"),
                isDescending: true, limit: 1, offset: 1)
            let rows = try await world.run(page)
            #expect(rows.items.map(\.key) == ["3"] && rows.total == 2 && !rows.isCut)
        }
    }

    @Test func theTallyFollowsTheLog() async throws {
        let scope = GraphScope(database: "shop", epoch: 1)
        func id(_ key: String) -> DocumentID {
            DocumentID(kind: .instance, scope: scope, className: "Product", key: key)
        }
        func put(_ key: String) -> DocumentChange {
            .upsert(
                Document(
                    id: id(key), sequence: SequenceNumber(1), event: .named(key),
                    eventAt: FixedClock.sampleTime, createdAt: FixedClock.sampleTime,
                    data: JSONObject()))
        }
        var tally = DocumentTally()
        tally.take([put("a"), put("b"), put("a"), .delete(id("b"), sequence: SequenceNumber(2))])
        #expect(tally.counts == [.init(kind: .instance, scope: scope): 1])
        tally.take([.delete(id("nobody"), sequence: SequenceNumber(2)), put("b")])
        #expect(tally.counts.values.reduce(0, +) == 2)
        tally.take([.dropDatabase(name: "shop", epoch: 1), put("late")])
        #expect(tally.counts.isEmpty)
    }
}
