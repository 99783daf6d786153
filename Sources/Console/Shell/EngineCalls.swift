// Makes effects out of use cases. The only way from the console to the engine.

package import Engine
package import EventSourcing
package import TerminalUI

package struct EngineCalls: Sendable {
    package let client: any EngineClient
    package let principal: Principal
    /// The wall clock, read inside effects only.
    package let now: @Sendable () -> Timestamp

    package init(
        client: any EngineClient, principal: Principal, now: @escaping @Sendable () -> Timestamp
    ) {
        self.client = client
        self.principal = principal
        self.now = now
    }

    /// The same engine, where what names no branch is about this one.
    func on(_ branch: String) -> EngineCalls {
        EngineCalls(
            client: BranchEngine(client, branch: branch), principal: principal, now: now)
    }

    /// Runs a use case; its answer or error comes back as one message. A later call of the same id
    /// replaces this one, also when it is still running.
    package func call<Request: UseCase, Message: Sendable>(
        _ request: Request, id: EffectID,
        _ wrap: @escaping @Sendable (Answered<Request.Answer>) -> Message
    ) -> Effect<Message> {
        .run(id: id) { wrap(await answer(request)) }
    }

    func answer<Request: UseCase>(
        _ request: Request, progress: @escaping @Sendable (Progress) -> Void = { _ in }
    ) async -> Answered<Request.Answer> {
        do throws(EngineError) {
            let value = try await client.run(request, CallContext(principal, progress: progress))
            return Answered(result: .success(value), at: now())
        } catch {
            return Answered(result: .failure(error), at: now())
        }
    }
}

/// The answer of the engine and when it came.
package struct Answered<Value: Sendable>: Sendable {
    package var result: Result<Value, EngineError>
    package var at: Timestamp

    package init(result: Result<Value, EngineError>, at: Timestamp) {
        self.result = result
        self.at = at
    }
}
