// The engine's workers as a service among others: they stop last, so that what was accepted is still decided.

import Engine
import ServiceLifecycle

struct EngineService: Service {
    let engine: HostedEngine

    func run() async throws {
        await cancelWhenGracefulShutdown {
            async let recording: Void = engine.engine.recordLags()
            await engine.engine.run()
            await recording
        }
    }
}
