// A command's state follows from the log, the graph's checkpoint and the operations tables.

import EventSourcing
import JSONText
import Ontology
import Testing

@testable import EmbeddedAdapters

/// A graph of which only the checkpoint is asked.
private struct GraphAt: GraphStore {
    var offset: Int64

    func checkpoint() async throws(ReadModelError) -> BusPosition? {
        BusPosition([TopicPartition(facts, 0): offset])
    }
    func apply(_ batch: [GraphChange], upTo: BusPosition?) async throws(ReadModelError) {}
    func nodes(_ ids: [NodeID]) async throws(ReadModelError) -> [GraphNode] { [] }
    func nodes(
        _ selection: NodeSelection, _ page: PageRequest
    ) async throws(ReadModelError) -> Page<GraphNode> { Page(items: [], next: nil) }
    func edges(
        of node: NodeID, _ selection: EdgeSelection, _ page: PageRequest
    ) async throws(ReadModelError) -> Page<GraphEdge> { Page(items: [], next: nil) }
    func counts(_ scope: GraphScope) async throws(ReadModelError) -> [GraphCount] { [] }
    func reset() async throws(ReadModelError) {}
}

@Suite struct CommandStatusTests {
    private let group = ConsumerGroup("workers")

    @Test func aCommandIsCompletedOnceTheGraphCoversItsAnswer() async throws {
        try await withLog { log in
            let asked = command("a")
            try await log.add(asked)
            #expect(try await phase(of: asked, log, graphAt: 1) == .pending)
            try await log.add(fact(asked))
            #expect(try await phase(of: asked, log, graphAt: 2) == .processing)
            #expect(try await phase(of: asked, log, graphAt: 3) == .completed)
            #expect(try await phase(of: command("x"), log, graphAt: 3) == nil)
        }
    }

    @Test func aFailureTellsItsReason() async throws {
        try await withLog { log in
            let asked = command("a")
            try await log.add(asked)
            try await log.add(
                fact(asked, type: "COMMAND_FAILED", ["code": "stale", "message": "too late"]))
            let status = EmbeddedCommandStatus(log: log, graph: GraphAt(offset: 1))
            let state = try await status.get(asked.id)
            #expect(state?.phase == .failed)
            #expect(state?.code == "stale")
            #expect(state?.reason == "too late")
        }
    }

    @Test func whatWaitsSaysWhy() async throws {
        try await withLog { log in
            let (parked, dead) = (command("a"), command("b"))
            let stored = try await log.add(parked).events[0]
            try await log.add(dead)
            try await EmbeddedParkedWrites(log: log).park([
                ParkedWrite(
                    group: group, event: stored, awaited: .decision(stream("class")),
                    reason: "waits for the class", since: Timestamp(microseconds: 1))
            ])
            try await EmbeddedDeadLetters(log: log).park(
                DeadLetter(
                    id: ids.next(), group: group, event: dead.id, stream: dead.stream,
                    eventType: dead.type, code: "boom", cause: "it broke", attempts: 5,
                    at: Timestamp(microseconds: 1), bytes: []))
            let status = EmbeddedCommandStatus(log: log, graph: GraphAt(offset: 1))
            let waiting = try await status.get(parked.id)
            #expect(waiting?.phase == .pending)
            #expect(waiting?.code == "waiting_for_decision")
            #expect(waiting?.reason == "waits for the class")
            let broken = try await status.get(dead.id)
            #expect(broken?.code == "boom")
            #expect(broken?.attempts == 5)
        }
    }

    @Test func theListIsNewestFirstByPageAndFilter() async throws {
        try await withLog { log in
            for number in 0..<7 {
                let asked = command("\(number)")
                try await log.add(asked)
                if number % 2 == 0 { try await log.add(fact(asked)) }
            }
            let status = EmbeddedCommandStatus(log: log, graph: GraphAt(offset: 100))
            func keys(_ filter: CommandFilter) async throws -> [String] {
                var keys: [String] = []
                var page = PageRequest(limit: 2)
                repeat {
                    let answer = try await status.list(filter, page)
                    keys += answer.items.map(\.command.event.stream.key)
                    page.after = answer.next
                } while page.after != nil
                return keys
            }
            #expect(
                try await keys(CommandFilter()) == ["6", "5", "4", "3", "2", "1", "0"])
            #expect(try await keys(CommandFilter(phases: [.pending])) == ["5", "3", "1"])
            #expect(try await keys(CommandFilter(database: "other")).isEmpty)
        }
    }

    private func phase(
        of event: Event, _ log: EventLog, graphAt offset: Int64
    ) async throws -> CommandState.Phase? {
        try await EmbeddedCommandStatus(log: log, graph: GraphAt(offset: offset))
            .get(event.id)?.phase
    }
}
