// What an engine said of a file, kept for the next who asks the same: the demo's files and classes stay as they are while
// the tests run, and in a debug build reading a file takes a second.

@testable import Engine

actor KeptAnswers {
    private var kept: [AnyHashable: Task<any Sendable, any Error>] = [:]

    /// Asks once for equal requests, also for those that come while the first is being answered.
    func answer<Request: UseCase & Hashable>(
        to request: Request, _ ask: @escaping @Sendable () async throws -> Request.Answer
    ) async throws(EngineError) -> Request.Answer {
        let task = kept[AnyHashable(request)] ?? Task { try await ask() as any Sendable }
        kept[AnyHashable(request)] = task
        do {
            guard let answer = try await task.value as? Request.Answer else {
                throw EngineError(.internal, "an answer of another kind was kept")
            }
            return answer
        } catch let error as EngineError {
            throw error
        } catch {
            throw EngineError(.internal, "\(error)")
        }
    }
}
