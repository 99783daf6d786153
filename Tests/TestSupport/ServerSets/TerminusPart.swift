// The graph on the contract server, or on the real TerminusDB that TERMINUS_TEST_URL (with TERMINUS_TEST_KEY) names.

internal import EventSourcing
internal import HTTPClient
package import ServerAdapters

package final class TerminusPart: ServerPart {
    package let server: TerminusContractServer?
    package let settings: TerminusSettings

    /// Small transactions, so that a batch takes several of them.
    package init() throws {
        let real = TestServers.variable("TERMINUS_TEST_URL")
        server = real == nil ? try TerminusContractServer() : nil
        settings = TerminusSettings(
            url: real ?? server?.url ?? "",
            key: real == nil
                ? TerminusContractServer.key : TestServers.variable("TERMINUS_TEST_KEY") ?? "root",
            prefix: TestServers.uniqueName("t") + "_", nodesPerCommit: 7,
            commitsPerOptimization: 5)
    }

    package var store: TerminusGraphStore { TerminusGraphStore(settings, http: HTTPClient()) }

    package func open(_ ports: inout Ports, clock: FixedClock) async throws {
        ports.graph = store
    }

    package func kill() async {}

    package func end() async {
        try? await store.reset()
        server?.stop()
    }
}
