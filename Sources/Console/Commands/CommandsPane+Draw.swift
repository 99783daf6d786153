// The picture of the Commands pane: the list above, the timeline of the selected command below; with
// room, side by side with what the command carries.

import Engine
package import TerminalUI

extension CommandsPane {
    struct Layout {
        var list: Rect
        /// Nil where only one part fits.
        var timeline: Rect?
        var content: Rect?

        init(_ body: Rect, _ room: Zones.Room) {
            let area = body.inset(top: 1)
            switch room {
            case .tooSmall, .narrow: list = area
            case .regular:
                let parts = area.rows(.rest(weight: 45), .cells(1), .rest(weight: 55, atLeast: 10))
                (list, timeline) = (parts[0], parts[2].inset(left: 1, right: 1))
            case .wide:
                let parts = area.columns(
                    .rest(weight: 46), .rest(weight: 30), .rest(weight: 24), gap: 3)
                (list, timeline, content) = (parts[0], parts[1], parts[2].inset(right: 1))
            }
        }
    }

    static func listHeight(_ context: PaneContext) -> Int {
        max(1, Layout(context.body, context.room).list.height - 1)
    }

    package static func draw(
        _ state: State, subject: Rect, body: Rect, into screen: inout Screen, _ context: PaneContext
    ) {
        drawSubject(state, into: &screen, in: subject.inset(left: 1, right: 1), context)
        let layout = Layout(body, context.room)
        let isDivided = hasRows(state) && !(state.isOpen && context.room != .wide)
        let parts =
            isDivided ? [layout.content == nil ? nil : layout.timeline, layout.content] : []
        let bars = parts.compactMap { $0?.x }
        Rule.draw(into: &screen, in: body.line(0), crossings: bars.map { $0 - 2 })
        if state.isOpen && context.room != .wide {
            let area = body.inset(left: 1, top: 1, right: 1)
            return drawOpen(state, into: &screen, in: area, context)
        }
        guard hasRows(state) else {
            return drawList(state, into: &screen, in: body.inset(top: 1, right: 1), context)
        }
        drawList(state, into: &screen, in: layout.list.inset(right: 1), context)
        guard let timeline = layout.timeline else { return }
        drawBorder(layout, body, into: &screen)
        drawBeside(state, timeline, layout.content, into: &screen, context)
    }

    private static func hasRows(_ state: State) -> Bool {
        switch state.section {
        case .commands: !state.rows.isEmpty || state.isOpen
        case .deadLetters: !state.dead.items.isEmpty
        case .parked: !state.parked.items.isEmpty
        }
    }

    private static func drawList(
        _ state: State, into screen: inout Screen, in list: Rect, _ context: PaneContext
    ) {
        switch state.section {
        case .commands: CommandList.draw(state, into: &screen, in: list, context)
        case .deadLetters: DeadLetterList.draw(state, into: &screen, in: list, context)
        case .parked: ParkedList.draw(state, into: &screen, in: list, context)
        }
    }

    private static func drawBorder(_ layout: Layout, _ body: Rect, into screen: inout Screen) {
        guard let timeline = layout.timeline else { return }
        guard let content = layout.content else {
            return Rule.draw(
                into: &screen,
                in: Rect(x: body.x, y: timeline.y - 1, width: body.width, height: 1))
        }
        for part in [timeline, content] {
            screen.verticalLine(x: part.x - 2, y: part.y, height: part.height)
        }
    }

    private static func drawBeside(
        _ state: State, _ timeline: Rect, _ content: Rect?, into screen: inout Screen,
        _ context: PaneContext
    ) {
        if BesideList.waits(context, into: &screen, in: timeline) { return }
        switch state.section {
        case .commands:
            guard state.detailID != nil else { return }
            CommandTimeline.draw(state, into: &screen, in: timeline, context)
            guard let content, let command = state.shown else { return }
            CommandContent.draw(command, into: &screen, in: content)
        case .deadLetters:
            guard let letter = state.dead.selected else { return }
            DeadLetterDetail.draw(letter, into: &screen, in: timeline, showsContent: content == nil)
            guard let content else { return }
            DeadLetterDetail.drawContent(letter, into: &screen, in: content)
        case .parked:
            guard let parked = state.parked.selected else { return }
            ParkedList.drawDetail(
                parked, into: &screen, in: timeline, showsContent: content == nil)
            guard let content else { return }
            ParkedList.drawContent(parked, into: &screen, in: content)
        }
    }

