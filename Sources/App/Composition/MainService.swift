// What a subcommand does, as a service beside its engine: when it is over, the others stop. And the socket beside it.

import HTTPAPI
import ServiceLifecycle
import Synchronization

final class MainService<Value: Sendable>: Service {
    private let body: @Sendable () async throws -> Value
    private let kept = Mutex<Result<Value, any Error>?>(nil)

    init(_ body: @escaping @Sendable () async throws -> Value) { self.body = body }

    /// Nil until it is over.
    var result: Result<Value, any Error>? { kept.withLock { $0 } }

    /// Keeps also the error: for the group both are a good end.
    func run() async throws {
        let result: Result<Value, any Error>
        do { result = .success(try await body()) } catch { result = .failure(error) }
        kept.withLock { $0 = result }
    }
}

/// Others attach here while the subcommand runs; without it they wait, so its failure ends nothing.
struct AttachService: Service {
    let engine: HostedEngine

    func run() async throws {
        do { try await engine.socket(logger: Log.quiet).run() } catch {
            if !(error is CancellationError) {
                Log.stderr("the engine's socket does not work: \(error)")
            }
        }
    }
}
