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
            lines += members(result, without: command.payload)
            if let same = asCarried(result, command.payload) { lines.append(same) }
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
                style: isTitle ? .quiet : .text, cut: line.1 == command.id ? .middle : .end)
        }
    }

    /// Without what another object says as well, and without the names of the place: they stand below.
    private static func members(_ value: JSON, without known: JSON = .null) -> [(String, String?)] {
        guard let members = value.object?.members else {
            return value.isNull ? [("  nothing", "")] : [("  value", value.plainText)]
        }
        let left = known.isNull ? [] : place
        return members.filter { !left.contains($0.name) && known[$0.name] != $0.value }
            .map { ("  " + $0.name, words($0.value)) }
    }

    private static let place = ["db_name", "class_id", "instance_id"]

    /// What of the result stands above already, by name; nil where nothing does.
    private static func asCarried(_ result: JSON, _ payload: JSON) -> (String, String?)? {
        let same = (result.object?.members ?? []).filter {
            !place.contains($0.name) && payload[$0.name] == $0.value
        }
        return same.isEmpty ? nil : ("  as carried", same.map(\.name).joined(separator: ", "))
    }

    /// Lists as people would say them: `entityId, companyName`; what has no name stays JSON.
    private static func words(_ value: JSON) -> String {
        guard let items = value.array, !items.isEmpty else { return Cells.text(value) }
        let names = items.compactMap {
            $0.string ?? $0["name"]?.string ?? $0["predicate"]?.string
        }
        return names.count == items.count ? names.joined(separator: ", ") : Cells.text(value)
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
