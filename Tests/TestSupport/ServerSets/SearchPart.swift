// Documents on a server that speaks Elasticsearch's or OpenSearch's protocol, in an index of its own.

internal import EventSourcing
internal import HTTPClient
package import ServerAdapters

package final class SearchPart: ServerPart {
    package let client: ElasticClient

    package init(_ url: String, maximumFields: Int = 4000) {
        client = ElasticClient(
            ElasticSettings(
                url: url, prefix: TestServers.uniqueName("t") + "_", deadlineSeconds: 10,
                attempts: 5, maximumFields: maximumFields), http: HTTPClient())
    }

    package func open(_ ports: inout Ports, clock: FixedClock) async throws {
        let index = ElasticDocumentIndex(client)
        try await index.prepare()
        ports.documents = index
    }

    package func kill() async {}

    package func end() async { try? await ElasticDocumentIndex(client).remove() }
}
