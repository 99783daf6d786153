// The selected worker: its lag over time, what waits longest, its last error.

import Engine
import TerminalUI

enum WorkerDetail {
    /// Two lines: sparkline and facts.
    static func drawShort(
        _ worker: PipelineView.Worker, _ state: PipelineState, into screen: inout Screen,
        in rect: Rect
    ) {
        let history = state.history[worker.historyKey] ?? LagHistory()
        let label = "\(worker.name) lag, \(span(history))"
        let highest = "max \(Figure.count(Int(history.highest ?? 0)))"
        let line = rect.line(0)
        var x = line.x + Table.margin
        x += screen.put(label, x: x, y: line.y, width: line.maxX - x, style: .quiet) + 3
        let room = min(48, line.maxX - x - highest.count - 4)
        if room >= 8 {
            Sparkline.draw(
                history.steps(room), into: &screen, x: x, y: line.y, width: room,
                style: state.isLate(worker) ? .attention : .chart1)
            screen.put(highest, x: x + room + 2, y: line.y, style: .quiet)
        }
        screen.put(
            facts(worker, state), x: rect.x + Table.margin, y: rect.line(1).y,
            width: rect.width - Table.margin)
    }

    static func facts(
        _ worker: PipelineView.Worker, _ state: PipelineState, showsError: Bool = true
    ) -> [Span] {
        var spans: [Span] = []
        if let seconds = state.stalledSeconds(worker) {
            spans += [
                Span("✗ stands still for \(Figure.age(.seconds(seconds)))", .bad),
                Span(" · ", .quiet),
            ]
        }
        if let oldest = worker.oldestWaitingSeconds {
            spans += [
                Span("oldest waiting ", .quiet), Span(Figure.age(.seconds(oldest))),
                Span(" · ", .quiet),
            ]
        }
        spans.append(
            Span(
                "\(worker.restarts) restart\(worker.restarts == 1 ? "" : "s")",
                worker.restarts > 0 ? .attention : .quiet))
        if let error = worker.lastError, showsError {
            spans += [Span(" · last error ", .quiet), Span("✗ \(error)", .bad)]
        } else if worker.lastError == nil {
            spans.append(Span(" · last error none", .quiet))
        }
        return spans
    }

    /// The whole body: a large chart, the figures, the worker's alarms.
    static func drawPage(
        _ worker: PipelineView.Worker, _ state: PipelineState, into screen: inout Screen,
        in rect: Rect, _ context: PaneContext
    ) {
        let area = rect.inset(left: 1, right: 1)
        screen.put(figures(worker, state), x: area.x, y: area.y, width: area.width)
        screen.put(
            facts(worker, state, showsError: false), x: area.x, y: area.y + 1, width: area.width)
        let error = worker.lastError.map { "✗ \($0)" } ?? ""
        let errorRows =
            error.isEmpty ? 0 : min(3, Wrapping.lines(of: error, width: area.width).count)
        let wanted = StuckList.height(state.stuck) + (state.stuck.letter == nil ? 0 : 3)
        let stuckRows = min(wanted, max(4, area.height / 2))
        let chartRows = max(2, min(12, area.height - errorRows - stuckRows - 9))
        let below = area.inset(top: 3)
        guard area.height >= 14 else {
            _ = drawStuck(state, below.height, into: &screen, in: below, context)
            return
        }
        drawChart(
            worker, state, into: &screen,
            in: Rect(x: rect.x, y: below.y, width: rect.width, height: chartRows + 1))
        var rest = below.inset(top: chartRows + 2)
        let taken = screen.putWrapped(error, in: rest, style: .bad)
        rest = rest.inset(top: error.isEmpty ? 0 : taken + 1)
        rest = drawStuck(state, stuckRows, into: &screen, in: rest, context)
        AlarmList.draw(
            state.alarms.filter { $0.worker == worker.name || $0.worker.isEmpty },
            into: &screen, in: rest, context)
    }

    private static func drawChart(
        _ worker: PipelineView.Worker, _ state: PipelineState, into screen: inout Screen,
        in rect: Rect
    ) {
        let history = state.history[worker.historyKey] ?? LagHistory()
        let area = rect.inset(left: 1, right: 1)
        TwoEnds.draw(
            [Span("Lag, \(span(history))", .header)],
            [Span("max \(Figure.count(Int(history.highest ?? 0)))", .quiet)], into: &screen,
            in: rect.line(0))
        HistoryChart.draw(
            history.steps(area.width), into: &screen, in: area.inset(top: 1),
            style: state.isLate(worker) ? .attention : .chart1)
    }

    /// What waits, and the letter under the cursor; what is left below them.
    private static func drawStuck(
        _ state: PipelineState, _ rows: Int, into screen: inout Screen, in rect: Rect,
        _ context: PaneContext
    ) -> Rect {
        screen.put(
            "Given up and waiting", x: rect.x, y: rect.y, width: rect.width, style: .header)
        let letter = state.stuck.letter
        let detail = letter == nil ? 0 : state.stuck.showsContent ? max(3, rows / 2) : 3
        let list = Rect(
            x: rect.x - 1, y: rect.y + 1, width: rect.width + 1,
            height: max(2, min(rows - 1 - detail, rect.height - 1)))
        StuckList.draw(state.stuck, into: &screen, in: list, context)
        guard let letter else { return rect.inset(top: list.height + 2) }
        let below = Rect(
            x: rect.x, y: list.maxY, width: rect.width,
            height: max(0, min(detail, rect.maxY - list.maxY)))
        PipelinePane.drawLetter(
            letter, showsContent: state.stuck.showsContent, into: &screen, in: below)
        return rect.inset(top: list.height + detail + 2)
    }

    private static func figures(
        _ worker: PipelineView.Worker, _ state: PipelineState
    ) -> [Span] {
        [
            WorkerTable.state(worker, in: state), Span(" · ", .quiet),
            Span(worker.committed.map { Figure.count($0) } ?? Figure.unknown), Span(" of ", .quiet),
            Span(Figure.count(worker.end)), Span(" · lag ", .quiet),
            WorkerTable.lag(worker, state), Span(" · in ", .quiet),
            WorkerTable.rateIn(worker, state), Span(" · out ", .quiet),
            WorkerTable.rateOut(worker, state), Span(" · to zero ", .quiet),
            WorkerTable.toZero(worker, state),
        ]
    }

    /// What the chart covers, a second a value.
    static func span(_ history: LagHistory) -> String {
        let seconds = history.values.count
        return seconds >= LagHistory.capacity
            ? "last hour" : "last \(Figure.age(.seconds(max(1, seconds))))"
    }
}
