// The way in through the use cases of an engine, in this process or over its BFF.

package import Engine
internal import JSONText
internal import Ontology

package struct EngineDoor: ChaosDoor {
    private let engine: any EngineClient

    package init(_ engine: any EngineClient) { self.engine = engine }

    package func send(_ command: ChaosWrite, expected: Int?) async -> ChaosAnswer {
        let isClass = command.kind == .makeClass
        let request = SubmitCommand(
            type: EngineDoor.type(command.kind), database: ChaosShop.database,
            className: command.className, key: command.key.isEmpty ? nil : command.key,
            payload: .object(command.data), expectedSequence: isClass ? nil : expected,
            idempotencyKey: command.name)
        do throws(EngineError) {
            let receipt = try await engine.run(request, CallContext(.localAdmin("chaos")))
            return .accepted(commandID: receipt.commandID)
        } catch {
            return EngineDoor.isPassing(error.code)
                ? .unanswered(error.code.rawValue)
                : .refused(code: error.code.rawValue, message: error.message)
        }
    }

    /// It may have been accepted, or may be when it is sent again.
    static func isPassing(_ code: EngineError.Code) -> Bool {
        switch code {
        case .busy, .unavailable, .engineUnreachable, .cancelled, .storageFull, .writingStopped:
            true
        default: false
        }
    }

    private static func type(_ kind: ChaosWrite.Kind) -> CommandType {
        switch kind {
        case .makeClass: .createClass
        case .create: .createInstance
        case .update, .patch: .updateInstance
        case .delete: .deleteInstance
        }
    }
}
