// Two nodes side by side, or one node at two moments: properties and links, what differs first to the eye.

package import Engine
import JSONText
import TerminalUI

package struct GraphDifference: Sendable {
    package struct Side: Sendable {
        package var id: String
        /// Nil: now.
        package var asOf: String?
        package var found = Loaded<Neighbourhood>()
    }

    package var sides: [Side]

    package init(_ left: Side, _ right: Side) { sides = [left, right] }

    struct Line: Hashable {
        var name: String
        var left: String
        var right: String

        var differs: Bool { left != right }
    }

    /// Properties of either, in the order of the left one; then what only one of them links to.
    var lines: [Line] {
        let members = sides.map { $0.found.value?.node.data?.object?.members ?? [] }
        var names = members[0].map(\.name)
        names += members[1].map(\.name).filter { !names.contains($0) }
        let values = names.map { name in
            let texts = members.map { side in Cells.text(side.first { $0.name == name }?.value) }
            return Line(name: name, left: texts[0], right: texts[1])
        }
        return values + links
    }

    private var links: [Line] {
        let bundles = sides.map { $0.found.value?.bundles ?? [] }
        var names: [String] = []
        for bundle in bundles.joined() where !names.contains(Self.name(bundle)) {
            names.append(Self.name(bundle))
        }
        return names.map { name in
            let texts = bundles.map { side in
                side.first { Self.name($0) == name }.map(Self.text) ?? Figure.unknown
            }
            return Line(name: name, left: texts[0], right: texts[1])
        }
    }

    private static func name(_ bundle: Neighbourhood.Bundle) -> String {
        bundle.direction == "in"
            ? "← \(bundle.otherClass).\(bundle.predicate)" : "\(bundle.predicate) →"
    }

    private static func text(_ bundle: Neighbourhood.Bundle) -> String {
        let count = bundle.nodes.count
        guard count > 1 || bundle.next != nil else { return bundle.nodes.first?.id ?? "" }
        let keys = bundle.nodes.prefix(4).map(\.key).joined(separator: " ")
        let total =
            bundle.total.map { Figure.count($0) } ?? "\(count)\(bundle.next == nil ? "" : "+")"
        return "\(total): \(keys)\(count > 4 ? " …" : "")"
    }

    func draw(into screen: inout Screen, in rect: Rect, _ context: PaneContext) {
        let half = (rect.width - nameWidth(rect) - 3) / 2
        let x = [rect.x + nameWidth(rect) + 3, rect.x + nameWidth(rect) + 3 + half]
        for (index, side) in sides.enumerated() {
            let width = index == 0 ? half - 1 : rect.maxX - x[1]
            screen.put(side.id, x: x[index], y: rect.y, width: width, style: .strong, cut: .middle)
            let when =
                side.asOf.map { MomentText.short(side.found.value?.asOf, asked: $0) } ?? "now"
            screen.put(when, x: x[index], y: rect.y + 1, width: width, style: .quiet)
        }
        screen.put("Side by side", x: rect.x, y: rect.y, width: nameWidth(rect), style: .header)
        screen.horizontalLine(x: rect.x, y: rect.y + 2, width: rect.width)
        let below = rect.inset(top: 3)
        for side in sides {
            if let wait = side.found.placeholder(of: side.id, context) {
                return wait.draw(into: &screen, in: below)
            }
        }
        drawLines(x, half, into: &screen, in: below)
    }

    private func drawLines(_ x: [Int], _ half: Int, into screen: inout Screen, in rect: Rect) {
        let all = lines
        let differing = all.count { $0.differs }
        screen.put(
            differing == 0 ? "the same in all \(all.count)" : "\(differing) of \(all.count) differ",
            x: rect.x, y: rect.y, width: rect.width, style: differing == 0 ? .good : .attention)
        // What differs comes first where not all fit.
        let room = rect.height - 1
        let shown = all.count <= room ? all : all.filter(\.differs) + all.filter { !$0.differs }
        for (row, line) in shown.prefix(room).enumerated() {
            let y = rect.y + 1 + row
            let isLast = row == room - 1 && shown.count > room
            if isLast {
                screen.put(
                    "… \(shown.count - row) more", x: rect.x, y: y, width: rect.width, style: .quiet
                )
                return
            }
            screen.put(
                line.name, x: rect.x, y: y, width: nameWidth(rect), style: .quiet, cut: .middle)
            let style: Style = line.differs ? .text : .quiet
            if line.differs { screen.put("≠", x: x[0] - 2, y: y, width: 1, style: .attention) }
            screen.put(line.left, x: x[0], y: y, width: half - 1, style: style)
            screen.put(
                line.right, x: x[1], y: y, width: rect.maxX - x[1],
                style: line.differs ? .strong : .quiet)
        }
    }

    private func nameWidth(_ rect: Rect) -> Int { min(26, max(10, rect.width / 4)) }
}
