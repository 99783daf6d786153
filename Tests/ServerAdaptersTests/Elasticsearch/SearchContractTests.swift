// The contract checks of the document index on two servers that are not the real ones: noida-db, which speaks
// Elasticsearch's protocol, and osmem, which speaks OpenSearch's.

import ServerAdapters
import TestSupport
import Testing

@Suite(
    "Elasticsearch and OpenSearch hold the contract of the document index",
    .enabled(
        if: TestServers.has("documents", TestServers.noidaElastic, TestServers.osmem)))
struct SearchContractTests {
    static let sets = [
        ("elasticsearch", TestServers.noidaElastic), ("opensearch", TestServers.osmem),
    ].map { name, url in
        AdapterSet(name, partitions: 2) {
            ServerWorld(partitions: $0, [SearchPart(url ?? "")])
        }
    }

    @Test(arguments: sets, DocumentIndexChecks.all)
    func documents(_ set: AdapterSet, _ check: PortCheck) async throws {
        try await check.run(on: set)
    }

    @Test(arguments: [TestServers.noidaElastic, TestServers.osmem])
    func theProductIsToldApart(_ url: String?) async throws {
        let product = try await SearchPart(url ?? "").client.product()
        #expect(product.isOpenSearch == (url == TestServers.osmem))
        #expect(!product.version.isEmpty)
    }
}
