// However the console ends, the terminal is as it was: modes, screen, cursor and exit status. And with the terminal gone it
// is gone too, whatever it was told about hangups, and its connection to the engine with it.

import Foundation
import Laboratory
import TestSupport
import Testing

@Suite(.enabled(if: Program.isNamed(for: "signals to the console"))) struct ConsoleSignalTests {
    /// What a person reads in a process list, and what the console's process is.
    private static func process(of console: ConsoleRun) async throws -> pid_t {
        let text = await console.terminal.wait(for: "shell=")
        let shell = try #require(
            pid_t(text.components(separatedBy: "shell=")[1].prefix { $0.isNumber }))
        let children = try String(
            contentsOfFile: "/proc/\(shell)/task/\(shell)/children", encoding: .utf8)
        return try #require(children.split(separator: " ").compactMap { pid_t($0) }.last)
    }

    @Test func everySignalLeavesTheTerminalAsItWas() async throws {
        let place = try await DemoDirectory.arguments()
        let signals = [
            SIGTERM, SIGINT, SIGHUP, SIGQUIT, SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT, SIGTRAP,
        ]
        try await Together.run(signals) { signal in
            let console = try ConsoleRun(place, before: "echo shell=$$.")
            try await console.shows("SalesOrder")
            kill(try await Self.process(of: console), signal)
            let remains = await console.remains()
            try console.expectClean(remains, code: Int(128 + signal))
        }
    }

    // field case con-02a
    @Test func aLostTerminalEndsTheConsole() async throws {
        let place = try await DemoDirectory.arguments()
        try await Together.run(["", "trap '' HUP"]) { trap in
            let console = try ConsoleRun(place, before: "echo shell=$$.; \(trap)")
            try await console.shows("SalesOrder")
            let process = try await Self.process(of: console)
            let start = ContinuousClock.now
            console.terminal.hangUp()
            // One that did not notice would live for ever.
            let isGone = await gone(process, within: .seconds(60))
            #expect(isGone, "it lives on with \(trap)")
            print("gone \(ContinuousClock.now - start) after the terminal")
        }
        // The engine has nobody attached any more: its connections were closed with the processes.
        let engine = try await DemoDirectory.shared.engine()
        #expect(await connections(of: engine.up.program.pid) == 0)
    }

    /// Whether a process ends, without having used the processor for more than it takes to notice.
    private func gone(_ process: pid_t, within limit: Duration) async -> Bool {
        let before = Self.ticks(process) ?? 0
        var last = before
        let deadline = ContinuousClock.now + limit
        while ContinuousClock.now < deadline {
            guard let now = Self.ticks(process) else {
                #expect(last - before <= 100, "used \(last - before) hundredths of a second")
                return true
            }
            last = now
            try? await Task.sleep(for: .milliseconds(2))
        }
        return false
    }

    /// Processor time in hundredths of a second; nil once it is gone or a zombie.
    private static func ticks(_ process: pid_t) -> Int? {
        guard let stat = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8),
            let end = stat.lastIndex(of: ")")
        else { return nil }
        let fields = stat[end...].dropFirst(2).split(separator: " ")
        guard fields.count > 12, fields[0] != "Z" else { return nil }
        return (Int(fields[11]) ?? 0) + (Int(fields[12]) ?? 0)
    }

    /// Accepted connections on the engine's socket; waits for the last to close.
    private func connections(of process: pid_t) async -> Int {
        var count = 0
        for _ in 0..<3000 {
            let folder = "/proc/\(process)/fd"
            let links = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
                .compactMap {
                    try? FileManager.default.destinationOfSymbolicLink(atPath: folder + "/" + $0)
                }
            let sockets = Set(
                links.filter { $0.hasPrefix("socket:") }.map { $0.dropFirst(8).dropLast() })
            let unix = (try? String(contentsOfFile: "/proc/net/unix", encoding: .utf8)) ?? ""
            // Connected ones have state 03; the listening one has 01.
            count =
                unix.split(separator: "\n").filter { line in
                    let fields = line.split(separator: " ")
                    return fields.count > 7 && fields[5] == "03" && sockets.contains(fields[6])
                }.count
            if count == 0 { break }
            try? await Task.sleep(for: .milliseconds(10))
        }
        return count
    }
}
