// An engine that is only looked at: whatever needs more than the role of a reader is refused here, by
// whichever key, palette entry or pane it was asked for.

import Engine

struct ReadingEngine: EngineClient {
    let engine: any EngineClient

    func run<Request: UseCase>(
        _ request: Request, _ call: CallContext
    ) async throws(EngineError) -> Request.Answer {
        guard Request.requiredRole == .reader else {
            throw EngineError(
                .forbidden, "read-only: \(Request.name) would change data and was not sent")
        }
        return try await engine.run(request, call)
    }
}
