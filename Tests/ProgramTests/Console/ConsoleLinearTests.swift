// For screen readers: plain lines, nothing moves the cursor, keys are lines of input.

import Foundation
import Laboratory
import TestSupport
import Testing

@Suite(.enabled(if: Program.isThere)) struct ConsoleLinearTests {
    @Test func whatChangesIsPrintedAsPlainLines() async throws {
        let place = try await DemoDirectory.arguments()
        try await Together.run(["xterm-256color", "dumb"]) { kind in
            let console = try ConsoleRun(place + " --linear", environment: ["TERM": kind])
            await console.terminal.wait(for: "SalesOrder")
            console.type("5\n")
            await console.terminal.wait(for: "Committed")
            console.type("1\n")
            await console.terminal.wait(for: "11 classes")
            console.type("j\n")
            await console.terminal.wait(for: ">  Customer")
            console.type("q\n")
            let remains = await console.remains()
            #expect(remains.status == 0 && remains.keptModes)
            #expect(!console.terminal.bytes.contains(0x1B))
            let lines = String(decoding: console.terminal.bytes, as: UTF8.self)
                .split(whereSeparator: \.isNewline)
                // What the test itself prints about the terminal's modes.
                .filter { !$0.hasPrefix("before=") && !$0.hasPrefix("after=") }
            #expect(lines.filter { $0.count > 80 } == [], "none wraps")
        }
    }
}
