// How the laboratory gets an engine: the composition root hands over how to open one, so that no adapter is known here.
// In connected mode a directory stands for names of its own on all servers.

package import Engine

/// An engine whose relay and workers run.
package struct RunningEngine: Sendable {
    package let client: any EngineClient
    /// Ends the workers and lets the directory go.
    package let stop: @Sendable () async -> Void

    package init(client: any EngineClient, stop: @escaping @Sendable () async -> Void) {
        self.client = client
        self.stop = stop
    }
}

package struct EngineRig: Sendable {
    /// Opens a data directory, making it when it is not there, and starts the workers.
    package let open: @Sendable (_ directory: String) async throws -> RunningEngine

    /// Removes a directory and what belongs to it elsewhere.
    package let discard: @Sendable (_ directory: String) async throws -> Void
    /// The servers alone, under the names of a directory that was opened before; nil when there are none.
    package let load: (@Sendable (_ directory: String) async throws -> any ServerLoad)?

    package init(
        open: @escaping @Sendable (_ directory: String) async throws -> RunningEngine,
        discard: @escaping @Sendable (_ directory: String) async throws -> Void,
        load: (@Sendable (_ directory: String) async throws -> any ServerLoad)? = nil
    ) {
        self.open = open
        self.discard = discard
        self.load = load
    }

    /// Runs `body` on the servers alone and closes them afterwards. Nil when there are none.
    func withServers<Value: Sendable>(
        _ directory: String, _ body: (ServerRounds, any ServerLoad) async throws -> Value
    ) async throws -> Value? {
        guard let load = try await load?(directory) else { return nil }
        let result: Result<Value, any Error>
        do {
            result = .success(try await body(ServerRounds(load: load), load))
        } catch { result = .failure(error) }
        await load.close()
        return try result.get()
    }

    /// Runs `body` on an engine and stops it afterwards, also on errors.
    func with<Value: Sendable>(
        _ directory: String, _ body: (any EngineClient) async throws -> Value
    ) async throws -> Value {
        let engine = try await open(directory)
        let result: Result<Value, any Error>
        do { result = .success(try await body(engine.client)) } catch { result = .failure(error) }
        await engine.stop()
        return try result.get()
    }
}
