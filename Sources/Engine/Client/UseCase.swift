// A use case is a value: the request with its answer type. It lives once, here; HTTP, command line and console only
// build it and show its answer, and a remote engine is the same value sent over a socket.

/// One thing that the engine does for a caller.
package protocol UseCase: Codable, Sendable {
    associatedtype Answer: Codable, Sendable

    /// Its name on `/engine/v1/<name>`: lower case with dashes. Unique.
    static var name: String { get }
    /// The role that a caller needs.
    static var requiredRole: Principal.Role { get }
    /// The database that it touches.
    var reach: Reach { get }
    /// Reads files by their path on the engine's host.
    var namesHostFiles: Bool { get }

    func perform(in engine: Engine, _ call: CallContext) async throws(EngineError) -> Answer
}

extension UseCase {
    package static var requiredRole: Principal.Role { .reader }
}

/// An engine, in this process or elsewhere. Panes and subcommands never know which.
package protocol EngineClient: Sendable {
    /// Cancelling the task cancels the call, also a remote one.
    func run<Request: UseCase>(_ request: Request, _ call: CallContext) async throws(EngineError)
        -> Request.Answer
}

/// The engine in this process.
package struct LocalEngine: EngineClient {
    package let engine: Engine

    package init(_ engine: Engine) { self.engine = engine }

    package func run<Request: UseCase>(_ request: Request, _ call: CallContext)
        async throws(EngineError) -> Request.Answer
    {
        try request.permit(call.principal)
        return try await request.perform(in: engine, call)
    }
}
