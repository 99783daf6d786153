// The benchmark's engines on the configured servers: each directory of the laboratory stands for a namespace and a Postgres
// database of its own, which are removed again.

import EmbeddedAdapters
import Engine
import Foundation
import HTTPClient
import Laboratory
import ServerAdapters
import Synchronization

final class ConnectedBench: Sendable {
    private let configuration: AppConfiguration
    private let given: ConnectedPlan
    private let server: PostgresPool
    /// By directory: the names on the servers.
    private let names = Mutex<[String: String]>([:])
    /// Where something may be left.
    private let left = Mutex<Set<String>>([])

    init(_ configuration: AppConfiguration) throws {
        guard let plan = try ConnectedPlan(configuration, mode: "connected") else {
            throw UsageError("this is not connected mode")
        }
        self.configuration = configuration
        given = plan
        server = PostgresPool(PostgresSettings(url: plan.settings.postgres.url, connections: 1))
    }

    var rig: EngineRig {
        EngineRig(
            open: { [self] directory in
                try await BenchRig.open(directory, try await environment(directory))
            },
            discard: { [self] directory in
                await erase(directory)
                try FileManager.default.removeItem(atPath: directory)
            },
            load: { [self] directory in
                let ports = try await settings(directory)
                let raw = RawServers(ports, http: HTTPClient(), clock: SystemClock())
                do throws(RawServerError) {
                    try await raw.prepare()
                } catch {
                    await raw.close()
                    throw StartError(
                        "\(error.server) is not ready: \(error.reason)", code: "server_unready")
                }
                return Load(
                    raw: raw,
                    ports: ConnectedPorts(ports, http: HTTPClient(), clock: SystemClock()))
            })
    }

    /// Removes everything that is there still. Answers the servers on which something may be left.
    func close() async -> [String] {
        for directory in names.withLock({ Array($0.keys) }) { await erase(directory) }
        server.close()
        return left.withLock { $0.sorted() }
    }

    private func settings(_ directory: String) async throws -> ConnectedSettings {
        let configuration = try AppConfiguration.load(try await environment(directory))
        guard let plan = try ConnectedPlan(configuration) else {
            throw UsageError("this is not connected mode")
        }
        return plan.settings
    }

    /// Makes the database when the directory is new.
    private func environment(_ directory: String) async throws -> [String: String] {
        let (name, isNew) = names.withLock { names in
            if let known = names[directory] { return (known, false) }
            let name = "bench" + UUID().uuidString.prefix(8).lowercased()
            names[directory] = name
            return (name, true)
        }
        if isNew {
            do {
                try await run("CREATE DATABASE spice_\(name)")
            } catch {
                names.withLock { $0[directory] = nil }
                throw StartError(
                    "Postgres does not make a database for the run: \(error.message)",
                    code: "server_unready")
            }
        }
        var environment = configuration.environment
        for name in ["CONNECT", "DATA_DIR", "TOKEN", "TOKEN_FILE"] {
            environment["SPICE_" + name] = nil
        }
        environment["ENABLE_CHAOS_INJECTION"] = nil
        environment["SPICE_MODE"] = "connected"
        environment["SPICE_NAMESPACE"] = name
        environment["SPICE_POSTGRES_URL"] = ConnectedChaos.replacingDatabase(
            given.settings.postgres.url, with: "spice_\(name)")
        return environment
    }

    private func erase(_ directory: String) async {
        guard let settings = try? await settings(directory),
            let name = names.withLock({ $0.removeValue(forKey: directory) })
        else { return }
        let erasure = ServerErasure(settings, http: HTTPClient(), clock: SystemClock())
        var remains = await erasure.run()
        do {
            try await run("DROP DATABASE IF EXISTS spice_\(name) WITH (FORCE)")
        } catch { remains.append("Postgres") }
        left.withLock { $0.formUnion(remains) }
    }

    private func run(_ sql: String) async throws(PostgresError) {
        _ = try await server.run { (session) throws(PostgresError) in
            try session.run([PostgresStatement(sql, isPrepared: false)])
        }
    }
}

/// The raw servers as the laboratory asks them.
private struct Load: ServerLoad {
    let raw: RawServers
    let ports: ConnectedPorts

    func servers() async -> [BenchReport.Server] {
        var asked: [(String, @Sendable () async throws -> String)] = [
            ("Postgres", ports.askPostgres), ("S3", ports.askObjects), ("Kafka", ports.askKafka),
            ("Elasticsearch", ports.askDocuments),
        ]
        if let ask = ports.asksGraph { asked.append(("TerminusDB", ask)) }
        if let ask = ports.asksRedis { asked.append(("Redis", ask)) }
        var servers: [BenchReport.Server] = []
        for (name, ask) in asked {
            servers.append(BenchReport.Server(name, (try? await ask()) ?? "does not answer"))
        }
        return servers
    }

    func sample(limit: Int) async throws -> [[UInt8]] {
        try await told { () async throws(RawServerError) in try await raw.sample(limit: limit) }
    }

    func produce(_ records: [[UInt8]]) async throws {
        try await told { () async throws(RawServerError) in try await raw.produce(records) }
    }

    func consume(_ count: Int) async throws {
        try await told { () async throws(RawServerError) in try await raw.consume(count) }
    }

    func commit(_ body: [UInt8]) async throws {
        try await told { () async throws(RawServerError) in try await raw.commit(body) }
    }

    func insert(_ records: [[UInt8]]) async throws {
        try await told { () async throws(RawServerError) in try await raw.insert(records) }
    }

    func put(_ body: [UInt8]) async throws {
        try await told { () async throws(RawServerError) in try await raw.put(body) }
    }

    func putTogether(_ records: [[UInt8]]) async throws {
        try await told { () async throws(RawServerError) in try await raw.putTogether(records) }
    }

    func index(_ records: [[UInt8]]) async throws {
        try await told { () async throws(RawServerError) in try await raw.index(records) }
    }

    func remember(_ records: [[UInt8]]) async throws -> Bool {
        try await told { () async throws(RawServerError) in try await raw.remember(records) }
    }

    func close() async {
        await raw.close()
        await ports.close()
    }

    private func told<Value>(_ body: () async throws(RawServerError) -> Value) async throws
        -> Value
    {
        do throws(RawServerError) {
            return try await body()
        } catch {
            throw LaboratoryError.unexpected("\(error.server): \(error.reason)")
        }
    }
}
