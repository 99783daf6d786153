// Any size, and sizes that change while something is open: the console lives, and the screen is right again.

import Foundation
import Laboratory
import TestSupport
import Testing

@Suite(.enabled(if: Program.isThere)) struct ConsoleSizeTests {
    /// The same console in a size, as nobody resized it.
    private func reference(_ place: String, _ columns: Int, _ rows: Int) async throws -> ConsoleRun
    {
        let console = try ConsoleRun(place, columns: columns, rows: rows)
        try await console.shows("Grains/Cereals")
        return console
    }

    /// Waits until both show the same, however long either takes to draw all of it.
    private func expectSame(_ console: ConsoleRun, _ reference: ConsoleRun) async throws {
        for _ in 0..<3000 {
            if console.screen.lines == reference.screen.lines { return }
            try await Task.sleep(for: .milliseconds(10))
        }
        throw ConsoleRun.NeverShown(
            what: "what the other does:\n\(reference.screen.text)\nbut this:",
            screen: console.screen.text)
    }

    // field case con-06a
    @Test func oneColumnForAMomentLeavesARightScreen() async throws {
        let place = try await DemoDirectory.arguments()
        let reference = try await reference(place, 80, 24)
        let console = try ConsoleRun(place)
        try await console.shows("Grains/Cereals")
        for (columns, rows) in [(1, 24), (80, 24), (1, 1), (2, 1), (500, 3), (3, 500), (80, 24)] {
            console.terminal.resize(columns: columns, rows: rows)
        }
        try await expectSame(console, reference)
        // One at a time too, each drawn before the next.
        for (columns, rows) in [(1, 1), (2, 1), (1, 24), (39, 11)] {
            console.terminal.resize(columns: columns, rows: rows)
            let isQuiet = await console.terminal.shows { screen in
                screen.columns == columns && !screen.text.contains("Grains")
            }
            #expect(isQuiet, "\(columns)x\(rows)")
        }
        console.terminal.resize(columns: 80, rows: 24)
        try await expectSame(console, reference)
        try await console.leave()
        try await reference.leave()
    }

    @Test func sixtySizesInARowEndAtTheRightScreen() async throws {
        let place = try await DemoDirectory.arguments()
        let reference = try await reference(place, 97, 31)
        let console = try ConsoleRun(place, columns: 120, rows: 40)
        try await console.shows("Grains/Cereals")
        var dice = Dice(seed: Settings.seed)
        for _ in 0..<60 {
            console.terminal.resize(
                columns: dice.number(in: 1...200), rows: dice.number(in: 1...60))
        }
        console.terminal.resize(columns: 97, rows: 31)
        try await expectSame(console, reference)
        try await console.leave()
        try await reference.leave()
    }

    // field case con-19b
    @Test func aDialogSurvivesBeingStoppedAndResized() async throws {
        let place = try await DemoDirectory.arguments()
        let reference = try await dialog(place, columns: 60, rows: 20)
        let console = try ConsoleRun(place, isJob: true)
        try await console.shows("Grains/Cereals")
        try await console.type("M", shows: "mouse on")
        try await console.type("n", shows: "New class")
        console.type("\u{1A}")
        await console.terminal.wait(for: "stopped=148.")
        #expect(console.screen.modes[2004] == false && console.screen.modes[1049] == false)
        #expect(console.screen.modes[1000] == false)
        console.terminal.resize(columns: 60, rows: 20)
        console.type("\n")
        try await expectSame(console, reference)
        #expect(console.screen.modes[2004] == true && console.screen.modes[1049] == true)
        #expect(console.screen.modes[1000] == true)
        console.paste("Ship")
        try await console.shows("Ship")
        for console in [console, reference] {
            try await console.escape(from: "New class")
            try await console.leave()
        }
    }

    private func dialog(_ place: String, columns: Int, rows: Int) async throws -> ConsoleRun {
        let console = try ConsoleRun(place, columns: columns, rows: rows)
        try await console.shows("11 classes")
        try await console.type("M", shows: "mouse on")
        try await console.type("n", shows: "New class")
        return console
    }

    /// Stopped from outside by a signal that nobody can catch; the shell has put its own modes back meanwhile.
    @Test func aConsoleThatWasStoppedFromOutsideTakesTheTerminalAgain() async throws {
        let place = try await DemoDirectory.arguments()
        let console = try ConsoleRun(place, before: "echo shell=$$.", isJob: true)
        try await console.shows("Grains/Cereals")
        let text = console.terminal.text
        let shell = text.components(separatedBy: "shell=")[1].prefix { $0.isNumber }
        let children = try String(
            contentsOfFile: "/proc/\(shell)/task/\(shell)/children", encoding: .utf8)
        kill(try #require(children.split(separator: " ").compactMap { pid_t($0) }.last), SIGSTOP)
        await console.terminal.wait(for: "stopped=147.")
        console.type("\n")
        try await console.shows("the pane again") {
            $0.text.contains("Grains/Cereals") && !$0.text.contains("stopped")
        }
        try await console.type("5", shows: "Committed")
        try await console.leave()
    }
}
