// What is a paste without brackets, and what stays keys.

import TerminalUI
import Testing

@testable import CursesTerminal

@Suite struct PasteBurstTests {
    private func joined(_ keys: String, isBracketing: Bool = false) -> [InputEvent] {
        PasteBurst(isBracketing: isBracketing).joined(
            KeyScript.keys(in: keys.replacing("\n", with: "<enter>")).map { .key($0) })
    }

    @Test func linesAtOnceAreOnePaste() {
        let text = "x-100\nx-101\nD\ny\nx-102\nx-103\nx-104\n"
        #expect(joined(text) == [.paste(text)])
        #expect(joined(text, isBracketing: true) == [.paste(text)])
    }

    @Test(arguments: [
        "jjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjj", "4/10248<enter>", "j\nj\nj\nj\nj\nj\nj\nj\n",
    ])
    func typingAheadStaysKeys(keys: String) {
        let events = joined(keys)
        #expect(!events.contains { if case .paste = $0 { true } else { false } })
    }

    @Test func otherKeysEndABurst() {
        let text = "one,two\nthree\nfour\n"
        let events: [InputEvent] =
            [.key(.down)]
            + KeyScript.keys(in: text.replacing("\n", with: "<enter>")).map { .key($0) }
            + [.key(.escape)]
        #expect(
            PasteBurst(isBracketing: false).joined(events)
                == [.key(.down), .paste(text), .key(.escape)])
    }

    @Test func onlyMuchPlainTextIsWaitedFor() {
        let keys = KeyScript.keys(in: "abcdefgh").map { InputEvent.key($0) }
        #expect(PasteBurst.mayGoOn(keys))
        #expect(!PasteBurst.mayGoOn(Array(keys.prefix(7))))
        #expect(!PasteBurst.mayGoOn(Array(repeating: .key(.down), count: 500)))
    }
}
