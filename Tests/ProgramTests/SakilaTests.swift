// A larger set of tables through the program: keys of several columns, tables that only join others, tables that name
// each other. What is there afterwards is what an independent reader counts and joins in the files.

import Foundation
import TestSupport
import Testing

@Suite(.enabled(if: Program.isNamed(for: "sakila, imported"))) struct SakilaTests {
    /// A class as `spice ontology list --json` shows it.
    private struct Shown: Decodable {
        struct Link: Decodable {
            var predicate: String
            var target: String
            var sourceProperties: [String]
            var targetProperties: [String]
            var edges: Int
            var unresolved: Int
        }
        var id: String
        var instances: Int
        var key: [String]
        var links: [Link]
    }

    private struct List: Decodable { var items: [Shown] }

    @Test func everyRowAndEveryLinkOfTheFilesIsThereAndNothingElse() async throws {
        guard let folder = SharedData.path("data/inference/keys-dev/files/sakila") else { return }
        let files = try FileManager.default.contentsOfDirectory(atPath: folder)
            .filter { $0.hasSuffix(".csv") }.map { folder + "/" + $0 }
        try await TemporaryFolder.with { place in
            let path = place.file("data")
            let load = ["import"] + files + ["--db", "sakila", "--data-dir", path, "--json"]
            let outcome = try await Program.run(load, limitSeconds: 400)
            #expect(outcome.code == 0, "\(outcome)")
            let answer = try await Program.run(
                "ontology", "list", "--db", "sakila", "--data-dir", path, "--json")
            let classes = try JSONDecoder().decode(List.self, from: Data(answer.output.utf8)).items
            try expectCounts(classes, try tables(files, classes))
            expectSchema(classes)
            try await Findings.expectAgreement(path)
        }
    }

    private func tables(_ files: [String], _ classes: [Shown]) throws -> RawTables {
        var raw = RawTables()
        for file in files {
            let table = try RawTable(path: file)
            raw.tables[String(table.file.dropLast(".csv".count))] = table
        }
        for shown in classes { raw.keys[shown.id] = shown.key }
        return raw
    }

    private func expectCounts(_ classes: [Shown], _ raw: RawTables) throws {
        #expect(Set(classes.map(\.id)) == Set(raw.tables.keys))
        for shown in classes {
            #expect(shown.instances == raw.tables[shown.id]?.rows.count, "\(shown.id)")
            for link in shown.links {
                let columns = link.targetProperties
                let (edges, unresolved) = raw.count(
                    RawLink(
                        from: shown.id, predicate: link.predicate, to: link.target,
                        sourceColumns: link.sourceProperties,
                        targetColumns: columns.isEmpty ? raw.keys[link.target] ?? [] : columns))
                #expect(edges > 0)
                #expect(link.edges == edges, "\(shown.id) \(link.predicate)")
                #expect(link.unresolved == unresolved, "\(shown.id) \(link.predicate)")
            }
        }
    }

    /// Against the database's published definition, but for film.original_language_id, which is empty everywhere.
    private func expectSchema(_ classes: [Shown]) {
        let found = classes.flatMap { shown in
            shown.links.map {
                "\(shown.id).\($0.sourceProperties.joined(separator: ",")) \($0.target)"
            }
        }
        let defined: Set = [
            "address.city_id city", "city.country_id country", "customer.address_id address",
            "customer.store_id store", "film.language_id language", "film_actor.actor_id actor",
            "film_actor.film_id film", "film_category.category_id category",
            "film_category.film_id film", "inventory.film_id film", "inventory.store_id store",
            "payment.customer_id customer", "payment.rental_id rental", "payment.staff_id staff",
            "rental.customer_id customer", "rental.inventory_id inventory",
            "rental.staff_id staff", "staff.address_id address", "staff.store_id store",
            "store.address_id address", "store.manager_staff_id staff",
        ]
        let missing = defined.subtracting(found)
        #expect(missing.isEmpty, "missing: \(missing.sorted())")
        let joined = classes.filter { $0.key.count > 1 }
        #expect(Set(joined.map(\.id)) == ["film_actor", "film_category"])
        #expect(
            joined.allSatisfy { Set($0.key).isSubset(of: ["film_id", "actor_id", "category_id"]) })
    }
}
