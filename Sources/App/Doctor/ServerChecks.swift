// The servers of the connected mode: whether each can be reached and serves what is asked of it, and whose clock differs.

import EmbeddedAdapters
import EventSourcing
import Foundation
import HTTPClient
import ServerAdapters

struct ServerChecks {
    let configuration: AppConfiguration
    /// How far a server's clock may be from ours: signatures of S3 end to be valid at 15 minutes.
    static let tolerableSeconds = 60.0

    func all() async -> [DoctorCheck] {
        let plan: ConnectedPlan?
        do throws(UsageError) {
            plan = try ConnectedPlan(configuration)
        } catch {
            return [.fail("servers", error.description, "set what is missing: spice config show")]
        }
        guard let plan else { return [] }
        let ports = ConnectedPorts(plan.settings, http: HTTPClient(), clock: SystemClock())
        var checks = [
            await check(
                "server.postgres", "start it, look at POSTGRES_URL, then: spice migrate",
                ports.askPostgres),
            await clock(ports),
            await check(
                "server.s3",
                "look at MINIO_ENDPOINT_URL, the keys and the clock; then: spice migrate",
                ports.askObjects),
            await check(
                "server.kafka", "look at KAFKA_BOOTSTRAP_SERVERS; topics are made by spice migrate",
                ports.askKafka),
            await check(
                "server.elasticsearch", "look at ELASTICSEARCH_URL and its user",
                ports.askDocuments),
        ]
        if let ask = ports.asksGraph {
            checks.append(
                await check(
                    "server.terminusdb", "look at TERMINUS_SERVER_URL, TERMINUS_USER and _KEY", ask)
            )
        }
        if let ask = ports.asksRedis {
            checks.append(
                await check(
                    "server.redis", "look at REDIS_URL; all goes on without it, slower", ask,
                    isOptional: true))
        }
        await ports.close()
        return checks
    }

    private func check(
        _ name: String, _ remedy: String, _ ask: @Sendable () async throws -> String,
        isOptional: Bool = false
    ) async -> DoctorCheck {
        do {
            return .ok(name, try await ask())
        } catch {
            return isOptional ? .warn(name, "\(error)", remedy) : .fail(name, "\(error)", remedy)
        }
    }

    private func clock(_ ports: ConnectedPorts) async -> DoctorCheck {
        guard let seen = try? await ports.registry.inspect() else {
            return .warn("server.clock", "Postgres did not tell its time", "see server.postgres")
        }
        let difference = abs(seen.serverTime.seconds(since: SystemClock().now()))
        let text = "Postgres' clock differs by \(String(format: "%.1f", difference)) s"
        return difference < Self.tolerableSeconds
            ? .ok("server.clock", text)
            : .warn("server.clock", text, "set both clocks (timedatectl)")
    }
}
