// Where things stand in the Pipeline pane at each size.

import Engine
package import TerminalUI

extension PipelinePane {
    package static func draw(
        _ state: PipelineState, subject: Rect, body: Rect, into screen: inout Screen,
        _ context: PaneContext
    ) {
        Rule.draw(into: &screen, in: body.line(0))
        let below = body.inset(top: 1)
        guard let view = state.status.value else {
            TwoEnds.draw([Span("Pipeline", .header)], [], into: &screen, in: subject)
            state.status.placeholder(of: "the pipeline", context)?.draw(into: &screen, in: below)
            return
        }
        if state.isOpen, let worker = state.current {
            TwoEnds.draw(
                [
                    Span("worker ▸ ", .quiet), Span(worker.name, .strong),
                    Span(" partition \(worker.partition)", .quiet),
                ],
                [Span("lag ", .quiet), WorkerTable.lag(worker, state)], into: &screen, in: subject)
            return WorkerDetail.drawPage(worker, state, into: &screen, in: below, context)
        }
        drawSubject(view, state, into: &screen, in: subject)
        switch context.room {
        case .narrow, .tooSmall: WorkerTable.draw(state, into: &screen, in: below)
        case .regular: drawStacked(view, state, into: &screen, in: below, context)
        case .wide: drawWide(view, state, into: &screen, in: below, context)
        }
    }

    private static func drawSubject(
        _ view: PipelineView, _ state: PipelineState, into screen: inout Screen, in row: Rect
    ) {
        let uptime = Duration.seconds(view.uptimeSeconds.rounded())
        let up = uptime < .seconds(60) ? Figure.age(uptime) : Figure.duration(uptime)
        let late = view.workers.count { state.isLate($0) }
        var left = [Span(view.mode, .strong), Span(" · up \(up)", .quiet)]
        if !state.filter.isEmpty {
            left += [
                Span("  /\(state.filter)", .match),
                Span("  \(state.shown.count) of \(view.workers.count) workers", .quiet),
            ]
        }
        let right =
            [Span("\(Figure.count(view.events)) events", .quiet)]
            + (late > 0 ? [Span(" · ", .quiet), Span("▲ \(late) behind", .attention)] : [])
        let used = (left + right).reduce(0) { $0 + screen.width(of: $1.text) }
        let servers = ServerLine.short(view, room: row.width - used - 4, screen)
        TwoEnds.draw(left + servers, right, into: &screen, in: row)
    }

    private static func drawStacked(
        _ view: PipelineView, _ state: PipelineState, into screen: inout Screen, in rect: Rect,
        _ context: PaneContext
    ) {
        let wanted = view.workers.count + 1
        let fixed = FlowDiagram.height + 1 + 1 + 2 + 1 + 1
        // Which servers are down stands below, each on a line: some workers go out of sight for it.
        let down = min(4, view.servers?.count { !$0.isUp } ?? 0)
        let table = max(3, min(wanted, rect.height - fixed - down))
        FlowDiagram.draw(view, quietLag: state.thresholds.lag, into: &screen, in: rect)
        var rest = rect.inset(top: FlowDiagram.height + 1)
        WorkerTable.draw(
            state, into: &screen,
            in: Rect(x: rest.x, y: rest.y, width: rest.width, height: min(table, rest.height)))
        rest = rest.inset(top: table + 1)
        if let worker = state.current {
            WorkerDetail.drawShort(worker, state, into: &screen, in: rest)
        }
        rest = rest.inset(top: 3)
        screen.put(store(view, state), x: rest.x + Table.margin, y: rest.y, width: rest.width - 4)
        rest = ServerLine.draw(view, into: &screen, below: rest)
        if rest.height >= 4 { AlarmList.draw(state.alarms, into: &screen, in: rest, context) }
    }

