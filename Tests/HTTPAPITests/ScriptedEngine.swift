// An engine that answers what a test wrote down, and remembers what it was asked.

import Engine
import JSONText
import Synchronization

final class ScriptedEngine: EngineClient {
    /// What it does for a use case: the answer as JSON, or an error.
    typealias Script = @Sendable (_ name: String, _ request: JSON) async throws(EngineError) -> JSON

    struct Call: Sendable {
        var name: String
        var request: JSON
        var principal: Principal
    }

    private let script: Script
    private let progress: [Progress]
    /// What comes in parts before the answer.
    private let parts: [JSON]
    private let calls = Mutex<[Call]>([])

    init(progress: [Progress] = [], parts: [JSON] = [], _ script: @escaping Script) {
        self.progress = progress
        self.parts = parts
        self.script = script
    }

    /// The same answers by name; what is not listed is `unsupported`.
    convenience init(answers: [String: JSON]) {
        self.init { (name, _) throws(EngineError) in
            guard let answer = answers[name] else { throw EngineError(.unsupported, name) }
            return answer
        }
    }

    var asked: [Call] { calls.withLock { $0 } }

    func run<Request: UseCase>(_ request: Request, _ call: CallContext) async throws(EngineError)
        -> Request.Answer
    {
        do {
            let json = try JSONEncoding.encode(request)
            calls.withLock {
                $0.append(Call(name: Request.name, request: json, principal: call.principal))
            }
            for step in progress { call.progress(step) }
            for part in parts { try await call.takePart?(part) }
            let answer = try await script(Request.name, json)
            return try JSONDecoding.decode(Request.Answer.self, from: answer)
        } catch let error as EngineError {
            throw error
        } catch {
            throw EngineError(.internal, "the script does not fit \(Request.name): \(error)")
        }
    }
}
