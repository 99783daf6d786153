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
        .init("To zero", width: 7, align: .right, leaves: 2),
        .init("Lag over time", width: 16, grows: true, leaves: 6),
    ])

    static func draw(_ state: PipelineState, into screen: inout Screen, in rect: Rect) {
        let workers = state.workers
        let trendWidth =
            table.layout(width: rect.width)
            .first { $0.index == table.columns.count - 1 }?.width ?? 0
        table.draw(
            into: &screen, in: rect, count: workers.count,
            window: ScrollWindow(selected: state.selectedIndex)
        ) { index in
            let worker = workers[index]
            return Table.Row([
                Span(worker.name), Span(String(worker.partition), .quiet), self.state(worker),
                Span(Figure.count(worker.committed)), Span(Figure.count(worker.end)),
                lag(worker, state),
                worker.ratePerSecond > 0
                    ? Span(Figure.rate(worker.ratePerSecond)) : Span(Figure.unknown, .quiet),
                toZero(worker, state), trend(worker, state, width: trendWidth),
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
        if let seconds = worker.secondsToZero {
            return Span(Figure.age(.seconds(seconds)))
        }
        return state.isLate(worker)
            ? Span("behind", .attention) : Span(Figure.unknown, .quiet)
    }
}
