// Values of instances as cells: what is absent is `–`, text is shown as it is, structures as JSON.

import Engine
import JSONText
import Ontology
import TerminalUI

enum Cells {
    /// A value and whether it reads better at the right edge.
    static func text(_ value: JSON?) -> String {
        switch value {
        case nil, .null: Figure.unknown
        case .string(let text): text.isEmpty ? "\"\"" : moment(text) ?? text
        case .integer(let number): String(number)
        case .number(let text): text
        case .bool(let flag): flag ? "yes" : "no"
        case .array, .object: value?.plainText ?? Figure.unknown
        }
    }

    /// Text of a value that may be a point in time.
    static func short(_ text: String) -> String { moment(text) ?? text }

    static func span(_ value: JSON?) -> Span {
        Span(text(value), value == nil || value == .null ? .quiet : .text)
    }

    /// Whether values of a type stand at the right edge.
    static func isNumber(_ type: String) -> Bool {
        [.integer, .number].contains(DataType(type).base)
    }

    /// A point in time without what says nothing: midnight, the zone Z, a fraction of 0.
    private static func moment(_ text: String) -> String? {
        let bytes = Array(text.utf8)
        guard (19...27).contains(bytes.count), bytes[4] == 0x2D, bytes[7] == 0x2D,
            bytes[10] == 0x54, bytes[13] == 0x3A, bytes[16] == 0x3A
        else { return nil }
        let time = text.dropFirst(11).prefix(8)
        let rest = text.dropFirst(19)
        let fraction = rest.last == "Z" ? rest.dropLast() : rest
        guard fraction.allSatisfy({ $0 == "." || $0.isASCII && $0.isNumber }) else { return nil }
        let day = String(text.prefix(10))
        let isWhole = !fraction.contains { !".0".contains($0) }
        return time == "00:00:00" && isWhole ? day : day + " " + time
    }

    /// The engine's badge in the console's looks.
    static func badge(_ badge: NodeBadge) -> [Span] { look(badge).spans }

    static func look(_ badge: NodeBadge) -> TerminalUI.Badge {
        switch badge.status {
        case .full: .full
        case .partial: .partial
        case .missing: .missing
        }
    }
}
