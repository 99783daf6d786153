// A world in which some ports stand on real servers and the others on the loose set, so that each adapter meets the
// checks of its port by itself.

package import EventSourcing
package import ServerAdapters
internal import Synchronization

/// One part of a world on a real server. `open` comes again after each kill.
package protocol ServerPart: Sendable {
    func open(_ ports: inout Ports, clock: FixedClock) async throws
    /// Ends what `open` made, as a killed process would.
    func kill() async
    func tamper(with event: EventID) async throws -> Bool?
    /// Removes the durable state.
    func end() async
}

extension ServerPart {
    package func tamper(with event: EventID) async throws -> Bool? { nil }
}

package final class ServerWorld: AdapterWorld {
    package let clock: FixedClock
    package let traits: AdapterTraits
    private let loose: LooseWorld
    private let parts: [any ServerPart]

    package init(
        partitions: Int, _ parts: [any ServerPart]
    ) {
        let clock = FixedClock()
        var options = LooseWorld.Options()
        options.partitions = partitions
        self.clock = clock
        loose = LooseWorld(clock: clock, options)
        traits = AdapterTraits(
            busIsStore: false, keepsGroupCommit: false, keepsCheckpoints: false,
            hasCompetingOwners: true, redelivers: true, isGapless: false)
        self.parts = parts
    }

    package func open() async throws -> Ports {
        for part in parts { await part.kill() }
        var ports = loose.open()
        for part in parts { try await part.open(&ports, clock: clock) }
        return ports
    }

    package func tamper(with event: EventID) async throws -> Bool {
        for part in parts {
            if let answer = try await part.tamper(with: event) { return answer }
        }
        return loose.tamper(with: event)
    }

    package func end() async {
        loose.kill()
        for part in parts {
            await part.kill()
            await part.end()
        }
    }
}

/// The ports on Postgres, in a database of its own.
package final class PostgresPart: ServerPart {
    private let server: PostgresPool
    private let name = TestServers.uniqueName("spice_test")
    package let url: String
    private let registry = Mutex<PostgresRegistry?>(nil)

    /// `url`: of any database of the server, with the right to create others.
    package init(_ url: String) async throws {
        server = PostgresPool(PostgresSettings(url: url, connections: 1))
        self.url = PostgresPart.replacingDatabase(url, with: name)
        _ = try await server.run { [name] (session) throws(PostgresError) in
            try session.run([
                PostgresStatement("CREATE DATABASE \(name)", isPrepared: false)
            ])
        }
    }

    package var current: PostgresRegistry? { registry.withLock { $0 } }

    package func open(_ ports: inout Ports, clock: FixedClock) async throws {
        let new = PostgresRegistry(
            PostgresSettings(url: url, connections: 4), time: .given(clock))
        registry.withLock { $0 = new }
        _ = try await new.migrate()
        ports.effects = new.effects
        ports.leases = new.leases
        ports.board = new.board
        ports.deadLetters = new.deadLetters
        ports.parked = new.parked
        ports.status = new.status
        ports.relay = new.relay
        ports.lineage = new.lineage
        ports.audit = new.audit(over: ports.store)
    }

    package func kill() async {
        registry.withLock { registry in
            registry?.close()
            registry = nil
        }
    }

    package func end() async {
        _ = try? await server.run { [name] (session) throws(PostgresError) in
            try session.run([
                PostgresStatement("DROP DATABASE \(name) WITH (FORCE)", isPrepared: false)
            ])
        }
        server.close()
    }

    package static func replacingDatabase(_ url: String, with name: String) -> String {
        guard let slash = url.lastIndex(of: "/") else { return url }
        let options = url[slash...].firstIndex(of: "?").map { String(url[$0...]) } ?? ""
        return url[...slash] + name + options
    }
}
