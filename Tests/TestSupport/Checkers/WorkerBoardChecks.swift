// The promises of WorkerBoard.

internal import EventSourcing
internal import Testing

package enum WorkerBoardChecks {
    package static let all: [PortCheck] = [reports, redelivered, desired, reopening]

    private static func report(_ name: String, handled: Int = 0) -> WorkerReport {
        WorkerReport(
            name: name, state: .running, handled: handled, ratePerSecond: 12.5,
            lastError: "é: broke", restarts: 2, at: FixedClock.sampleTime)
    }

    static let reports = PortCheck("a worker's last report replaces the one before") {
        let board = try await $0.open().board
        #expect(try await board.list().isEmpty)
        try await board.report(report("relay"))
        try await board.report(report("instance-worker 漢"))
        try await board.report(report("relay", handled: 9))
        var silent = report("silent")
        silent.lastError = nil
        silent.state = .failing
        try await board.report(silent)
        let listed = try await board.list()
        #expect(listed.count == 3)
        #expect(
            Set(listed) == [report("relay", handled: 9), report("instance-worker 漢"), silent])
    }

    static let redelivered = PortCheck("what came again is counted over all of a worker's reports")
    {
        let board = try await $0.open().board
        for (name, count) in [("instance", 2), ("ontology", 5), ("instance", 0), ("instance", 40)] {
            var told = report(name)
            told.redelivered = count
            try await board.report(told)
        }
        let counts = try await board.list().map { ($0.name, $0.redelivered) }
        #expect(Dictionary(counts) { first, _ in first } == ["instance": 42, "ontology": 5])
    }

    static let desired = PortCheck("a worker should run unless an operator said otherwise") {
        let board = try await $0.open().board
        #expect(try await board.desired("relay") == .running)
        try await board.setDesired("relay", .paused)
        #expect(try await board.desired("relay") == .paused)
        #expect(try await board.desired("other") == .running)
        try await board.report(report("relay"))
        #expect(try await board.desired("relay") == .paused)
        try await board.setDesired("relay", .running)
        #expect(try await board.desired("relay") == .running)
    }

    static let reopening = PortCheck("what an operator wants survives a kill") {
        var board = try await $0.open().board
        try await board.setDesired("relay", .paused)
        try await board.setDesired("never seen", .paused)
        try await board.setDesired("other", .running)
        board = try await $0.open().board
        #expect(try await board.desired("relay") == .paused)
        #expect(try await board.desired("never seen") == .paused)
        #expect(try await board.desired("other") == .running)
    }
}