    private static func drawOpen(
        _ state: State, into screen: inout Screen, in rect: Rect, _ context: PaneContext
    ) {
        switch state.section {
        case .commands: break
        case .deadLetters:
            guard let letter = state.dead.selected else { return }
            return DeadLetterDetail.draw(letter, into: &screen, in: rect, showsContent: true)
        case .parked:
            guard let parked = state.parked.selected else { return }
            return ParkedList.drawDetail(parked, into: &screen, in: rect, showsContent: true)
        }
        let used = CommandTimeline.draw(state, into: &screen, in: rect, context)
        guard let command = state.detail.value, rect.height - used > 3 else { return }
        CommandContent.draw(command, into: &screen, in: rect.inset(top: used + 1))
    }

    private static func drawSubject(
        _ state: State, into screen: inout Screen, in rect: Rect, _ context: PaneContext
    ) {
        let right = sum(state, isShort: rect.width < 60)
        let width = screen.put(
            right, x: rect.x, y: rect.y, width: rect.width, align: .right)
        let left: [Span] =
            switch state.section {
            case .deadLetters: [Span("Dead letters", .strong)]
            case .parked: [Span("Parked writes", .strong)]
            case .commands where state.filter.isEmpty: [Span("All commands", .strong)]
            case .commands: [Span(state.filter.text, .match)]
            }
        let unknown = state.section == .commands ? state.filter.unknown : []
        let remark =
            unknown.isEmpty
            ? [] : [Span("  not understood: \(unknown.joined(separator: ", "))", .attention)]
        screen.put(left + remark, x: rect.x, y: rect.y, width: rect.width - width - 2)
    }

    private static func sum(_ state: State, isShort: Bool) -> [Span] {
        switch state.section {
        case .deadLetters: return counted(state.dead.page, "dead letter", "dead letters")
        case .parked: return counted(state.parked.page, "write waits", "writes wait")
        case .commands: break
        }
        guard state.asked.value != nil else { return [] }
        var spans: [Span] = []
        if state.feed.newCount > 0 {
            let open = state.feed.isNewCountOpen ? "or more " : ""
            spans.append(
                Span("+\(Figure.count(state.feed.newCount)) \(open)new, g to go", .accent))
            if isShort { return spans }
            spans.append(Span(" · ", .quiet))
        }
        if state.isGoingToEnd, !isShort { spans.append(Span("reading to the end · ", .accent)) }
        if state.feed.isStale { return [Span("looking …", .quiet)] }
        spans.append(Span(found(state, isShort: isShort), .quiet))
        if state.older.awaitedSince != nil, !state.filter.holdsAll, !isShort {
            return spans + [Span(" · looking on", .quiet)]
        }
        spans.append(
            state.asked.failure == nil
                ? state.isHeldByHand ? Span(" · ▲ held", .attention) : Span(" · live", .quiet)
                : Span(" · ▲ not live", .attention))
        return spans
    }

    /// `3 of 6 642 commands`, `newest 100 commands`, `3 in the newest 8 000`.
    private static func found(_ state: State, isShort: Bool) -> String {
        let rows = state.rows.count
        let isAll = state.feed.next == nil
        let noun = { (count: Int) in isShort ? "" : count == 1 ? " command" : " commands" }
        if state.filter.holdsAll {
            return (isAll ? "" : "newest ") + Figure.count(rows) + noun(rows)
        }
        let seen = state.feed.lookedAt
        // The store finds those of a state without looking at the others.
        if isAll && !state.filter.statuses.isEmpty {
            return "\(Figure.count(rows)) of all\(isShort ? "" : " commands")"
        }
        return "\(Figure.count(rows)) "
            + (isAll
                ? "of \(Figure.count(seen))\(noun(seen))"
                : "in the newest \(Figure.count(seen))")
    }

    private static func counted<Item>(
        _ page: Loaded<PageView<Item>>, _ one: String, _ many: String
    ) -> [Span] {
        guard let value = page.value else { return [] }
        let count = value.items.count
        let more = value.next == nil ? "" : "first "
        return [Span("\(more)\(Figure.count(count)) \(count == 1 ? one : many)", .quiet)]
    }
}