    private static func drawWide(
        _ view: PipelineView, _ state: PipelineState, into screen: inout Screen, in rect: Rect,
        _ context: PaneContext
    ) {
        FlowDiagram.draw(view, quietLag: state.thresholds.lag, into: &screen, in: rect)
        let below = rect.inset(top: FlowDiagram.height + 1)
        let left = below.width * 48 / 100
        screen.horizontalLine(x: 1, y: below.y, width: below.width - 1)
        screen.put("┬", x: left, y: below.y, width: 1, style: .border)
        screen.verticalLine(x: left, y: below.y + 1, height: below.height - 1)
        let workers = Rect(x: 0, y: below.y + 1, width: left - 1, height: below.height - 1)
        let tableHeight = min(view.workers.count + 1, workers.height - 6)
        WorkerTable.draw(
            state, into: &screen,
            in: Rect(x: 0, y: workers.y, width: workers.width, height: tableHeight))
        var rest = workers.inset(top: tableHeight + 1)
        if let worker = state.current {
            WorkerDetail.drawShort(worker, state, into: &screen, in: rest)
        }
        rest = rest.inset(top: 3)
        screen.put(store(view, state), x: rest.x + Table.margin, y: rest.y, width: rest.width - 4)
        rest = ServerLine.draw(view, into: &screen, below: rest)
        AlarmList.draw(state.alarms, into: &screen, in: rest, context)
        drawCharts(state, into: &screen, in: below.inset(left: left + 2, top: 1, right: 1))
    }

    /// The lag of each worker over time; of the read models alone where there is no room for all. One that never had any
    /// takes a line, and leaves its room to those that had.
    private static func drawCharts(
        _ state: PipelineState, into screen: inout Screen, in rect: Rect
    ) {
        var workers = state.shown
        if workers.count * 4 > rect.height {
            let models = Set(ReadModelName.allCases.map(\.rawValue))
            workers = workers.filter { models.contains($0.name) }
        }
        let histories = workers.map { state.history[$0.historyKey] ?? LagHistory() }
        let flat = histories.count { $0.isFlat }
        let left = rect.height + 1 - workers.count * 2 - flat
        let high = max(2, min(12, left / max(1, workers.count - flat)))
        var rest = rect
        for (worker, history) in zip(workers, histories) {
            let chart = history.isFlat ? 1 : high
            guard rest.height > chart else { return }
            TwoEnds.draw(
                [
                    Span("\(worker.name) lag", .header),
                    Span(worker.partition > 0 ? " partition \(worker.partition)" : "", .quiet),
                    Span(", \(WorkerDetail.span(history))", .quiet),
                ], chartSum(worker, history, state), into: &screen,
                in: Rect(x: rest.x - 1, y: rest.y, width: rest.width + 2, height: 1))
            HistoryChart.draw(
                history.steps(rest.width), into: &screen,
                in: Rect(x: rest.x, y: rest.y + 1, width: rest.width, height: chart),
                style: state.isLate(worker) ? .attention : .chart1)
            rest = rest.inset(top: chart + 2)
        }
    }

    private static func chartSum(
        _ worker: PipelineView.Worker, _ history: LagHistory, _ state: PipelineState
    ) -> [Span] {
        if history.isFlat { return [Span("nothing waited", .quiet)] }
        return [
            Span("now ", .quiet), WorkerTable.lag(worker, state),
            Span(" · max \(Figure.count(Int(history.highest ?? 0)))", .quiet),
        ]
    }

    private static func store(_ view: PipelineView, _ state: PipelineState) -> [Span] {
        var spans = [
            count(view.deadLetters, "dead letter"), Span(" · ", .quiet),
            count(view.parkedWrites, "parked write"),
        ]
        if let bytes = view.dataBytes {
            spans.append(Span(" · disk \(Figure.bytes(bytes))", .quiet))
        }
        if let free = view.freeBytes {
            let isLow = free < state.thresholds.freeBytes
            spans.append(Span(", \(Figure.bytes(free)) free", isLow ? .bad : .quiet))
        }
        return spans
    }

    private static func count(_ number: Int, _ what: String) -> Span {
        let text = "\(Figure.count(number)) \(what)\(number == 1 ? "" : "s")"
        return number == 0 ? Span(text, .quiet) : Span("▲ \(text)", .attention)
    }

    package static func footnote(_ state: PipelineState, _ context: PaneContext) -> Footnote {
        // A list of alarms on the same screen says it already.
        let isListed = state.isOpen || context.body.height >= 26
        let last = (isListed ? nil : state.alarms.last).map { alarm in
            let text = alarm.worker.isEmpty ? alarm.text : "\(alarm.worker) \(alarm.text)"
            return Span(
                "\(Notice(text, alarm.mood).glyph)\(text), \(Ago.text(context.age(of: alarm.at)))",
                alarm.mood == .good ? .quiet : Notice(text, alarm.mood).style)
        }
        return Footnote(left: last.map { [$0] } ?? [], right: state.status.freshness(context))
    }
}
