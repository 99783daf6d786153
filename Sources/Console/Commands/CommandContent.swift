// What a command carries, and what became of it, member by member.

import Engine
import JSONText
import TerminalUI

enum CommandContent {
    static func draw(_ command: CommandView, into screen: inout Screen, in rect: Rect) {
        var lines: [(String, String?)] = []
        let sequence = command.expectedSequence.map { "expected \(Figure.count($0))" } ?? ""
        lines.append(("Carries", sequence))
        lines += members(command.payload)
        if let result = command.result, !result.isNull {
            lines += [("", nil), ("Result", "sequence \(Figure.count(command.sequence))")]
            lines += members(result)
        }
        lines += [("", nil), ("Ids", "")]
        lines += [("  command", command.id), ("  database", command.database)]
        let names = lines.filter { $0.0.hasPrefix("  ") }.map { screen.width(of: $0.0) }
        let width = min(names.max() ?? 0, max(10, rect.width / 2))
        for (row, line) in lines.prefix(rect.height).enumerated() {
            let y = rect.y + row
            let isTitle = !line.0.hasPrefix("  ")
            screen.put(
                line.0, x: rect.x, y: y, width: width, style: isTitle ? .header : .quiet)
            screen.put(
                line.1 ?? "", x: rect.x + width + 2, y: y, width: rect.width - width - 2,
                style: isTitle ? .quiet : .text)
        }
    }

    private static func members(_ value: JSON) -> [(String, String?)] {
        guard let members = value.object?.members else {
            return value.isNull ? [("  nothing", "")] : [("  value", value.plainText)]
        }
        return members.map { ("  " + $0.name, Cells.text($0.value)) }
    }

    /// `Customer.csv row 86`; nil for a command by hand.
    static func source(_ command: CommandView) -> String? {
        guard let source = command.source, let file = source["file"]?.string else { return nil }
        let name = file.split(separator: "/").last.map(String.init) ?? file
        let sheet = source["sheet"]?.string.map { " sheet \($0)" } ?? ""
        let row = source["row"]?.integer.map { " row \(Figure.count($0))" } ?? ""
        return name + sheet + row
    }
}
