// A worker that is restarted from outside goes on, whatever happens in between.

import Engine
import HTTPAPI
import JSONText
import Testing

@Suite struct RestartTests {
    @Test func aWorkerGoesOnAlsoWhenNobodyCanSayThatItRests() async throws {
        let engine = ScriptedEngine { (name, _) throws(EngineError) in
            guard name == SetWorkerState.name else { throw EngineError(.unavailable, name) }
            return .bool(true)
        }
        let answer = try await Asking(Services.bffRoutes, engine).post(
            "/api/v1/monitoring/services/graph/restart", "{}")
        #expect(answer.status == 503)
        let orders = engine.asked.filter { $0.name == SetWorkerState.name }
        #expect(orders.map { $0.request["isPaused"] } == [true, false])
    }
}
