// Names and labels of keys.

import Testing

@testable import TerminalUI

@Suite struct KeyTests {
    @Test(arguments: [
        "x", "X", "ctrl-d", "alt-x", "enter", "esc", "f5", "page-down", "back-tab", "space", "-",
        "ctrl--", "shift-up",
    ])
    func aNameIsReadBackAsTheSameKey(name: String) throws {
        #expect(try #require(Key(named: name)).name == name)
    }

    @Test(arguments: ["", "ctrl-", "hyper-x", "f99", "entre"])
    func unknownNamesAreRefused(name: String) { #expect(Key(named: name) == nil) }

    @Test func labelsAreShort() {
        #expect(Key.control("d").label == "^D")
        #expect(Key.enter.label == "⏎")
        #expect(Key(.function(5)).label == "F5")
    }

    @Test func aScriptOfKeysHasNamesInBrackets() {
        #expect(
            KeyScript.keys(in: ":g<enter><lt><nope>").map(\.name)
                == [":", "g", "enter", "<", "<", "n", "o", "p", "e", ">"])
    }
}
