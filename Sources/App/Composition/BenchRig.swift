// Hands the laboratory what it must not know itself: how to open the embedded engine, and where to work.

import Engine
import Foundation
import Laboratory

enum BenchRig {
    /// Engines in this process, without their socket.
    static let embedded = EngineRig(
        open: { directory in
            var environment = ProcessInfo.processInfo.environment
            environment["SPICE_MODE"] = "embedded"
            return try await open(directory, environment)
        },
        discard: { try FileManager.default.removeItem(atPath: $0) })

    static func open(_ directory: String, _ environment: [String: String]) async throws
        -> RunningEngine
    {
        switch try await EngineSession.open(directory, "bench", environment) {
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

/// A temporary folder of its own.
struct BenchFolder: Sendable {
    let path: String

    init(below parent: String?, name: String = "bench") throws {
        let folder = parent ?? FileManager.default.temporaryDirectory.path
        path = folder + "/spice-\(name)-\(UUID().uuidString.prefix(8))"
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: false,
                attributes: [.posixPermissions: 0o700])
        } catch {
            throw StartError(
                "cannot make a folder below \(folder): name another with --folder",
                code: "folder_unusable")
        }
    }

    func remove() { try? FileManager.default.removeItem(atPath: path) }
}

extension CallContext {
    static func benchmark(_ progress: ProgressLine) -> CallContext {
        CallContext(.localAdmin(NSUserName()), progress: { progress.show($0) })
    }
}
