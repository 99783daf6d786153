// Where things stand in the Ontology pane at each size.

import Engine
package import TerminalUI

extension OntologyPane {
    package static func draw(
        _ state: OntologyState, subject: Rect, body: Rect, into screen: inout Screen,
        _ context: PaneContext
    ) {
        if let nothing = nothingThere(state, context) {
            TwoEnds.draw([Span("Classes", .header)], [], into: &screen, in: subject)
            Rule.draw(into: &screen, in: body.line(0))
            nothing.draw(into: &screen, in: body.inset(top: 1))
            return
        }
        if isDiagram(state) { return drawDiagram(state, subject, body, &screen, context) }
        switch (state.depth, context.room) {
        case (.instances, _), (.instance, _):
            drawInstances(state, subject, body, &screen, context)
        case (.classes, .narrow):
            drawListSubject(state, into: &screen, in: subject)
            Rule.draw(into: &screen, in: body.line(0))
            ClassList.draw(state, into: &screen, in: body.inset(top: 1), context)
        case (.detail, .narrow):
            drawClassSubject(state, into: &screen, in: subject)
            Rule.draw(into: &screen, in: body.line(0))
            guard let item = state.current else { break }
            ClassDetail.draw(item, state, into: &screen, in: body.inset(top: 1))
        default: drawSideBySide(state, subject, body, &screen, context)
        }
    }

    /// No database, no classes, no answer: what stands in the body's place.
    private static func nothingThere(
        _ state: OntologyState, _ context: PaneContext
    ) -> Placeholder? {
        if context.database == nil {
            if let placeholder = context.databases.placeholder(of: "the databases", context) {
                return placeholder
            }
            return .empty(
                "no database yet: import a file with I in Mapping (key 2), or spice import FILE; "
                    + "N makes an empty one; spice demo shows the sample")
        }
        if let placeholder = state.classes.placeholder(of: "the classes", context) {
            return placeholder
        }
        guard state.classes.value?.items.isEmpty ?? true else { return nil }
        return .empty(
            "no classes yet: import a file with I in Mapping (key 2), or spice import FILE; "
                + "n makes a class")
    }

    private static func drawSideBySide(
        _ state: OntologyState, _ subject: Rect, _ body: Rect, _ screen: inout Screen,
        _ context: PaneContext
    ) {
        let isWide = context.room == .wide
        let list = body.width < 100 ? 26 : 34
        let detail = isWide ? (body.width - list) * 45 / 100 : body.width - list
        let bars = isWide ? [list, list + detail] : [list]
        for x in bars {
            screen.verticalLine(x: x, y: subject.y, height: 1)
            screen.verticalLine(x: x, y: body.y + 1, height: body.height - 1)
        }
        Rule.draw(into: &screen, in: body.line(0), crossings: bars)
        let below = body.inset(top: 1)
        let left = Rect(x: 0, y: below.y, width: list - 1, height: below.height)
        drawListSubject(state, into: &screen, in: head(subject, left))
        ClassList.draw(state, into: &screen, in: left, context)
        guard let item = state.current else { return }
        let middle = Rect(x: list + 1, y: below.y, width: detail - 2, height: below.height)
        drawClassSubject(state, into: &screen, in: head(subject, middle))
        if state.depth == .classes, BesideList.waits(context, into: &screen, in: middle) { return }
        ClassDetail.draw(item, state, into: &screen, in: middle)
        guard isWide else {
            // The note about the line under the cursor stands at the bottom.
            let note = state.depth == .detail ? MemberNote.height + 1 : 0
            let under = middle.inset(top: ClassDetail.height(of: item) + 1, bottom: note)
            if under.height >= 5, showsSample(item, context) {
                drawSample(of: item, state, &screen, under, context)
            }
            return
        }
        let right = Rect(
            x: list + detail + 1, y: below.y, width: body.width - list - detail - 2,
            height: below.height)
        TwoEnds.draw(
            [Span("Around \(item.id)", .quiet)], [], into: &screen, in: head(subject, right))
        ClassDiagram.draw(item, state, into: &screen, in: right)
        let under = right.inset(top: ClassDiagram.height(of: item))
        drawSample(of: item, state, &screen, under, context)
    }

    /// A title and the first instances.
    private static func drawSample(
        of item: ClassView, _ state: OntologyState, _ screen: inout Screen, _ rect: Rect,
        _ context: PaneContext
    ) {
        guard state.table.className == item.id else { return }
        screen.put("Sample", x: rect.x + 1, y: rect.y, width: rect.width - 1, style: .quiet)
        InstanceRows.draw(
            state.table, item, selection: .none, into: &screen, in: rect.inset(top: 1), context)
    }

    private static func head(_ subject: Rect, _ zone: Rect) -> Rect {
        Rect(x: zone.x, y: subject.y, width: zone.width + 1, height: 1)
    }

    private static func drawListSubject(
        _ state: OntologyState, into screen: inout Screen, in row: Rect
    ) {
        let all = state.classes.value?.items.count ?? 0
        let count =
            state.filter.isEmpty
            ? Figure.count(all) : "\(Figure.count(state.shown.count)) of \(Figure.count(all))"
        TwoEnds.draw(
            [Span("Classes", .header)]
                + (state.filter.isEmpty ? [] : [Span(" \(state.filter)", .match)]),
            [Span(count, .quiet)], into: &screen, in: row)
    }

    private static func drawClassSubject(
        _ state: OntologyState, into screen: inout Screen, in row: Rect
    ) {
        guard let item = state.current else { return }
        TwoEnds.draw(
            [Span(item.id, .strong)],
            [Span(Figure.count(item.instances), .strong), Span(" instances", .quiet)],
            into: &screen, in: row)
    }

    package static func footnote(_ state: OntologyState, _ context: PaneContext) -> Footnote {
        guard let classes = state.classes.value?.items, !classes.isEmpty else { return Footnote() }
        let total = classes.reduce(0) { $0 + $1.instances }
        let unresolved = classes.flatMap(\.links).reduce(0) { $0 + $1.unresolved }
        if context.room == .narrow && unresolved > 0 {
            return Footnote(
                left: [Span("▲ \(Figure.count(unresolved)) links dangling", .attention)])
        }
        var left = [
            Span(
                "\(Figure.count(classes.count)) \(classes.count == 1 ? "class" : "classes") · "
                    + "\(Figure.count(total)) instances", .quiet)
        ]
        if unresolved > 0 {
            left.append(Span(" · ", .quiet))
            left.append(Span("▲ \(Figure.count(unresolved)) links dangling", .attention))
        }
        return Footnote(left: left, right: state.classes.freshness(context))
    }
}
