// A chaos run on the configured servers, under names of its own: a namespace in bucket, Kafka, search, Redis and graph, and a
// database in Postgres, which is dropped at the end. The rest of what it wrote stays there under its namespace.

import EmbeddedAdapters
import Engine
import Foundation
import HTTPClient
import Laboratory
import ServerAdapters

struct ConnectedChaos: Sendable {
    let rig: ChaosRig
    let namespace: String
    private let server: PostgresPool
    private let database: String
    private let ports: ConnectedPorts

    /// Makes the database. `control`: the script that may stop and start servers.
    static func open(
        _ configuration: AppConfiguration, _ place: ChaosPlace, control: ServerControl?
    ) async throws -> ConnectedChaos {
        guard let given = try ConnectedPlan(configuration) else {
            throw UsageError("this is not connected mode: set SPICE_MODE=connected")
        }
        let word = "chaos" + UUID().uuidString.prefix(8).lowercased()
        let database = "spice_\(word)"
        let server = PostgresPool(
            PostgresSettings(url: given.settings.postgres.url, connections: 1))
        do {
            _ = try await server.run { (session) throws(PostgresError) in
                try session.run([
                    PostgresStatement("CREATE DATABASE \(database)", isPrepared: false)
                ])
            }
        } catch {
            server.close()
            throw StartError(
                "Postgres does not make a database for the run: \(error.message)",
                code: "server_unready")
        }
        let environment = environment(configuration, word, given, database)
        do {
            return try chaos(environment, place, control, word, server, database)
        } catch {
            await drop(database, on: server)
            throw error
        }
    }

    private static func chaos(
        _ environment: [String: String], _ place: ChaosPlace, _ control: ServerControl?,
        _ word: String, _ server: PostgresPool, _ database: String
    ) throws -> ConnectedChaos {
        let fresh = try AppConfiguration.load(environment)
        guard let plan = try ConnectedPlan(fresh) else { throw UsageError("connected mode is off") }
        let ports = ConnectedPorts(plan.settings, http: HTTPClient(), clock: SystemClock())
        let servers = control?.servers ?? []
        let isShared = plan.settings.graph != nil
        let rig = ChaosRig(
            program: ChaosPlace.program, profile: "connected",
            parts: isShared ? place.roles : [place.up], environment: environment,
            cast: isShared ? .roles(servers: servers) : .together(servers: servers),
            folder: place.folder.path, door: place.door, engine: place.engine, isGapless: false,
            bus: ChaosRig.Bus(store: ports.store, bus: ports.bus),
            control: { server, action in try await control?.perform(server, action) },
            afterKill: { part in try await control?.tell(killed: part) })
        return ConnectedChaos(
            rig: rig, namespace: word, server: server, database: database, ports: ports)
    }

    /// Drops the database.
    func close() async {
        await ports.close()
        await Self.drop(database, on: server)
    }

    private static func drop(_ database: String, on server: PostgresPool) async {
        do throws(PostgresError) {
            _ = try await server.run { (session) throws(PostgresError) in
                try session.run([
                    PostgresStatement("DROP DATABASE \(database) WITH (FORCE)", isPrepared: false)
                ])
            }
        } catch {
            Log.stderr("the run's database \(database) stays on Postgres: \(error.message)")
        }
        server.close()
    }

    /// As it is, but for names, and a session that does not keep the partitions of a killed member for long.
    private static func environment(
        _ configuration: AppConfiguration, _ namespace: String, _ plan: ConnectedPlan,
        _ database: String
    ) -> [String: String] {
        var environment = configuration.environment
        for name in ["CONNECT", "DATA_DIR", "TOKEN", "TOKEN_FILE", "HOST"] {
            environment["SPICE_" + name] = nil
        }
        environment["ENABLE_CHAOS_INJECTION"] = nil
        environment["SPICE_MODE"] = "connected"
        environment["SPICE_NAMESPACE"] = namespace
        environment["SPICE_POSTGRES_URL"] = replacingDatabase(
            plan.settings.postgres.url, with: database)
        if configuration.value("kafka_session_seconds") == nil {
            environment["SPICE_KAFKA_SESSION_SECONDS"] = "6"
        }
        return environment
    }

    /// Of `postgresql://user:password@host:port/database?parameters`.
    static func replacingDatabase(_ url: String, with name: String) -> String {
        let query = url.firstIndex(of: "?") ?? url.endIndex
        let base = url[..<query]
        let start = base.range(of: "://")?.upperBound ?? base.startIndex
        let end = base[start...].firstIndex(of: "/") ?? base.endIndex
        return base[..<end] + "/" + name + url[query...]
    }
}

extension ChaosPlace {
    /// A process for each role, two of those that work.
    var roles: [ChaosPart] {
        let services = [
            ChaosPart(
                "oms", ["serve", "oms", "--oms-port", String(omsPort)],
                readyTexts: ["OMS ready on"]),
            ChaosPart(
                "bff", ["serve", "bff", "--bff-port", String(bffPort)],
                readyTexts: ["BFF ready on"]),
        ]
        return services
            + EngineRole.allCases.flatMap { role in
                [1, 2].map { number in
                    ChaosPart(
                        "\(role.rawValue) \(number)", ["serve", role.rawValue],
                        readyTexts: ["\(role.rawValue) ready"])
                }
            }
    }
}
