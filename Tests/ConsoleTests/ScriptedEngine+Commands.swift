// Commands of the scripted engine: one that lost a race, one that waits for its class, one whose
// event is a dead letter, and an import behind them.

import EventSourcing
import JSONText

@testable import Engine

extension ScriptedEngine {
    static let commandsScript: Script = { request, mood throws(EngineError) in
        let isEmpty = if case .empty = mood { true } else { false }
        switch request {
        case let request as ListCommands:
            return isEmpty ? PageView<CommandView>(items: [], next: nil) : page(request)
        case let request as SearchCommands:
            return isEmpty ? CommandPage(items: []) : found(request)
        case is RetryParkedWrite, is DiscardParkedWrite: return true
        case let request as GetCommand:
            guard let found = commands.first(where: { $0.id == request.id }) else {
                throw EngineError(.notFound, "there is no command \(request.id)")
            }
            return withStages(found)
        case is ListDeadLetters:
            return PageView(items: isEmpty ? [] : [deadLetter], next: nil)
        case is ListParkedWrites: return PageView(items: isEmpty ? [] : [parked], next: nil)
        case is RetryDeadLetter, is DiscardDeadLetter: return true
        case let request as UndoCommand: return undo(request)
        default: return nil
        }
    }

    static func undo(_ request: UndoCommand) -> UndoView {
        UndoView(
            undoes: request.id, type: "DELETE_INSTANCE", phrase: "delete instance",
            database: "northwind", aggregate: "SalesOrder/11077", payload: [:],
            expectedSequence: 2, isDryRun: request.isDryRun, accepted: nil)
    }

    static let commands: [CommandView] = urgent + imported

    private static let urgent = [
        command(
            "0192f3c1-0b1e-7000-8000-000000007be2", "UPDATE_INSTANCE", "Product/11", "FAILED",
            secondsAgo: 12, actor: "ana", attempts: 1, code: "optimistic_concurrency_conflict",
            reason: "sequence is 5, expected 4: someone else changed unitsInStock from 39 to 22",
            payload: ["unitPrice": .number("19.50")], expected: 4),
        command(
            "0192f3c0-0b1e-7000-8000-0000000011aa", "CREATE_INSTANCE", "Shipment/S-77", "PENDING",
            secondsAgo: 41, actor: "etl", code: "waiting",
            reason: "waits for the class Shipment, which is being created",
            payload: ["shipmentId": "S-77", "weight": 12]),
        command(
            "0192f3bf-0b1e-7000-8000-000000000085", "CREATE_INSTANCE", "Customer/85", "PROCESSING",
            secondsAgo: 185, actor: "etl", attempts: 5,
            payload: ["customerId": 85, "companyName": "Customer ENQZT"]),
    ]

    private static let imported = (0..<117).map { index in
        command(
            "0192f3a0-0b1e-7000-8000-\(100_000_000_000 + index)", "CREATE_INSTANCE",
            "SalesOrder/\(11_077 - index)", "COMPLETED", secondsAgo: 200 + Double(index),
            actor: "etl", attempts: 1,
            payload: ["orderId": .integer(11_077 - index), "shipCountry": "France"],
            source: ["file": "samples/northwind/SalesOrder.csv", "row": .integer(831 - index)])
    }

    private static func found(_ request: SearchCommands) -> CommandPage {
        let filter = CommandsFilter(request.filter)
        let wanted = commands.filter { command in
            let age = Timestamp(command.acceptedAt).map { now.seconds(since: $0) }
            let phase = CommandPhase(command, isDead: command.id == deadLetter.eventID)
            return filter.holds(command, phase, age: age)
        }
        let from = request.after.flatMap { Int($0) } ?? 0
        let items = Array(wanted.dropFirst(from).prefix(request.limit))
        let end = from + items.count
        var page = CommandPage(items: items, next: end < wanted.count ? String(end) : nil)
        if !filter.holdsAll, page.next == nil { page.lookedAt = commands.count }
        return page
    }

    private static func page(_ request: ListCommands) -> PageView<CommandView> {
        let wanted = commands.filter {
            request.statuses.isEmpty || request.statuses.contains($0.status)
        }
        let from = request.after.flatMap { Int($0) } ?? 0
        let items = Array(wanted.dropFirst(from).prefix(request.limit))
        let end = from + items.count
        return PageView(items: items, next: end < wanted.count ? String(end) : nil)
    }

    static func command(
        _ id: String, _ type: String, _ aggregate: String, _ status: String, secondsAgo: Double,
        actor: String? = nil, attempts: Int = 0, code: String? = nil, reason: String? = nil,
        payload: JSON = [:], expected: Int? = nil, source: JSON? = nil
    ) -> CommandView {
        let at = now.adding(seconds: -secondsAgo).description
        return CommandView(
            id: id, type: type, phrase: type.lowercased().replacing("_", with: " "),
            database: "northwind", aggregate: aggregate, actor: actor, status: status, code: code,
            reason: reason, attempts: attempts, acceptedAt: at, updatedAt: at,
            sequence: expected ?? 1, expectedSequence: expected, payload: payload, source: source,
            result: status == "COMPLETED" ? payload : nil, stages: [])
    }

    private static func withStages(_ command: CommandView) -> CommandView {
        var command = command
        let start = Timestamp(command.acceptedAt) ?? now
        let isDone = command.status == "COMPLETED"
        let isFailed = command.status == "FAILED"
        func stage(_ name: String, _ after: Double?, _ state: String, _ detail: String)
            -> CommandView.Stage
        {
            CommandView.Stage(
                name: name, at: after.map { start.adding(seconds: $0).description }, state: state,
                detail: detail)
        }
        command.stages = [
            stage("accepted", 0, "done", "sequence \(command.sequence)"),
            stage("relayed", 0.002, "done", "position 6640"),
            stage(
                "decided", isDone || isFailed ? 0.030 : nil,
                isDone ? "done" : isFailed ? "failed" : "waiting",
                isDone ? "INSTANCE_CREATED 2" : command.reason ?? ""),
            stage("graph", isDone ? 0.034 : nil, isDone ? "done" : "-", ""),
            stage("documents", isDone ? 0.051 : nil, isDone ? "done" : "-", ""),
        ]
        return command
    }

    static let deadLetter = DeadLetterView(
        id: "0192f3c0-dead-7000-8000-000000000001", group: "instance",
        eventID: "0192f3bf-0b1e-7000-8000-000000000085", eventType: "CREATE_INSTANCE",
        aggregate: "Customer/85", code: "corrupt",
        cause: "the payload cannot be read: unexpected end of text at byte 118", attempts: 5,
        at: now.adding(seconds: -183).description, state: "parked",
        content: "{\"type\":\"CREATE_INSTANCE\",\"data\":{\"customerId\":85,\"companyName\":\"Cust",
        byteCount: 118)

    static let parked = ParkedWriteView(
        group: "instance", commandID: "0192f3c0-0b1e-7000-8000-0000000011aa",
        eventType: "CREATE_INSTANCE", aggregate: "Shipment/S-77",
        reason: "waits for the class Shipment, which is being created",
        since: now.adding(seconds: -41).description, isReady: false,
        content: "{\"shipmentId\":\"S-77\",\"weight\":12}", byteCount: 34)
}
