// The files of a data directory and the servers of the configuration, opened side by side in one process for a
// migration between them. The directory's lock is held meanwhile, so that no engine runs on it.

import EmbeddedAdapters
import Engine
import EventSourcing

final class MigrationStacks: Sendable {
    let files: any PortStack
    let servers: any PortStack
    private let lock: DirectoryLock

    private init(files: any PortStack, servers: any PortStack, lock: DirectoryLock) {
        self.files = files
        self.servers = servers
        self.lock = lock
    }

    /// Makes what is missing on the servers, as `spice migrate` does.
    static func open(path: String, _ configuration: AppConfiguration) async throws
        -> MigrationStacks
    {
        guard let plan = try ConnectedPlan(configuration, mode: "connected") else {
            throw UsageError("the servers are not configured; see spice config show")
        }
        do {
            let directory = try EmbeddedDirectory(path: path)
            return try await open(plan, directory, try lock(directory, configuration))
        } catch let error as DirectoryError {
            throw StartError(error.description, code: error.code)
        }
    }

    private static func lock(_ directory: EmbeddedDirectory, _ configuration: AppConfiguration)
        throws -> DirectoryLock
    {
        let socket = try SocketPath.choose(
            directory: directory.path, environment: configuration.environment)
        switch try DirectoryLock.acquire(
            directory, command: "migrate-data", socketPath: socket, now: WallClock.now())
        {
        case .held(let lock): return lock
        case .heldBy(let holder):
            throw StartError(
                "an engine runs on \(directory.path): process "
                    + "\(holder.map { String($0.pid) } ?? "?") (\(holder?.command ?? "starting")); "
                    + "stop it (spice down) and run this again", code: "directory_locked")
        }
    }

    private static func open(
        _ plan: ConnectedPlan, _ directory: EmbeddedDirectory, _ lock: DirectoryLock
    ) async throws -> MigrationStacks {
        do {
            let files = try await EmbeddedStack.open(directory)
            do {
                let servers = try await ConnectedStack.open(plan, directory: directory)
                return MigrationStacks(files: files, servers: servers, lock: lock)
            } catch {
                await files.close()
                throw error
            }
        } catch {
            lock.release()
            throw error
        }
    }

    /// Harmless when repeated.
    func close() async {
        await servers.close()
        await files.close()
        lock.release()
    }
}
