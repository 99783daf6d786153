// Where a chaos run works: a folder of its own, free ports, and an environment in which nothing points elsewhere.

import Engine
import Foundation
import HTTPClient
import Laboratory
import ServerAdapters

/// What it makes is removed by `remove`.
struct ChaosPlace: Sendable {
    let folder: BenchFolder
    let omsPort: Int
    let bffPort: Int
    let door: ServiceDoor
    let engine: RemoteEngine

    init(below parent: String?) throws {
        folder = try BenchFolder(below: parent, name: "chaos")
        omsPort = try Loopback.freePort()
        var port = try Loopback.freePort()
        while port == omsPort { port = try Loopback.freePort() }
        bffPort = port
        let http = HTTPClient()
        engine = RemoteEngine(.url("http://127.0.0.1:\(bffPort)"), client: http)
        door = ServiceDoor(
            oms: .url("http://127.0.0.1:\(omsPort)"), engine: engine, http: http)
    }

    var directory: String { folder.path + "/data" }

    /// The program itself.
    static var program: String {
        URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().path
    }

    /// Everything in one process.
    var up: ChaosPart {
        ChaosPart(
            "up",
            [
                "up", "--data-dir", directory, "--oms-port", String(omsPort), "--bff-port",
                String(bffPort), "--funnel-port", "0",
            ], readyTexts: ["OMS ready on", "BFF ready on", "Funnel ready on"])
    }

    /// On files. Settings of this user count for nothing.
    var embedded: ChaosRig {
        var environment = ProcessInfo.processInfo.environment.filter {
            !$0.key.hasPrefix("SPICE_") && !$0.key.hasPrefix("CHAOS_")
        }
        environment["XDG_CONFIG_HOME"] = folder.path
        environment["ENABLE_CHAOS_INJECTION"] = nil
        return ChaosRig(
            program: Self.program, profile: "embedded", parts: [up], environment: environment,
            cast: .embedded, folder: folder.path, door: door, engine: engine, isGapless: true,
            logFolder: directory)
    }
}

extension DisorderRig {
    /// Engines in this process, on files, without their socket.
    static let embedded = DisorderRig { directory, adjust in
        var environment = ProcessInfo.processInfo.environment.filter {
            !$0.key.hasPrefix("SPICE_")
        }
        environment["XDG_CONFIG_HOME"] = directory + "/no-settings"
        switch try await EngineSession.open(directory, "chaos", environment, adjust) {
        case .heldBy:
            throw StartError("another process took \(directory)", code: "directory_locked")
        case .owned(let owned):
            let workers = Task { await owned.engine.run() }
            return RunningEngine(client: LocalEngine(owned.engine)) {
                workers.cancel()
                await workers.value
                await owned.close()
            }
        }
    }
}
