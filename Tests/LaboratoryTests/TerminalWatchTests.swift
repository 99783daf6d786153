// What the console's bench sees of a program: the screen, not what was written; and no figure where nothing can be read.

import Foundation
import Glibc
import Testing

@testable import Laboratory

@Suite struct TerminalWatchTests {
    /// Runs a shell on a terminal of 40 by 5 for as long as the body takes.
    private func watching<Value>(_ script: String, _ body: (TerminalWatch) -> Value) throws -> Value
    {
        let terminal = try BenchTerminal(["/bin/sh", "-c", script], columns: 40, rows: 5)
        defer { terminal.close() }
        return body(TerminalWatch(terminal: terminal) { _ in 1 })
    }

    @Test func aWordIsFoundWhoseLettersCameInParts() throws {
        let script = #"printf 'uXer1@'; printf '\033[1;2Hs'; printf '\033[3;1H'; exec cat"#
        try watching(script) { watch in
            #expect(watch.shows("user1@", seconds: 20) != nil)
        }
    }

    @Test func whatStandsNoMoreIsNotSeen() throws {
        let script = #"printf 'no file\033[1;1H\033[2Kend'; exec cat"#
        try watching(script) { watch in
            #expect(watch.shows("end", seconds: 20) != nil)
            // Written, and gone again with the same bytes.
            #expect(watch.shows("no file", seconds: 0.2) == nil)
        }
    }

    @Test func whatRunsIsRead() throws {
        try watching("printf up; exec cat") { watch in
            #expect(watch.shows("up", seconds: 20) != nil)
            let usage = watch.terminal.usage
            #expect(usage.cpuSeconds.map { $0 >= 0 } == true)
            #expect(usage.residentBytes.map { $0 > 0 } == true && usage.wakeUps != nil)
        }
    }

    @Test func ofAProcessThatIsGoneThereIsNoFigure() throws {
        // The highest number that the kernel gives is one more than any process has.
        let highest = try String(contentsOfFile: "/proc/sys/kernel/pid_max", encoding: .utf8)
        let number = try #require(pid_t(highest.trimmingCharacters(in: .whitespacesAndNewlines)))
        let gone = ProcessReading(process: number)
        #expect(gone.cpuSeconds == nil && gone.residentBytes == nil && gone.wakeUps == nil)
        let before = ProcessReading(cpuSeconds: 1, residentBytes: 1, wakeUps: 1)
        let rates = gone.rates(since: before, seconds: 5)
        #expect(rates.cpuPercent == nil && rates.wakesPerSecond == nil)
        var figures = ConsoleFigures()
        figures.add("spice.idle.cpu", rates.cpuPercent)
        #expect(figures.missing.contains("idle.cpu"), "it is told as not measured")
    }

    @Test func ratesAreOfTheTimeBetweenTwoReadings() {
        let before = ProcessReading(cpuSeconds: 1, wakeUps: 10)
        let rates = ProcessReading(cpuSeconds: 1.5, wakeUps: 20).rates(since: before, seconds: 5)
        #expect(rates.cpuPercent == 10 && rates.wakesPerSecond == 2)
    }
}
