// The picture of all classes: from box to box by the arrows, more or less in each box, moved where it is larger than
// the screen. Where boxes have no room every link stands on a line of its own.

import Engine
package import TerminalUI

extension OntologyPane {
    package enum DiagramStep: Sendable {
        case toggled
        case zoomed(Int)
        case panned(Key)
    }

    /// With less than this boxes say nothing.
    private static let least = Size(columns: 60, rows: 12)
    private static let panColumns = 8
    private static let panRows = 4

    static func isDiagram(_ state: OntologyState) -> Bool {
        state.showsDiagram && state.depth <= .detail && state.current != nil
    }

    static let diagramActions: [PaneAction] = [
        PaneAction("ontology.move", hint: "class"), PaneAction("ontology.open", hint: "open class"),
        PaneAction("ontology.zoom-in"), PaneAction("ontology.zoom-out"), PaneAction("ontology.pan"),
        PaneAction("ontology.back", hint: "list"), PaneAction("ontology.diagram", hint: "close"),
        PaneAction("ontology.instances"), PaneAction("ontology.history"),
        PaneAction("ontology.labels"), PaneAction("ontology.edit"), PaneAction("ontology.copy"),
    ]

    static func map(
        _ state: OntologyState, _ glyphs: GlyphSet = .unicode
    ) -> ClassMap {
        let classes = ClassMap.nearest(state.classes.value?.items ?? [], to: state.current?.id)
        return ClassMap(classes, state.diagramDetail) { CellWidth.of($0, glyphs: glyphs) }
    }

    static func diagram(
        _ step: DiagramStep, _ state: inout OntologyState
    ) -> PaneReply<Message> {
        switch step {
        case .toggled:
            state.showsDiagram.toggle()
            state.diagramPan = Point(x: 0, y: 0)
        case .zoomed(let by):
            let wanted = state.diagramDetail.rawValue + by
            guard let detail = ClassMap.Detail(rawValue: wanted) else {
                return .say(by > 0 ? "all properties are shown" : "names alone are shown")
            }
            state.diagramDetail = detail
            state.diagramPan = Point(x: 0, y: 0)
        case .panned(let key):
            switch key {
            case .character("<"): state.diagramPan.x -= panColumns
            case .character(">"): state.diagramPan.x += panColumns
            case .character("("): state.diagramPan.y -= panRows
            default: state.diagramPan.y += panRows
            }
        }
        return .nothing
    }

    /// The keys of moving, opening and going back: along the rows too they go from box to box.
    static func walkDiagram(
        _ key: Key, _ state: inout OntologyState, _ context: PaneContext
    ) -> PaneReply<Message> {
        let items = state.classes.value?.items ?? []
        switch key {
        case .enter:
            state.showsDiagram = false
            state.depth = .classes
            return open(&state, context)
        case .backspace, .escape: state.showsDiagram = false
        case .pageUp, .control("b"): state.diagramPan.y -= context.body.height / 2
        case .pageDown, .control("f"): state.diagramPan.y += context.body.height / 2
        case .home, .character("g"): choose(items.first?.id, &state)
        case .end, .character("G"): choose(items.last?.id, &state)
        default:
            let isPicture = hasRoom(context.body)
            let next =
                isPicture
                ? map(state).neighbour(of: state.current?.id, towards: key)
                : nextInList(key, items.map(\.id), state.current?.id)
            choose(next, &state)
        }
        return PaneReply(effects: askProfile(&state, context))
    }

    private static func nextInList(_ key: Key, _ names: [String], _ now: String?) -> String? {
        let place = names.firstIndex { $0 == now } ?? 0
        let isBack = [.up, .left, .character("k"), .character("h")].contains(key)
        let next = place + (isBack ? -1 : 1)
        return names.indices.contains(next) ? names[next] : nil
    }

    private static func choose(_ name: String?, _ state: inout OntologyState) {
        guard let name else { return }
        if !state.shown.contains(where: { $0.id == name }) { state.filter = "" }
        state.selected = name
        state.detailLine = 0
        state.cameFrom = []
        state.diagramPan = Point(x: 0, y: 0)
    }

    private static func hasRoom(_ body: Rect) -> Bool {
        body.width >= least.columns && body.height >= least.rows
    }

    static func drawDiagram(
        _ state: OntologyState, _ subject: Rect, _ body: Rect, _ screen: inout Screen,
        _ context: PaneContext
    ) {
        let all = state.classes.value?.items ?? []
        let area = body.inset(top: 1)
        Rule.draw(into: &screen, in: body.line(0))
        guard hasRoom(body) else { return drawLinks(all, state, subject, area, &screen) }
        let map = map(state, screen.glyphs)
        let words: [ClassMap.Detail: String] = [
            .names: "names", .links: "keys and links", .all: "all properties",
        ]
        let count =
            map.boxes.count < all.count
            ? "the nearest \(Figure.count(map.boxes.count)) of \(Figure.count(all.count)) classes"
            : "\(Figure.count(all.count)) classes"
        TwoEnds.draw(
            [Span(state.current?.id ?? "", .strong), Span(" ▸ diagram", .quiet)],
            [Span("\(words[state.diagramDetail] ?? "") · \(count)", .quiet)], into: &screen,
            in: subject)
        map.draw(chosen: state.current?.id, pan: state.diagramPan, into: &screen, in: area)
    }

    /// `customerId n:1 ▸ Customer`: what the class links to, and by what it is linked.
    private static func drawLinks(
        _ all: [ClassView], _ state: OntologyState, _ subject: Rect, _ area: Rect,
        _ screen: inout Screen
    ) {
        guard let item = state.current else { return }
        let lines =
            item.links.map { link in
                [
                    Span("\(link.predicate) ", .text), Span(link.cardinality, .quiet),
                    Span(" ▸ ", .border), Span(link.target, .strong),
                ]
            }
            + item.incoming.map { link in
                let parts = link.cardinality.split(separator: ":").reversed()
                return [
                    Span(link.className, .strong), Span(".\(link.predicate) ", .text),
                    Span(parts.joined(separator: ":"), .quiet), Span(" ▸ ", .border),
                    Span("here", .quiet),
                ]
            }
        TwoEnds.draw(
            [Span(item.id, .strong), Span(" ▸ links", .quiet)],
            [Span(Figure.count(lines.count), .quiet)], into: &screen, in: subject)
        let last = max(0, lines.count - area.height)
        let first = max(0, min(state.diagramPan.y, last))
        for (row, line) in lines.dropFirst(first).prefix(area.height).enumerated() {
            screen.put(line, x: area.x + 1, y: area.y + row, width: area.width - 1)
        }
        if lines.isEmpty {
            screen.put("no links", x: area.x + 1, y: area.y, width: area.width, style: .quiet)
        }
        if first < last {
            screen.put(
                "▼ \(last - first) more", x: area.x, y: area.maxY - 1, width: area.width,
                style: .quiet, align: .right)
        }
        screen.cursor = Point(x: area.x + 1, y: area.y)
    }
}
