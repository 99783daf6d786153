// What a pane needs around it in a test: a context over a scripted engine, and answers.

import EventSourcing
import TerminalUI

@testable import Console
@testable import Engine

enum PaneStage {
    static func context(
        database: String? = "northwind", engine: ScriptedEngine = ScriptedEngine(),
        size: Size = Size(columns: 80, rows: 24)
    ) -> PaneContext {
        PaneContext(
            engine: EngineCalls(
                client: engine, principal: .localAdmin("ana"), now: { ScriptedEngine.now }),
            database: database, databases: Loaded(), now: ScriptedEngine.now, size: size)
    }

    static func answer<Value>(_ value: Value) -> Answered<Value> {
        Answered(result: .success(value), at: ScriptedEngine.now)
    }

    static func failure<Value>(_ code: EngineError.Code) -> Answered<Value> {
        Answered(result: .failure(EngineError(code, "it is so")), at: ScriptedEngine.now)
    }
}
