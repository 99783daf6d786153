// What clients did to a shop while something was wrong with it, and what must have become of it in the end: each
// acknowledged command is in the log and was answered once, and everything else agrees with the log.

import Engine
import EventSourcing
import JSONText
import Ontology
import Synchronization
import Testing

/// Writes products, each with a key of its own.
final class Deeds: Sendable {
    private struct State {
        var next = 0
        var accepted: [AcceptedCommand] = []
        var ended = 0
    }

    private let state = Mutex(State())

    /// How many writes got an answer, of whatever kind.
    var ended: Int { state.withLock { $0.ended } }
    var accepted: [AcceptedCommand] { state.withLock { $0.accepted } }

    /// So many at once; nil where the server did not take it, or nobody knows whether it did.
    @discardableResult
    func write(_ count: Int, in world: World) async -> [AcceptedCommand?] {
        await withTaskGroup(of: AcceptedCommand?.self) { group in
            for _ in 0..<count {
                let key = state.withLock { state in
                    state.next += 1
                    return state.next
                }
                group.addTask {
                    let answer = try? await world.run(
                        Shop.product("\(key)", ("stock", .integer(key))))
                    self.state.withLock { state in
                        state.ended += 1
                        if let answer { state.accepted.append(answer) }
                    }
                    return answer
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
    }

    /// Writes until one is taken and done.
    func goesOn(_ what: String, in world: World) async throws {
        var done: AcceptedCommand?
        try await eventually("a write is taken \(what)", within: 60) {
            done = await write(1, in: world)[0]
            return done != nil
        }
        let command = try #require(done)
        #expect(try await world.ended(command).status == "COMPLETED")
    }

    /// Waits until all is done, and looks.
    func holds(in world: World) async throws {
        for command in accepted {
            #expect(try await world.ended(command).status == "COMPLETED")
        }
        try await eventually("nothing is left to do") {
            let workers = try await world.run(PipelineStatus()).workers
            return workers.allSatisfy { $0.lag == 0 && $0.state != "failing" }
        }
        try await world.settled()
        let log = try await patiently("the log is read") { try await Log(world.ports.store) }
        for command in accepted {
            #expect(log.answers[command.commandID] != nil, "\(command.commandID) is lost")
        }
        #expect(log.answers.allSatisfy { $0.value.count == 1 }, "\(log.answers)")
        #expect(log.isInOrder)
        func ask<Request: UseCase>(_ request: Request) async throws -> Request.Answer {
            try await patiently(Request.name) { try await world.run(request) }
        }
        #expect(try await ask(VerifyReadModels()).driftCount == 0)
        #expect(try await ask(VerifyAudit()).isIntact)
        #expect(try await ask(ListDeadLetters()).items.isEmpty)
        #expect(try await ask(ListParkedWrites()).items.isEmpty)
        let products = try await patiently("the products are counted") {
            try await world.ports.documents.count(
                DocumentQuery(
                    kind: .instance, scope: world.stream("Product", "1").scope,
                    className: "Product"))
        }
        #expect(products == log.created)
        #expect(products >= accepted.count)
    }

    private struct Log {
        /// By command: the domain events that answer it.
        var answers: [String: [String]] = [:]
        var created = 0
        var isInOrder = true

        init(_ store: any EventStore) async throws {
            var position = StorePosition.start
            var ends: [StreamID: SequenceNumber] = [:]
            while true {
                let events = try await store.read(after: position, limit: 1000)
                guard let last = events.last else { return }
                position = last.position
                for recorded in events {
                    let event = recorded.event
                    let before = ends.updateValue(recorded.sequence, forKey: event.stream)
                    if recorded.sequence <= before ?? .none { isInOrder = false }
                    if event.type == DomainEventType.instanceCreated.rawValue { created += 1 }
                    let isCommand = event.kind == .command
                    guard let command = isCommand ? event.id : event.cause else { continue }
                    answers[command.description, default: []] += isCommand ? [] : [event.type]
                }
            }
        }
    }
}
