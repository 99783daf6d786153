// How the laboratory gets an engine: the composition root hands over how to open one, so that no adapter is known here.

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

    package init(open: @escaping @Sendable (_ directory: String) async throws -> RunningEngine) {
        self.open = open
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
