// Seeded mutations of JSON texts: our reader and Foundation's give the same verdict, and the same value.
// By design ours differs: duplicate names refused, 64 levels, numbers of any size kept; it takes UTF-8 only, without
// a byte order mark, keeps U+FEFF within strings, and refuses a comma before a closing bracket, all unlike the oracle.

import Foundation
import JSONText
import TestSupport
import Testing

@Suite("JSON against an oracle")
struct OracleTests {
    static let seeds = [
        #"{"id":"018d5f2a-0000-7000-8000-000000000001","n":12.50,"a":[1,2,{"b":null}],"t":true}"#,
        #"[0,-1,1e5,2.5E-3,123456789,"caf\u00e9","\ud83d\ude42","a\"b\\c\/d\n"]"#,
        #"{"é":{"漢字":["🙂",""]},"":{},"nested":[[[[[[]]]]]]}"#,
        "  [ true , false , null , \"x\" ]  ", "-0.0", "\"text\"", "{\"a\":{\"a\":{\"a\":1}}}",
    ]

    @Test func sixtyThousandMutationsGetTheSameVerdict() {
        var chance = SeededGenerator(seed: 20_260_131)
        var accepted = 0
        var disagreements: [String] = []
        for round in 0..<60_000 {
            let seed = Array(OracleTests.seeds[round % OracleTests.seeds.count].utf8)
            let bytes = OracleTests.mutated(seed, &chance)
            if let fault = OracleTests.disagreement(bytes) { disagreements.append(fault) }
            if (try? JSON(parsing: bytes)) != nil { accepted += 1 }
        }
        #expect(disagreements.prefix(20) == [])
        #expect(accepted > 3_000, "the mutations hardly ever leave valid JSON")
        #expect(accepted < 57_000, "the mutations hardly ever break JSON")
    }

    private static let dictionary = [
        "\"", "\\", "{", "}", "[", "]", ",", ":", "\\u", "\\ud800", "\\u0000", "e", "E", "-", "+",
        ".",
        "0", "00", "1e400", "-0", "99999999999999999999", "null", "true", "NaN", "\u{0}", "\n",
        "\t",
        "//", "é", "\u{FEFF}", "🙂", "\u{1}", " ",
    ].map { Array($0.utf8) }

    static func mutated(_ seed: [UInt8], _ chance: inout SeededGenerator) -> [UInt8] {
        var bytes = seed
        for _ in 0...(chance.next() % 3) {
            let at = Int(chance.next() % UInt64(bytes.count + 1))
            switch chance.next() % 6 {
            case 0: if at < bytes.count { bytes[at] = UInt8(truncatingIfNeeded: chance.next()) }
            case 1: if at < bytes.count { bytes.remove(at: at) }
            case 2, 3:
                let word = dictionary[Int(chance.next() % UInt64(dictionary.count))]
                bytes.insert(contentsOf: word, at: at)
            case 4:
                let end = min(bytes.count, at + Int(chance.next() % 12))
                bytes.insert(contentsOf: bytes[at..<end], at: at)
            default: bytes.removeLast(min(bytes.count, Int(chance.next() % 4)))
            }
        }
        return bytes
    }

    /// Nil when both readers agree as far as they should.
    static func disagreement(_ bytes: [UInt8]) -> String? {
        let text = String(decoding: bytes, as: UTF8.self)
        if text.unicodeScalars.dropFirst().contains("\u{FEFF}") { return nil }
        let oracle = try? JSONSerialization.jsonObject(
            with: Data(bytes), options: [.fragmentsAllowed])
        do throws(JSONError) {
            let value = try JSON(parsing: bytes)
            guard let oracle else {
                return hasHugeNumber(value) ? nil : "only we accept \(text)"
            }
            if hasHugeNumber(value) || isSame(value, oracle) { return nil }
            return "read differently: \(text)"
        } catch {
            if oracle == nil || differsByDesign(error, bytes) { return nil }
            return "only the oracle accepts (\(error)) \(text)"
        }
    }

    private static func differsByDesign(_ error: JSONError, _ bytes: [UInt8]) -> Bool {
        let isOtherEncoding =
            bytes.contains(0) || bytes.starts(with: [0xEF, 0xBB, 0xBF])
            || bytes.starts(with: [0xFE, 0xFF]) || bytes.starts(with: [0xFF, 0xFE])
        return [.duplicateName, .tooDeep].contains(error.reason) || isOtherEncoding
            || isTrailingComma(bytes, error.offset)
    }

    private static func isTrailingComma(_ bytes: [UInt8], _ offset: Int) -> Bool {
        guard offset < bytes.count, "]}".utf8.contains(bytes[offset]) else { return false }
        return bytes[..<offset].last { !" \n\r\t".utf8.contains($0) } == UInt8(ascii: ",")
    }

    /// A number that no binary float holds.
    private static func hasHugeNumber(_ value: JSON) -> Bool {
        switch value {
        case .number: value.double.map { !$0.isFinite || abs($0) > 1e18 } ?? true
        case .array(let items): items.contains(where: hasHugeNumber)
        case .object(let object): object.members.contains { hasHugeNumber($0.value) }
        default: false
        }
    }

    private static func isSame(_ value: JSON, _ oracle: Any) -> Bool {
        switch value {
        case .null: return oracle is NSNull
        case .bool(let flag): return oracle as? Bool == flag
        case .integer(let number): return (oracle as? NSNumber)?.int64Value == Int64(number)
        case .number:
            guard let ours = value.double, let theirs = (oracle as? NSNumber)?.doubleValue else {
                return false
            }
            return abs(ours - theirs) <= abs(ours) * 1e-12
        case .string(let text): return oracle as? String == text
        case .array(let items):
            guard let others = oracle as? [Any], others.count == items.count else { return false }
            return zip(items, others).allSatisfy(isSame)
        case .object(let object):
            guard let others = oracle as? [String: Any] else { return false }
            return object.members.allSatisfy { member in
                others[member.name].map { isSame(member.value, $0) } ?? false
            }
        }
    }
}
