// The servers that the engine stands on: one node each, red with the age of its last answer when it is down.

import Engine
import TerminalUI

enum ServerLine {
    /// For one line: how many there are, or which of them are down; where there is no room for the age of each, all
    /// their names, then how many they are.
    static func short(_ view: PipelineView, room: Int, _ screen: Screen) -> [Span] {
        guard let servers = view.servers, !servers.isEmpty else { return [] }
        let down = servers.filter { !$0.isUp }
        guard !down.isEmpty else { return [Span(" · ● \(servers.count) servers", .good)] }
        let count = "\(down.count) of \(servers.count) servers down"
        let forms: [[Span]] = [
            down.flatMap { [Span(" · ", .quiet), Span("✗ \($0.name) \(age($0))", .bad)] },
            [
                Span(" · ", .quiet),
                Span("✗ down: " + down.map(\.name).joined(separator: ", "), .bad),
            ],
        ]
        let fits = forms.first { form in
            form.reduce(0) { $0 + screen.width(of: $1.text) } <= room
        }
        return fits ?? [Span(" · ", .quiet), Span("✗ " + count, .bad)]
    }

    /// A line for each server in the rows below the first of `rect`, those that are down alone where there is no room
    /// for all; answers what is left.
    static func draw(_ view: PipelineView, into screen: inout Screen, below rect: Rect) -> Rect {
        let rest = rect.inset(left: Table.margin, top: 2)
        guard let servers = view.servers, !servers.isEmpty else { return rest }
        guard rest.height > servers.count else {
            let down = servers.filter { !$0.isUp }
            // Without a line between, when there are many: the last row is no less than the first.
            let list = rest.height >= down.count ? rest : rect.inset(left: Table.margin, top: 1)
            drawLines(down, into: &screen, in: list)
            return list.inset(top: down.count + 1)
        }
        drawLines(servers, into: &screen, in: rest)
        return rest.inset(top: servers.count + 1)
    }

    private static func drawLines(
        _ servers: [PipelineView.Server], into screen: inout Screen, in rect: Rect
    ) {
        let width = servers.map(\.name.count).max() ?? 0
        for (line, server) in servers.enumerated().prefix(max(0, rect.height)) {
            let row = rect.line(line)
            let hidden = servers.count - rect.height
            if hidden > 0, line == rect.height - 1 {
                screen.put(
                    "✗ \(hidden + 1) more: "
                        + servers[line...].map(\.name).joined(separator: ", "),
                    x: row.x, y: row.y, width: row.width, style: .bad)
                return
            }
            let gap = String(repeating: " ", count: width - server.name.count + 2)
            // First, since the words of a failure may be longer than the screen.
            let age = server.isUp ? "" : "last answer \(age(server)): "
            screen.put(
                [
                    Span(server.isUp ? "● " : "✗ ", server.isUp ? .good : .bad),
                    Span(server.name + gap, server.isUp ? .text : .bad),
                    Span(age + server.detail, server.isUp ? .quiet : .bad),
                ], x: row.x, y: row.y, width: row.width)
        }
    }

    private static func age(_ server: PipelineView.Server) -> String {
        server.answeredSecondsAgo.map { "\(Int($0)) s ago" } ?? "never"
    }
}
