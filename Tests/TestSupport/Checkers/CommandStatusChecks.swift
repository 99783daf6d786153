// The promises of CommandStatus, whether states are stored by `set` or derived from the log: each step of a
// command's life is written to the log and set.

internal import EventSourcing
internal import JSONText
internal import Ontology
internal import Testing

package enum CommandStatusChecks {
    package static let all: [PortCheck] = [
        pending, completed, failed, terminal, absent, atHand, listing, phases, paging, wakes,
        reopening,
    ]

    static let pending = PortCheck("an accepted command is pending, not terminal") {
        let bench = StatusBench(try await $0.open())
        let command = try await bench.accept("a")
        let state = try #require(try await bench.status.get(command.event.id))
        #expect(state.command == command)
        #expect(!state.phase.isTerminal)
        #expect(state.answer == nil)
    }

    static let completed = PortCheck("a command whose effect is in the graph is completed") {
        let bench = StatusBench(try await $0.open())
        let command = try await bench.accept("a")
        let answer = try await bench.complete(command)
        let state = try #require(try await bench.status.get(command.event.id))
        #expect(state.phase == .completed)
        #expect(state.answer == answer)
    }

    static let failed = PortCheck("a failed command says why") {
        let bench = StatusBench(try await $0.open())
        let command = try await bench.accept("a")
        try await bench.fail(command)
        let state = try #require(try await bench.status.get(command.event.id))
        #expect(state.phase == .failed)
        #expect(state.code == "already_exists")
        #expect(state.reason == "there is one already")
    }

    static let terminal = PortCheck("a terminal state stays, whatever is set later") {
        let bench = StatusBench(try await $0.open())
        let done = try await bench.accept("a")
        let answer = try await bench.complete(done)
        let broken = try await bench.accept("b")
        try await bench.fail(broken)
        for phase in CommandState.Phase.allCases {
            for command in [done, broken] {
                try await bench.status.set(
                    CommandState(
                        command: command, phase: phase, code: "x", reason: "too late",
                        updatedAt: FixedClock.sampleTime.adding(seconds: 99)))
            }
        }
        let state = try #require(try await bench.status.get(done.event.id))
        #expect(state.phase == .completed && state.answer == answer)
        #expect(state.reason != "too late")
        #expect(try await bench.status.get(broken.event.id)?.phase == .failed)
        #expect(try await bench.status.get(broken.event.id)?.reason == "there is one already")
    }

    static let absent = PortCheck("an unknown command has no state") {
        let bench = StatusBench(try await $0.open())
        #expect(try await bench.status.get(.named("nobody")) == nil)
        let command = try await bench.accept("a")
        let answer = try await bench.complete(command)
        #expect(try await bench.status.get(answer.event.id) == nil)
    }

    static let listing = PortCheck("commands are listed newest first, of one database if asked") {
        let bench = StatusBench(try await $0.open())
        var shop: [EventID] = []
        for index in 0..<5 { shop.append(try await bench.accept("k\(index)").event.id) }
        let office = try await bench.accept("o", database: "office").event.id
        let all = try await bench.list(CommandFilter())
        #expect(all.map(\.command.event.id) == [office] + shop.reversed())
        let some = try await bench.list(CommandFilter(database: "shop"))
        #expect(some.map(\.command.event.id) == shop.reversed())
        #expect(try await bench.list(CommandFilter(database: "nowhere")).isEmpty)
    }

    static let phases = PortCheck("a filter by phases takes those alone") {
        let bench = StatusBench(try await $0.open())
        let waiting = try await bench.accept("a")
        let done = try await bench.accept("b")
        _ = try await bench.complete(done)
        let broken = try await bench.accept("c")
        try await bench.fail(broken)
        let cases: [(Set<CommandState.Phase>, [RecordedEvent])] = [
            ([.failed], [broken]), ([.completed], [done]),
            ([.completed, .failed], [broken, done]),
            ([.pending, .processing, .retrying], [waiting]), ([], [broken, done, waiting]),
        ]
        for (phases, commands) in cases {
            let found = try await bench.list(CommandFilter(phases: phases))
            #expect(found.map(\.command) == commands, "\(phases)")
        }
    }

    static let paging = PortCheck("pages of commands neither skip nor repeat while new ones come") {
        let bench = StatusBench(try await $0.open())
        var ids: [EventID] = []
        for index in 0..<13 { ids.append(try await bench.accept("k\(index)").event.id) }
        for limit in [1, 4, 13, 50] {
            let found = try await collect(limit: limit) {
                try await bench.status.list(CommandFilter(), $0)
            }
            #expect(found.map(\.command.event.id) == ids.reversed())
        }
        let first = try await bench.status.list(CommandFilter(), PageRequest(limit: 5))
        _ = try await bench.accept("new")
        let rest = try await bench.status.list(
            CommandFilter(), PageRequest(limit: 50, after: first.next))
        #expect(rest.items.map(\.command.event.id) == ids.prefix(8).reversed())
    }

    static let atHand = PortCheck("commands that are at hand are as the log has them") {
        let bench = StatusBench(try await $0.open())
        let waiting = try await bench.accept("a")
        let done = try await bench.accept("b")
        _ = try await bench.complete(done)
        let asked: [EventID] = [done.event.id, .named("nobody's"), waiting.event.id]
        let found = try await bench.status.commands(asked)
        #expect(found.allSatisfy { $0 == waiting || $0 == done })
        #expect(Set(found.map(\.event.id)).count == found.count)
        #expect(try await bench.status.commands([]).isEmpty)
    }

    static let wakes = PortCheck("a wait for change ends with a change, or at once without time") {
        let bench = StatusBench(try await $0.open())
        await bench.status.waitForChange(timeoutSeconds: 0)
        async let waiting: Void = bench.status.waitForChange(timeoutSeconds: 5)
        _ = try await bench.accept("a")
        await waiting
        #expect(try await bench.list(CommandFilter()).count == 1)
    }

    static let reopening = PortCheck("states survive a kill") {
        var bench = StatusBench(try await $0.open())
        let waiting = try await bench.accept("a")
        let done = try await bench.accept("b")
        _ = try await bench.complete(done)
        let broken = try await bench.accept("c")
        try await bench.fail(broken)
        let before = try await bench.list(CommandFilter()).map {
            "\($0.command.event.id) \($0.phase)"
        }
        bench = StatusBench(try await $0.open())
        let after = try await bench.list(CommandFilter()).map {
            "\($0.command.event.id) \($0.phase)"
        }
        #expect(after == before)
        #expect(try await bench.status.get(waiting.event.id)?.phase.isTerminal == false)
        #expect(try await bench.status.get(broken.event.id)?.reason == "there is one already")
    }
}

