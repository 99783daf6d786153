// The command line's queries: conditions of every kind, hops that need not be there, and the database that need not be
// named.

import Foundation
import TestSupport
import Testing

@Suite(.enabled(if: Program.isThere)) struct QueryLineTests {
    private func keys(_ arguments: [String], _ directory: String) async throws -> [String] {
        let outcome = try await Program.run(
            ["query"] + arguments + ["--limit", "200", "--json", "--data-dir", directory])
        #expect(outcome.code == 0, "\(outcome)")
        let nodes = try #require(try outcome.json()["nodes"] as? [[String: Any]])
        return nodes.compactMap { $0["id"] as? String }
    }

    @Test func conditionsCompareAndTheOnlyDatabaseNeedsNoName() async throws {
        let place = try await Tables.few.imported().path
        let dear = try await keys(["Product", "--where", "unitPrice>=97"], place)
        #expect(dear.count > 0 && dear.count < 10, "\(dear)")
        let between = try await keys(
            ["Product", "--where", "unitPrice>20", "--where", "unitPrice<=22"], place)
        #expect(between.count > 0 && between.count < 20, "\(between)")
        let all = try await keys(["Product"], place)
        let others = try await keys(["Product", "--where", "unitPrice<97"], place)
        #expect(Set(dear).union(others).count == all.count)
        let two = try await keys(
            ["Product", "--where", "entityId=1", "--where", "entityId=2"], place)
        #expect(two.sorted() == ["Product/1", "Product/2"])
        let hops = try await keys(
            ["Category", "<categoryId:Product", "--hop-where", "1:unitPrice>=97"], place)
        #expect(Set(hops.filter { $0.hasPrefix("Product/") }) == Set(dear))
    }

    @Test func anOrderThatNoValueHasIsRefused() async throws {
        let place = try await Tables.few.imported().path
        for condition in ["unitPrice>abc", "unitPrice<=12,5"] {
            let outcome = try await Program.run(
                "query", "Product", "--where", condition, "--data-dir", place)
            #expect(outcome.code == 2, "\(outcome)")
            #expect(outcome.errors.contains("unitPrice is money"), "\(outcome)")
        }
    }

    @Test(arguments: [
        (["--where", "!"], "a condition is"), (["x", "y"], "a hop is"),
        (["--hop-where", "3:a=1"], "--hop-where takes"), (["p:Product{1,}"], "a hop is"),
        (["p:Product{,3}"], "a hop is"), (["p:Product{3,1}"], "a hop is"),
        (["--where", "a>1", "--where", "a>2"], "the same condition twice"),
    ]) func whatIsNoConditionIsRefused(arguments: [String], text: String) async throws {
        let outcome = try await Program.run(
            ["query", "Product"] + arguments + ["--db", "shop", "--data-dir", "/dev/null/at/all"])
        #expect(outcome.code == 2 && outcome.errors.contains(text), "\(outcome)")
    }

    @Test func severalDatabasesAreListedAndNoneSaysWhatToDo() async throws {
        try await TemporaryFolder.with { folder in
            let data = try folder.folder("data")
            let none = try await Program.run(["ontology", "list", "--data-dir", data])
            #expect(
                none.code == 4 && none.errors.contains("spice import FILE --db NAME"), "\(none)")
            for name in ["shop", "store"] {
                let made = try await Program.run(["db", "create", name, "--data-dir", data])
                #expect(made.code == 0)
            }
            let several = try await Program.run(["ontology", "list", "--data-dir", data])
            #expect(several.code == 2)
            #expect(several.errors.contains("name one with --db: shop, store"), "\(several)")
        }
    }

    @Test func oneMissingFileHidesNothingOfTheOthers() async throws {
        let place = try await Tables.few.imported().path
        let file = try #require(Tables.few.files.first)
        let outcome = try await Program.run(
            ["infer", file, "/no/such/file.csv", "--data-dir", place])
        #expect(outcome.code == 4 && outcome.output.contains("Category"), "\(outcome)")
        #expect(outcome.errors.contains("no file at /no/such/file.csv"))
    }
}
