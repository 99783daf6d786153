// Hops to a class that others are kinds of.

import Engine
import EventSourcing
import JSONText
import Ontology
import TestSupport
import Testing

@Suite struct SubclassHopTests {
    private static func definition(
        _ id: String, parent: String? = nil, link: (String, String)? = nil
    ) -> JSON {
        let key: JSON = ["name": "id", "type": "string", "label": "Id", "required": true]
        var object = JSONObject([
            ("id", .string(id)), ("label", .string(id)), ("primary_key", .array(["id"])),
            ("properties", .array([key])),
        ])
        object["parent_class"] = parent.map(JSON.string)
        if let link {
            let relationship: JSON = [
                "predicate": .string(link.0), "target": .string(link.1),
                "label": .string(link.0), "cardinality": "n:1",
            ]
            object["relationships"] = .array([relationship])
        }
        return .object(object)
    }

    /// Party ← Person ← Worker; orders are of persons, cars of workers; a visit is of a party.
    private func open(_ world: World) async throws {
        _ = try await world.run(Shop.createDatabase)
        for made in [
            SubclassHopTests.definition("Party"),
            SubclassHopTests.definition("Person", parent: "Party", link: ("livesIn", "Town")),
            SubclassHopTests.definition("Worker", parent: "Person", link: ("livesIn", "Town")),
            SubclassHopTests.definition("Town"),
            SubclassHopTests.definition("Order", link: ("of", "Person")),
        ] {
            try await world.done(Shop.createClass(made))
        }
        for (className, data) in [
            ("Town", ["id": "t"]), ("Person", ["id": "p", "livesIn": "Town/t"]),
            ("Worker", ["id": "w", "livesIn": "Town/t"]), ("Order", ["id": "o", "of": "Person/p"]),
        ] as [(String, JSON)] {
            try await world.done(Shop.create(className, data))
        }
    }

    @Test("A hop to a class also arrives at its subclasses", arguments: [false, true])
    func along(_ isOptional: Bool) async throws {
        try await World.with(.embedded) { world in
            try await open(world)
            let answer = try await world.run(
                GraphQuery(
                    database: Shop.name, startClass: "Order",
                    hops: [
                        .init(
                            predicate: "of", targetClass: "Party",
                            optional: isOptional ? true : nil)
                    ]))
            #expect(answer.nodes.map(\.id) == ["Order/o", "Person/p"])
        }
    }

    @Test("Against a link it finds instances of all the subclasses, then goes on from each")
    func against() async throws {
        try await World.with(.embedded) { world in
            try await open(world)
            var query = GraphQuery(
                database: Shop.name, startClass: "Town",
                hops: [.init(predicate: "livesIn", targetClass: "Party", direction: "in")])
            let all = try await world.run(query)
            #expect(all.nodes.map(\.id) == ["Town/t", "Person/p", "Worker/w"])
            query.hops[0].targetClass = "Worker"
            #expect(try await world.run(query).nodes.map(\.id) == ["Town/t", "Worker/w"])
            query.hops = [
                .init(predicate: "livesIn", targetClass: "Party", direction: "in"),
                .init(predicate: "of", targetClass: "Order", direction: "in"),
            ]
            #expect(
                try await world.run(query).nodes.map(\.id) == ["Town/t", "Person/p", "Order/o"])
            query.hops[0].targetClass = "Order"
            #expect(try await world.refusal(query).code == .invalidRequest)
        }
    }
}
