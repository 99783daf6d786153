// The way of an event from left to right: the stages that follow each other, then the read models
// that fork from the workers. Three rows: names, rates, lags; each read model has a row of its own.

import Engine
import TerminalUI

enum FlowDiagram {
    static let height = 3

    private static let readModels = ReadModelName.allCases.map(\.rawValue)

    static func draw(
        _ view: PipelineView, quietLag: Int, into screen: inout Screen, in rect: Rect
    ) {
        let chain = view.stages.filter { !readModels.contains($0.name) }
        let forks = readModels.compactMap { name in view.stages.first { $0.name == name } }
        var x = rect.x + Table.margin
        let widths = chain.map { stage in
            max(
                screen.width(of: stage.name),
                screen.width(of: Figure.rate(stage.ratePerSecond)), lag(stage, quietLag).text.count)
        }
        let forkWidth = 30
        let used = widths.reduce(0, +) + forkWidth + Table.margin
        let arrow = arrow(for: (rect.width - used) / max(1, chain.count))
        for (index, stage) in chain.enumerated() {
            let width = widths[index]
            screen.put(stage.name, x: x, y: rect.y, width: width, style: .strong)
            screen.put(Figure.rate(stage.ratePerSecond), x: x, y: rect.y + 1, width: width)
            let late = lag(stage, quietLag)
            screen.put(late.text, x: x, y: rect.y + 2, width: width, style: late.style)
            x += width
            if index < chain.count - 1 {
                screen.put(arrow, x: x, y: rect.y, width: arrow.count, style: .border)
                x += arrow.count
            }
        }
        let names = forks.map { screen.width(of: $0.name) }.max() ?? 0
        for (row, stage) in forks.enumerated() where row < height {
            draw(stage, row, of: forks.count, names, quietLag, &screen, x + 1, rect)
        }
    }

    private static func draw(
        _ stage: PipelineView.Stage, _ row: Int, of count: Int, _ names: Int, _ quietLag: Int,
        _ screen: inout Screen, _ start: Int, _ rect: Rect
    ) {
        let y = rect.y + row
        let joint = row == 0 ? (count == 1 ? "──" : "─┬") : row == count - 1 ? " ╰" : " ├"
        screen.put(joint + "─▸", x: start, y: y, width: 4, style: .border)
        let name = start + 5
        screen.put(stage.name, x: name, y: y, width: names, style: .strong)
        screen.put(
            Figure.rate(stage.ratePerSecond), x: name + names + 1, y: y, width: Columns.rate,
            align: .right)
        let late = lag(stage, quietLag)
        let at = name + names + Columns.rate + 3
        screen.put(
            late.text, x: at, y: y, width: max(0, rect.maxX - at), style: late.style)
    }

    private static func arrow(for room: Int) -> String {
        room >= 5 ? " ──▸ " : room >= 4 ? " ─▸ " : room >= 3 ? " ▸ " : " "
    }

    private static func lag(_ stage: PipelineView.Stage, _ quietLag: Int) -> Span {
        guard let lag = stage.lag else { return Span("", .quiet) }
        return lag > quietLag
            ? Span("▲ lag \(Figure.count(lag))", .attention)
            : Span("lag \(Figure.count(lag))", .quiet)
    }
}
