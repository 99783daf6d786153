// All workers in all partitions, with what is left to do.

import Engine
import TerminalUI

enum WorkerTable {
    private static let table = Table(columns: [
        .init("Worker", width: 9), .init("Part", width: 4, align: .right, leaves: 3),
        .init("State", width: 9),
        .init("Committed", width: Columns.count, align: .right, leaves: 5),
        .init("End", width: Columns.count, align: .right, leaves: 4),
        .init("Lag", width: 7, align: .right),
        .init("Rate", width: Columns.rate, align: .right, leaves: 1),
        .init("In", width: Columns.rate, align: .right, leaves: 8),
        .init("To zero", width: 7, align: .right, leaves: 2),
        .init("Oldest", width: 7, align: .right, leaves: 7),
        .init("Lag over time", width: 16, grows: true, leaves: 6),
    ])

    static func draw(_ state: PipelineState, into screen: inout Screen, in rect: Rect) {
        let workers = state.shown
        let trendWidth =
            table.layout(width: rect.width)
            .first { $0.index == table.columns.count - 1 }?.width ?? 0
        table.draw(
            into: &screen, in: rect, count: workers.count,
            window: ScrollWindow(selected: state.selectedIndex)
        ) { index in
            let worker = workers[index]
            return Table.Row([
                Span(worker.name), Span(String(worker.partition), .quiet),
                self.state(worker, in: state),
                Span(worker.committed.map { Figure.count($0) } ?? Figure.unknown),
                Span(Figure.count(worker.end)),
                lag(worker, state),
                rateOut(worker, state),
                rateIn(worker, state), toZero(worker, state),
                worker.oldestWaitingSeconds.map { Span(Figure.age(.seconds($0))) }
                    ?? Span(Figure.unknown, .quiet), trend(worker, state, width: trendWidth),
            ])
        }
    }

    private static func trend(
        _ worker: PipelineView.Worker, _ state: PipelineState, width: Int
    ) -> Span {
        let steps = (state.history[worker.historyKey] ?? LagHistory()).steps(width)
        return Span(
            Sparkline.text(steps, width: steps.count),
            state.isLate(worker) ? .attention : .chart1)
    }

    static func rateOut(_ worker: PipelineView.Worker, _ state: PipelineState) -> Span {
        let rate = state.trends[worker.historyKey]?.rateOut(worker) ?? worker.ratePerSecond
        return rate > 0 ? Span(Figure.rate(rate)) : Span(Figure.unknown, .quiet)
    }

    static func rateIn(_ worker: PipelineView.Worker, _ state: PipelineState) -> Span {
        guard let rate = state.trends[worker.historyKey]?.rateIn(worker), rate > 0 else {
            return Span(Figure.unknown, .quiet)
        }
        return Span(Figure.rate(rate))
    }

    /// What it does, before that what is wrong with it.
    static func state(_ worker: PipelineView.Worker, in state: PipelineState) -> Span {
        if state.rebuilding.contains(worker.name) { return Span("▲ rebuild", .attention) }
        if state.stalledSeconds(worker) != nil { return Span("✗ stalled", .bad) }
        return self.state(worker)
    }

    static func state(_ worker: PipelineView.Worker) -> Span {
        switch worker.state {
        case "running": Span("running")
        case "idle": Span("idle", .quiet)
        case "paused": Span("▲ paused", .attention)
        case "failing", "stopped": Span("✗ \(worker.state)", .bad)
        default: Span(worker.state)
        }
    }

    static func lag(_ worker: PipelineView.Worker, _ state: PipelineState) -> Span {
        Span(
            Figure.count(worker.lag),
            state.isLate(worker) ? .attention : worker.lag > 0 ? .text : .quiet)
    }

    static func toZero(_ worker: PipelineView.Worker, _ state: PipelineState) -> Span {
        let trend = state.trends[worker.historyKey]
        if let seconds = trend == nil
            ? worker.secondsToZero : trend?.secondsToZero(worker)
        {
            return Span(Figure.age(.seconds(seconds)))
        }
        return state.isLate(worker)
            ? Span("behind", .attention) : Span(Figure.unknown, .quiet)
    }
}
