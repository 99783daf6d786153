// What comes from the keyboard's side: pastes without brackets, mouse reports, copying.

import Foundation
import Laboratory
import TestSupport
import Testing

@Suite(.enabled(if: Program.isThere)) struct ConsoleInputTests {
    // field case con-05b
    @Test func aBurstWithoutBracketsIsOnePasteAndRunsNothing() async throws {
        let place = try await DemoDirectory.arguments()
        let before = try await DemoDirectory.shared.events()
        try await Together.run(["xterm-256color", "vt100"]) { kind in
            let console = try ConsoleRun(place + " --pane commands", environment: ["TERM": kind])
            try await console.shows("create instance")
            try await console.type("/", shows: "⏎ keep")
            console.type("x-100\nx-101\nD\ny\nx-102\nx-103\nx-104\nq\n")
            try await console.shows("x-100 x-101 D y x-102 x-103 x-104 q")
            #expect(!console.screen.text.contains("Databases"))
            // No field is open: nothing of it becomes a key.
            try await console.escape(from: "x-101")
            console.type("q\nD\ny\nx-100 is a line\nq\nDROP\n")
            try await console.shows("pasted text is never read as keys")
            #expect(!console.screen.text.contains("Databases"))
            try await console.leave()
        }
        #expect(try await DemoDirectory.shared.events() == before, "nothing was sent")
    }

    @Test func aBracketedPasteGoesIntoTheFieldAsText() async throws {
        let console = try ConsoleRun(try await DemoDirectory.arguments() + " --pane commands")
        try await console.shows("create instance")
        try await console.type("/", shows: "⏎ keep")
        console.paste("quit\nq\u{1B}x\nstate:failed")
        try await console.shows("state:failed")
        try await console.escape(from: "state:failed")
        console.paste("qqq")
        try await console.shows("pasted text is never read as keys")
        try await console.leave()
    }

    // field case con-03b
    @Test func leavingWhileTheMouseMovesLeavesNothingOnTheShellsLine() async throws {
        let console = try ConsoleRun(try await DemoDirectory.arguments())
        try await console.shows("SalesOrder")
        try await console.type("M", shows: "mouse on")
        try await console.shows("the mouse's modes") {
            $0.modes[1000] == true && $0.modes[1006] == true
        }
        // A click on a pane's name, and the wheel, do what keys do.
        let column = try #require(console.screen.column(of: "4 Graph", row: 0)) + 3
        console.type("\u{1B}[<0;\(column);1M\u{1B}[<0;\(column);1m")
        try await console.shows("Where to start")
        console.type("\u{1B}[<65;20;10M")
        // Reports go on until the terminal is told to stop, and a few are on their way then.
        console.type("q")
        var place = 1
        var sent = 0
        while console.terminal.screen.modes[1000] != false, sent < 2000 {
            console.type("\u{1B}[<35;\(place);7M")
            place = place % 79 + 1
            sent += 1
            try? await Task.sleep(for: .milliseconds(5))
        }
        for step in 0..<4 {
            console.type("\u{1B}[<35;\(step + 1);7M")
            try? await Task.sleep(for: .milliseconds(5))
        }
        let remains = await console.remains()
        try console.expectClean(remains, code: 0)
        #expect(!remains.afterScreen.contains("35;"), "\(remains.afterScreen)")
    }

    // field case con-11a
    @Test func overSSHTheTerminalCopiesAndNoHelperIsStarted() async throws {
        let place = try await DemoDirectory.arguments()
        try await Together.run(["", "/tmp/tmux-1000/default,1,0"]) { tmux in
            try await TemporaryFolder.with { folder in
                for helper in ["xclip", "wl-copy", "xsel", "pbcopy"] {
                    let path = try folder.write(
                        "#!/bin/sh\n>\(folder.file("started"))\n", to: helper)
                    try FileManager.default.setAttributes(
                        [.posixPermissions: 0o755], ofItemAtPath: path)
                }
                let console = try ConsoleRun(
                    place + " --pane commands",
                    environment: [
                        "SSH_TTY": "/dev/pts/9", "PATH": folder.path + ":/usr/bin:/bin",
                        "TMUX": tmux, "TERM": tmux.isEmpty ? "xterm-256color" : "tmux-256color",
                    ])
                try await console.shows("create instance")
                try await console.type("y", shows: "to copy (36 B)")
                let screen = try await console.shows("a copy") { !$0.copies.isEmpty }
                let copy = try #require(screen.copies.first)
                let id = String(
                    decoding: try #require(Data(base64Encoded: copy)), as: UTF8.self)
                #expect(UUID(uuidString: id) != nil, "\(id)")
                // The one whose timeline is shown below the list.
                #expect(screen.text.contains("\(id.prefix(8))…\(id.suffix(4))"), "\(screen.text)")
                #expect(console.terminal.text.contains("\u{1B}Ptmux;") == !tmux.isEmpty)
                #expect(!console.screen.text.contains("copied"))
                try await console.leave()
                #expect(!FileManager.default.fileExists(atPath: folder.file("started")))
            }
        }
    }
}