/// Commands through their life, in the log and in the status.
private struct StatusBench {
    let ports: Ports
    private let build = EventBuilder()

    init(_ ports: Ports) { self.ports = ports }

    var status: any CommandStatus { ports.status }

    func list(_ filter: CommandFilter) async throws -> [CommandState] {
        try await collect(limit: 3) { try await status.list(filter, $0) }
    }

    func accept(_ key: String, database: String = "shop") async throws -> RecordedEvent {
        var stream = build.stream(key)
        stream.database = database
        let recorded = try await appended(ports.store, [build.command(stream)])
        _ = try await ports.bus.publish(recorded)
        try await status.set(
            CommandState(command: recorded[0], phase: .pending, updatedAt: FixedClock.sampleTime))
        return recorded[0]
    }

    /// The domain event in the log, and the graph's checkpoint past it.
    func complete(_ command: RecordedEvent) async throws -> RecordedEvent {
        let recorded = try await appended(ports.store, [build.answer(to: command.event)])
        let ends = try await ports.bus.publish(recorded)
        try await ports.graph.apply([], upTo: ends)
        try await status.set(
            CommandState(
                command: command, phase: .completed, answer: recorded[0],
                updatedAt: FixedClock.sampleTime))
        return recorded[0]
    }

    func fail(_ command: RecordedEvent) async throws {
        let data = JSONObject([
            ("code", "already_exists"), ("message", "there is one already"),
            ("reason", "there is one already"),
        ])
        let failure = build.answer(to: command.event, type: .commandFailed, data: data)
        let recorded = try await appended(ports.store, [failure])
        _ = try await ports.bus.publish(recorded)
        try await status.set(
            CommandState(
                command: command, phase: .failed, code: "already_exists",
                reason: "there is one already", answer: recorded[0],
                updatedAt: FixedClock.sampleTime))
    }
}
