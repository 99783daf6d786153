// An engine that answers from a script: plausible Northwind data, nothing at all, or one error. Each
// pane's answers stand in a file of their own, `ScriptedEngine+<Pane>.swift`.

import EventSourcing
import Synchronization

@testable import Console
@testable import Engine

struct ScriptedEngine: EngineClient {
    enum Mood: Sendable {
        case full
        /// Everything answers, nothing is there.
        case empty
        case failing(EngineError)
        /// Never answers; ends when the call is cancelled.
        case silent
    }

    /// Answers one use case; nil when it is not its own.
    typealias Script = @Sendable (any UseCase, Mood) throws(EngineError) -> (any Sendable)?

    var mood = Mood.full
    var scripts: [Script] = ScriptedEngine.standard
    /// The names of all use cases that were asked for, in order.
    let log = CallLog()

    static let standard: [Script] = [
        ontologyScript, modellingScript, pipelineScript, graphScript, commandsScript, mappingScript,
    ]

    func run<Request: UseCase>(
        _ request: Request, _ call: CallContext
    ) async throws(EngineError) -> Request.Answer {
        log.append(Request.name)
        if case .failing(let error) = mood { throw error }
        if case .silent = mood {
            let (never, _) = AsyncStream.makeStream(of: Never.self)
            for await _ in never {}
            throw EngineError(.cancelled, "the call was cancelled")
        }
        for script in scripts {
            if let answer = try script(request, mood) as? Request.Answer { return answer }
        }
        throw EngineError(.unsupported, "the script has no answer to \(Request.name)")
    }

    /// The moment at which all scripted times are read.
    static let now = Timestamp("2026-03-02T12:04:31.500Z") ?? Timestamp(microseconds: 0)

    static let unreachable = EngineError(
        .engineUnreachable, "the engine does not answer on its socket")
}

final class CallLog: Sendable {
    private let state = Mutex<[String]>([])

    var names: [String] { state.withLock { $0 } }

    func append(_ name: String) { state.withLock { $0.append(name) } }
}
