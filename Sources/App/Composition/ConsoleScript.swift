// `spice console --script`: keys from a file, screens to standard output. For tests, demos and documentation.
//
//     # a comment
//     size 120x40              before the first key
//     wait Customer            until the screen shows it, at most 10 s
//     until FILE               until somebody made the file
//     keys 4/10248<enter>      as key maps name them
//     dump [FILE]              the screen as text, once it has come to rest

import Console
import Foundation
import Synchronization
import TerminalUI

struct ConsoleScript: Sendable {
    enum Step: Sendable {
        case keys(String)
        case wait(String)
        case until(String)
        case dump(String?)
    }

    private(set) var steps: [Step] = []
    private(set) var size = Size(columns: 80, rows: 24)

    private static let patience = Duration.seconds(10)

    init(path: String) throws {
        let data =
            path == "-"
            ? FileHandle.standardInput.readDataToEndOfFile()
            : FileManager.default.contents(atPath: path)
        guard let data, let text = String(validating: data, as: UTF8.self) else {
            throw UsageError("the script \(path) cannot be read")
        }
        try self.init(text: text, name: path)
    }

    init(text: String, name: String) throws {
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false)
            .enumerated()
        {
            let words = line.split(separator: " ", maxSplits: 1)
            guard let verb = words.first, !verb.hasPrefix("#") else { continue }
            let rest = words.count > 1 ? String(words[1]) : ""
            let place = "\(name):\(index + 1)"
            switch verb {
            case "keys" where !rest.isEmpty: steps.append(.keys(rest))
            case "wait" where !rest.isEmpty: steps.append(.wait(rest))
            case "until" where !rest.isEmpty: steps.append(.until(rest))
            case "dump": steps.append(.dump(rest.isEmpty ? nil : rest))
            case "size":
                let numbers = rest.split(separator: "x").compactMap { Int($0) }
                guard numbers.count == 2, numbers.allSatisfy((1...1000).contains) else {
                    throw UsageError("\(place): size is columns x rows, as 120x40")
                }
                size = Size(columns: numbers[0], rows: numbers[1])
            default:
                throw UsageError(
                    "\(place): a step is keys TEXT, wait TEXT, until FILE, dump [FILE] or size 120x40"
                )
            }
        }
    }

    /// Throws when a text that is waited for does not come, with the screen that stood there instead.
    func run(_ opening: ConsoleOpening) async throws {
        let stage = ScriptStage()
        let terminal = ScriptedTerminal(
            viewport: Viewport(size: size), script: steps.flatMap { terminalSteps($0, stage) })
        stage.show = { terminal.lastScreen }
        _ = await ConsoleProgram.run(
            terminal: terminal, client: opening.client, options: try opening.options())
        if let failure = stage.failure { throw StartError(failure, code: "script_failed") }
    }

    private func terminalSteps(
        _ step: Step, _ stage: ScriptStage
    ) -> [ScriptedTerminal.Step] {
        switch step {
        case .keys(let text): ScriptedTerminal.Step.keys(text) + [.perform { await stage.rest() }]
        case .wait(let text):
            [
                .perform {
                    await stage.wait("the screen never showed \"\(text)\"", atMost: Self.patience) {
                        stage.show()?.plainText().contains(text) == true
                    }
                }
            ]
        case .until(let path):
            [
                .perform {
                    await stage.wait("\(path) did not come", atMost: Self.patience) {
                        FileManager.default.fileExists(atPath: path)
                    }
                }
            ]
        case .dump(let path): [.perform { await stage.dump(to: path) }]
        }
    }
}

/// What the steps of a running script share.
private final class ScriptStage: Sendable {
    private struct State {
        var show: @Sendable () -> Screen? = { nil }
        var failure: String?
    }

    private let state = Mutex(State())

    var show: @Sendable () -> Screen? {
        get { state.withLock { $0.show } }
        set { state.withLock { $0.show = newValue } }
    }

    var failure: String? { state.withLock { $0.failure } }

    /// Until two looks a moment apart see the same.
    func rest() async {
        guard failure == nil else { return }
        var before: Screen?
        for _ in 0..<40 {
            try? await Task.sleep(for: .milliseconds(60))
            let now = show()
            if now != nil, now == before { return }
            before = now
        }
    }

    func wait(
        _ problem: String, atMost patience: Duration, _ condition: @Sendable () -> Bool
    ) async {
        let deadline = ContinuousClock.now + patience
        while failure == nil, !Task.isCancelled, !condition() {
            guard ContinuousClock.now < deadline else {
                let screen = show()?.plainText() ?? ""
                return state.withLock { $0.failure = "\(problem); it shows\n\(screen)" }
            }
            try? await Task.sleep(for: .milliseconds(20))
        }
    }

    func dump(to path: String?) async {
        await rest()
        guard failure == nil, let text = show()?.plainText() else { return }
        guard let path else { return print(text) }
        do { try text.write(toFile: path, atomically: true, encoding: .utf8) } catch {
            state.withLock { $0.failure = "\(path) cannot be written" }
        }
    }
}
