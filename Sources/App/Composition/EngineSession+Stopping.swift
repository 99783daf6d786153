// Long work of a subcommand that ctrl-C stops: it ends between two steps, and says what is done and how to go on.

import Engine

extension EngineSession {
    /// `work`: what is stopped, for people. Errors: `cancelled` with that sentence, after the work has ended.
    func interruptibly<Request: UseCase>(
        _ request: Request, _ call: CallContext, _ work: String
    ) async throws -> Request.Answer {
        do {
            return try await Interruptible.tellingHowFar { try await client.run(request, call) }
        } catch let error as EngineError where error.code == .cancelled && owned == nil {
            // The engine elsewhere stops as well, and nobody is left to hear how far it came.
            throw EngineError(
                .cancelled,
                "the \(work) was stopped, and the engine that did it stops too: what was written "
                    + "stays. Run the same command again to finish it; spice imports list names "
                    + "what can be taken back")
        }
    }
}
