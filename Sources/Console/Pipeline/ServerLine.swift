// The servers that the engine stands on: one node each, red with the age of its last answer when it is down.

import Engine
import TerminalUI

enum ServerLine {
    /// For one line: how many there are, or which of them are down.
    static func short(_ view: PipelineView) -> [Span] {
        guard let servers = view.servers, !servers.isEmpty else { return [] }
        let down = servers.filter { !$0.isUp }
        guard !down.isEmpty else { return [Span(" · ● \(servers.count) servers", .good)] }
        return down.flatMap { [Span(" · ", .quiet), node($0)] }
    }

    /// A line for each server in the rows below the first of `rect`; answers what is left.
    static func draw(_ view: PipelineView, into screen: inout Screen, below rect: Rect) -> Rect {
        let rest = rect.inset(left: Table.margin, top: 2)
        guard let servers = view.servers, !servers.isEmpty, rest.height > servers.count else {
            return rest
        }
        let width = servers.map(\.name.count).max() ?? 0
        for (line, server) in servers.enumerated() {
            let row = rest.line(line)
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
        return rest.inset(top: servers.count + 1)
    }

    private static func node(_ server: PipelineView.Server) -> Span {
        Span("✗ \(server.name) \(age(server))", .bad)
    }

    private static func age(_ server: PipelineView.Server) -> String {
        server.answeredSecondsAgo.map { "\(Int($0)) s ago" } ?? "never"
    }
}
