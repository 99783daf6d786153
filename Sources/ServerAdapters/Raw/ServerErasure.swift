// Takes away what a run on shared servers left under its own names. Best effort: what a server does not let go stays,
// and nobody else's names are touched, so without a namespace nothing is removed at all.

package import EventSourcing
package import HTTPClient
internal import JSONText

package struct ServerErasure: Sendable {
    private let settings: ConnectedSettings
    private let http: HTTPClient
    private let clock: any EventSourcing.Clock

    package init(
        _ settings: ConnectedSettings, http: HTTPClient, clock: any EventSourcing.Clock
    ) {
        self.settings = settings
        self.http = http
        self.clock = clock
    }

    /// Objects, topics, indices, keys and graph databases of the namespace; the Postgres database is its owner's.
    /// Answers the servers on which something may be left.
    package func run() async -> [String] {
        guard !settings.objects.prefix.isEmpty, !settings.kafka.prefix.isEmpty,
            !settings.documents.prefix.isEmpty
        else { return ["all"] }
        var left: [String] = []
        let objects = S3Client(settings.objects, http: http, clock: clock)
        if await !Self.objects(objects, below: "") { left.append("S3") }
        if await !topics() { left.append("Kafka") }
        if await !documents() { left.append("Elasticsearch") }
        if await !keys() { left.append("Redis") }
        if await !databases() { left.append("TerminusDB") }
        return left
    }

    /// Page by page until nothing is listed any more. False when something stays.
    @discardableResult
    static func objects(_ client: S3Client, below prefix: String) async -> Bool {
        var before: [String] = []
        while true {
            guard let keys = try? await client.list(prefix), keys != before else { return false }
            if keys.isEmpty { return true }
            before = keys
            await withTaskGroup(of: Void.self) { group in
                for (number, key) in keys.enumerated() {
                    if number >= RawServers.parallel { await group.next() }
                    group.addTask { try? await client.delete(key) }
                }
            }
        }
    }

    private func topics() async -> Bool {
        let bus = KafkaBus(settings.kafka)
        let isDone: Bool
        do throws(EventBusError) {
            try await bus.deleteTopics(ConnectedPorts.topics + [RawServers.topic])
            isDone = true
        } catch { isDone = false }
        await bus.close()
        return isDone
    }

    private func documents() async -> Bool {
        let client = ElasticClient(settings.documents, http: http)
        let raw = try? await client.call(
            "DELETE", "/\(RawServers.index(settings.documents))", missing: true)
        do throws(ReadModelError) {
            try await ElasticDocumentIndex(client).remove()
            return raw != nil
        } catch { return false }
    }

    private func keys() async -> Bool {
        guard let redis = settings.redis, !redis.prefix.isEmpty else { return true }
        let client = RedisClient(redis)
        defer { client.close() }
        var cursor = "0"
        repeat {
            guard
                let reply = try? await client.send([
                    ["SCAN", cursor, "MATCH", redis.prefix + "*", "COUNT", "1000"]
                ]).first, case .array(let parts?) = reply, parts.count == 2,
                let next = parts[0].text, case .array(let names?) = parts[1]
            else { return false }
            let found = names.compactMap(\.text)
            if !found.isEmpty, (try? await client.send([["UNLINK"] + found])) == nil {
                return false
            }
            cursor = next
        } while cursor != "0"
        return true
    }

    private func databases() async -> Bool {
        guard let graph = settings.graph else { return true }
        let client = TerminusClient(graph, http: http)
        guard let all = try? await client.ask("/api/").json.array else { return false }
        var isDone = true
        for name in all.compactMap({ $0["name"]?.string }) where name.hasPrefix(graph.prefix) {
            let path = "/api/db/" + client.place(name) + "?force=true"
            if (try? await client.send("DELETE", path)) == nil { isDone = false }
        }
        return isDone
    }
}
