// The classes of a database as a layered graph: a class stands left of those that it links to, each in a box with its
// properties, links as lines with their cardinality. Laying out is pure; it is O(boxes × links) at worst.

import Engine
import TerminalUI

struct ClassMap {
    /// How much of a class stands in its box.
    enum Detail: Int, CaseIterable { case names, links, all }

    struct Line: Hashable {
        var name: String
        var type: String
        var isKey = false
    }

    struct Box: Hashable {
        var id: String
        var instances: Int
        var lines: [Line]
        var rect: Rect

        /// Where the name stands.
        var titleRow: Int { rect.y + 1 }
        /// The row of a property, or of a link, else that of the name.
        func row(of name: String) -> Int {
            lines.firstIndex { $0.name == name }.map { titleRow + 1 + $0 } ?? titleRow
        }

        var center: Point { Point(x: rect.x + rect.width / 2, y: rect.y + rect.height / 2) }
    }

    struct Wire: Hashable {
        var from: Int
        var to: Int
        /// The line of the box that it leaves from.
        var name: String
        /// `n` and `1` of `n:1`.
        var ends: (from: String, to: String) {
            let parts = cardinality.split(separator: ":").map(String.init)
            return parts.count == 2 ? (parts[0], parts[1]) : ("", "")
        }
        var cardinality: String
        /// The target stands left of the source: on a way round.
        var isBackwards = false
    }

    /// So many classes are drawn at most: of more those nearest to the chosen one.
    static let most = 200
    /// Properties in a box at most.
    private static let mostLines = 14
    private static let widestName = 20
    static let widestType = 12

    private(set) var boxes: [Box] = []
    private(set) var wires: [Wire] = []
    /// The lines as they run, and what stands at their ends.
    private(set) var grid = LineGrid()
    private(set) var labels: [(place: Point, text: String, wire: Int)] = []
    private(set) var size = Size(columns: 0, rows: 0)

    /// `width`: of a text, on the screen that it is for.
    init(_ classes: [ClassView], _ detail: Detail, width: (String) -> Int) {
        let places = Dictionary(
            classes.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
        for (number, item) in classes.enumerated() {
            boxes.append(Self.box(item, detail, width))
            for link in item.links where link.target != item.id {
                guard let target = places[link.target] else { continue }
                wires.append(
                    Wire(
                        from: number, to: target, name: Self.name(of: link),
                        cardinality: link.cardinality))
            }
        }
        var layout = ClassLayout(self)
        layout.run()
        (boxes, wires, grid, labels, size) =
            (layout.boxes, layout.wires, layout.grid, layout.labels, layout.size)
    }

    /// The classes nearest to one, in their own order; all while there are not too many.
    static func nearest(_ classes: [ClassView], to chosen: String?) -> [ClassView] {
        guard classes.count > most else { return classes }
        var near: [String: [String]] = [:]
        for item in classes {
            for link in item.links {
                near[item.id, default: []].append(link.target)
                near[link.target, default: []].append(item.id)
            }
        }
        var kept: Set<String> = []
        var queue = [chosen ?? ""] + classes.map(\.id)
        var next = 0
        while next < queue.count, kept.count < most {
            let id = queue[next]
            next += 1
            guard !id.isEmpty, kept.insert(id).inserted else { continue }
            queue.insert(contentsOf: near[id] ?? [], at: next)
        }
        return classes.filter { kept.contains($0.id) }
    }

    func box(of id: String?) -> Box? { boxes.first { $0.id == id } }

    /// The nearest box in a direction, seen from one; nil at the edge.
    func neighbour(of id: String?, towards key: Key) -> String? {
        guard let here = box(of: id)?.center else { return boxes.first?.id }
        var best: (id: String, distance: Int)?
        for other in boxes where other.id != id {
            let (right, down) = (other.center.x - here.x, other.center.y - here.y)
            // A cell is about twice as high as wide; what lies aside counts more.
            let (along, aside) =
                switch key {
                case .right, .character("l"): (right, 2 * abs(down))
                case .left, .character("h"): (-right, 2 * abs(down))
                case .down, .character("j"): (2 * down, abs(right))
                default: (-2 * down, abs(right))
                }
            guard along > 0 else { continue }
            let distance = along + 2 * aside
            if distance < best?.distance ?? Int.max { best = (other.id, distance) }
        }
        return best?.id
    }

    private static func name(of link: ClassView.Link) -> String {
        link.sourceProperties.count == 1 ? link.sourceProperties[0] : link.predicate
    }

    private static func box(
        _ item: ClassView, _ detail: Detail, _ width: (String) -> Int
    ) -> Box {
        let lines = lines(item, detail)
        let names = lines.map { min(width($0.name), widestName) }.max() ?? 0
        let types = lines.map { min(width($0.type), widestType) }.max() ?? 0
        let title = min(width(item.id), 28) + width(Figure.count(item.instances)) + 1
        let inside = max(title, lines.isEmpty ? 0 : names + types + 4)
        return Box(
            id: item.id, instances: item.instances, lines: lines,
            rect: Rect(x: 0, y: 0, width: inside + 4, height: lines.count + 3))
    }

    private static func lines(_ item: ClassView, _ detail: Detail) -> [Line] {
        guard detail != .names else { return [] }
        let linking = Set(item.links.map { name(of: $0) })
        let shown = item.properties.filter {
            detail == .all || $0.isKey || linking.contains($0.name)
        }
        let sorted = shown.filter(\.isKey) + shown.filter { !$0.isKey }
        var lines = sorted.map { Line(name: $0.name, type: $0.type, isKey: $0.isKey) }
        if lines.count > mostLines {
            let rest = lines.count - mostLines + 1
            lines = lines.prefix(mostLines - 1) + [Line(name: "… \(rest) more", type: "")]
        }
        for link in item.links {
            let name = name(of: link)
            if link.target == item.id {
                lines.append(Line(name: "\(link.predicate) → itself", type: link.cardinality))
            } else if !lines.contains(where: { $0.name == name }) {
                lines.append(Line(name: name, type: ""))
            }
        }
        return lines
    }
}
