// The demo's engine on a bad day: its data are those of the demo, and on top of them a command failed, a letter is dead, a
// write is parked, documents fall behind, and whoever changes something finds that somebody was faster.

import EventSourcing
import JSONText
import Synchronization
import TestSupport

@testable import Console
@testable import Engine

final class TroubledEngine: EngineClient {
    private let calm: StillEngine
    /// Somebody was faster once already.
    private let wasOvertaken = Mutex(false)

    init(_ calm: StillEngine) { self.calm = calm }

    func run<Request: UseCase>(
        _ request: Request, _ call: CallContext
    ) async throws(EngineError) -> Request.Answer {
        if let answer = try own(request) as? Request.Answer { return answer }
        let answer = try await calm.run(request, call)
        return (changed(answer, request) as? Request.Answer) ?? answer
    }

    private func own(_ request: any UseCase) throws(EngineError) -> (any Sendable)? {
        switch request {
        case is SubmitCommand:
            wasOvertaken.withLock { $0 = true }
            throw EngineError(.conflict, "the sequence is another than was expected")
        case let request as SearchCommands where !CommandsFilter(request.filter).holdsAll:
            return found(request)
        case let request as GetCommand: return Self.commands.first { $0.id == request.id }
        case is ListDeadLetters: return PageView(items: [Self.letter], next: nil)
        case is ListParkedWrites: return PageView(items: [Self.parked], next: nil)
        case is RetryParkedWrite, is DiscardParkedWrite, is RetryDeadLetter, is DiscardDeadLetter,
            is SetWorkerState:
            return true
        case let request as ListWaiting:
            return request.worker == "documents"
                ? WaitingView(events: [], remark: nil, letters: [Self.letter]) : nil
        default: return nil
        }
    }

    private func changed(_ answer: any Sendable, _ request: any UseCase) -> (any Sendable)? {
        switch answer {
        case var page as CommandPage:
            page.items = Self.commands + page.items
            return page
        case var view as PipelineView:
            Self.hold(&view)
            return view
        case var view as Neighbourhood:
            view.node.badge = Self.stale
            for index in view.bundles.indices where view.bundles[index].direction == "in" {
                for place in view.bundles[index].nodes.indices.prefix(2) {
                    view.bundles[index].nodes[place].badge = Self.unindexed
                }
            }
            return view
        case var view as InstanceView where wasOvertaken.withLock({ $0 }):
            var data = view.data.object ?? JSONObject()
            data["discontinued"] = true
            view.data = .object(data)
            view.sequence += 2
            return view
        case var view as ClassView where wasOvertaken.withLock({ $0 }):
            var definition = view.definition.object ?? JSONObject()
            definition["label"] = "What is sold"
            view.definition = .object(definition)
            view.sequence += 2
            return view
        default: return nil
        }
    }

    private func found(_ request: SearchCommands) -> CommandPage {
        let filter = CommandsFilter(request.filter)
        let items = Self.commands.filter { command in
            let phase = CommandPhase(command, isDead: command.id == Self.letter.eventID)
            return filter.holds(command, phase, age: 30)
        }
        var page = CommandPage(items: items)
        page.lookedAt = 3333
        return page
    }

    private static func hold(_ view: inout PipelineView) {
        for index in view.stages.indices where view.stages[index].name == "documents" {
            view.stages[index].lag = 212
        }
        for index in view.workers.indices {
            switch view.workers[index].name {
            case "documents":
                view.workers[index].state = "failing"
                view.workers[index].lag = 212
                view.workers[index].end += 212
                view.workers[index].oldestWaitingSeconds = 95
                view.workers[index].restarts = 3
                view.workers[index].lastError = "the payload cannot be read: byte 118"
            case "lineage": view.workers[index].state = "paused"
            default: break
            }
        }
        view.deadLetters = 1
        view.parkedWrites = 1
        view.lag = 212
    }
}

extension TroubledEngine {
    private static let stale = Badge(
        .partial, reason: "stale", detail: "document is at sequence 2, node at 3, 95 s")
    private static let unindexed = Badge(
        .missing, reason: "not_indexed_yet", detail: "projection 212 events behind, 95 s")

    private static func command(
        _ id: String, _ aggregate: String, _ status: String, secondsAgo: Double, actor: String,
        code: String?, reason: String?, payload: JSON, type: String = "UPDATE_INSTANCE",
        expected: Int? = nil
    ) -> CommandView {
        let at = FixedClock.sampleTime.adding(seconds: -secondsAgo)
        let isFailed = status == "FAILED"
        return CommandView(
            id: id, type: type, phrase: type.lowercased().replacing("_", with: " "),
            database: DemoEngine.database, aggregate: aggregate, actor: actor, status: status,
            code: code, reason: reason, attempts: isFailed ? 1 : 5, acceptedAt: at.description,
            updatedAt: at.description, sequence: expected ?? 1, expectedSequence: expected,
            payload: payload, source: nil, result: nil,
            stages: [
                .init(name: "accepted", at: at.description, state: "done", detail: "sequence 4"),
                .init(
                    name: "relayed", at: at.adding(seconds: 0.002).description, state: "done",
                    detail: "position 4711"),
                .init(
                    name: "decided", at: isFailed ? at.adding(seconds: 0.03).description : nil,
                    state: isFailed ? "failed" : "waiting", detail: reason ?? ""),
                .init(name: "graph", at: nil, state: "-", detail: ""),
                .init(name: "documents", at: nil, state: "-", detail: ""),
            ])
    }

    private static let commands: [CommandView] = [
        command(
            "0192f3c1-0b1e-7000-8000-00000000feed", "Product/11", "FAILED", secondsAgo: 12,
            actor: "ana", code: "optimistic_concurrency_conflict",
            reason: "sequence is 5, expected 4: someone else changed unitsInStock",
            payload: ["unitPrice": .number("19.50")], expected: 4),
        command(
            "0192f3c0-0b1e-7000-8000-00000000aaaa", "Shipment/S-77", "PENDING", secondsAgo: 41,
            actor: "etl", code: "waiting", reason: "waits for the class Shipment",
            payload: ["shipmentId": "S-77", "weight": 12], type: "CREATE_INSTANCE"),
        command(
            letter.eventID ?? letter.id, "Customer/85", "PROCESSING", secondsAgo: 183, actor: "etl",
            code: nil, reason: nil, payload: ["phone": "56.78.90.12"]),
    ]

    private static let letter = DeadLetterView(
        id: "0192f3c0-dead-7000-8000-00000000beef", group: "documents",
        eventID: "0192f3bf-0b1e-7000-8000-00000000cafe", eventType: "INSTANCE_UPDATED",
        aggregate: "Customer/85", code: "corrupt",
        cause: "the payload cannot be read: unexpected end of text at byte 118", attempts: 5,
        at: FixedClock.sampleTime.adding(seconds: -95).description, state: "parked",
        content: "{\"type\":\"INSTANCE_UPDATED\",\"data\":{\"phone\":\"56.78.90", byteCount: 118)

    private static let parked = ParkedWriteView(
        group: "instance", commandID: "0192f3c0-0b1e-7000-8000-00000000aaaa",
        eventType: "CREATE_INSTANCE", aggregate: "Shipment/S-77",
        reason: "waits for the class Shipment",
        since: FixedClock.sampleTime.adding(seconds: -41).description, isReady: false,
        content: "{\"shipmentId\":\"S-77\",\"weight\":12}", byteCount: 34)
}
