// Names and keys: what they take and what they refuse, on the whole text.

import Ontology
import TestSupport
import Testing

@Suite("Names and keys")
struct NameTests {
    @Test(arguments: ["abc", "a1b", "shop_2-x", String(repeating: "a", count: 50)])
    func aDatabaseNameIsTaken(_ text: String) throws {
        #expect(try DatabaseName(text).text == text)
    }

    @Test(arguments: [
        "", "ab", "Abc", "1abc", "_abc", "abc_", "abc-", "a__b", "a-_b", "a b", "abc\n", "äbc",
        "a/b",
        "../etc", "abc\u{0}", String(repeating: "a", count: 51),
    ])
    func aDatabaseNameIsRefused(_ text: String) {
        #expect(throws: NameError.self) { try DatabaseName(text) }
    }

    @Test(arguments: ["A", "Product", "order_details", "a:b-c", String(repeating: "x", count: 100)])
    func aClassIDIsTaken(_ text: String) throws {
        #expect(try ClassID(text).text == text)
    }

    @Test(arguments: [
        "", "1a", "_a", ":a", "a b", "a/b", "Ä", "a.b", "a\n", String(repeating: "x", count: 101),
    ])
    func aClassIDIsRefused(_ text: String) {
        #expect(throws: NameError.self) { try ClassID(text) }
    }

    @Test(arguments: ["", "refs", "HEAD", "Hooks", "a b", "a..b", "é", "a\n"])
    func aBranchNameIsRefused(_ text: String) {
        #expect(throws: NameError.self) { try BranchName(text) }
        #expect((try? BranchName("feature/x-1_y")) != nil)
    }

    @Test func aPropertyNameIsAnyTextWithoutControlCharacters() throws {
        for text in EventBuilder.awkwardTexts { #expect(try PropertyName.checked(text) == text) }
        for text in ["", "a\tb", "a\u{7F}", "a\u{85}", String(repeating: "é", count: 128)] {
            #expect(throws: NameError.self) { try PropertyName.checked(text) }
        }
    }

    @Test func aKeyGivesBackItsParts() throws {
        let texts =
            EventBuilder.awkwardTexts + [
                "a~\u{301}b", "\u{301}x", "%\u{301}", ":\u{301}", "/\u{308}", "%7E",
            ]
        for text in texts {
            let key = try InstanceKey(parts: [text])
            #expect(key.parts.map { Array($0.utf8) } == [Array(text.utf8)], "\(text)")
            #expect(!key.text.unicodeScalars.contains { "~:/".unicodeScalars.contains($0) })
            for other in texts {
                let pair = try InstanceKey(parts: [text, other])
                #expect(pair.parts.map { Array($0.utf8) } == [Array(text.utf8), Array(other.utf8)])
                #expect(try InstanceKey(escaped: pair.text) == pair)
            }
        }
    }

    @Test func differentPartsMakeDifferentKeys() throws {
        let texts = EventBuilder.awkwardTexts + ["a", "b", "a~b", "a%7Eb", "%25", "%"]
        var seen: [[UInt8]: [String]] = [:]
        for left in texts {
            for right in texts {
                let text = Array(try InstanceKey(parts: [left, right]).text.utf8)
                let before = seen[text]
                let isSame = before.map {
                    $0[0].utf8.elementsEqual(left.utf8) && $0[1].utf8.elementsEqual(right.utf8)
                }
                #expect(isSame ?? true)
                seen[text] = [left, right]
            }
        }
    }

    @Test func aKeyHasLimits() throws {
        _ = try InstanceKey(parts: [String(repeating: "k", count: 255)])
        _ = try InstanceKey(parts: [
            String(repeating: "k", count: 200), String(repeating: "k", count: 199),
        ])
        let refused = [
            [], [""], ["a", ""], ["a\n"], [String(repeating: "k", count: 256)],
            [String(repeating: "k", count: 200), String(repeating: "k", count: 200)],
            [String(repeating: "~", count: 134)],
        ]
        for parts in refused { #expect(throws: SchemaError.self) { try InstanceKey(parts: parts) } }
        // Also what is no canonical spelling: one key has one address.
        for text in [
            "", "a/b", "a:b", "a\u{0}", "50%", "a%2fb", "a%41", "%", "%2", "a%%25", "a~", "~a",
            "a~~b",
        ] {
            #expect(throws: SchemaError.self) { try InstanceKey(escaped: text) }
        }
    }
}
