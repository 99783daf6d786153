// One row of the tree as text: nodes with their badge, branches with direction and number.

import Engine
import TerminalUI

struct GraphTreeLines {
    var tree: GraphTree
    /// Beside the id, where there is room.
    var showsSummary: Bool

    func node(_ row: GraphTree.Row) -> Tree.Node {
        switch row.line {
        case .node(let place, let via): node(place, via: via, depth: row.depth)
        case .branch(let branch): self.branch(branch, depth: row.depth)
        case .more(let branch): more(branch, depth: row.depth)
        case .remark(let place): remark(place, depth: row.depth)
        }
    }

    private func node(_ index: Int, via: Int?, depth: Int) -> Tree.Node {
        let place = tree[place: index]
        var line: [Span] = []
        if let via {
            line.append(Span("\(tree[branch: via].predicate) → ", .quiet))
        }
        line.append(Span(place.node.id, index == 0 ? .strong : .text))
        if place.cycle != nil {
            line.append(Span(" (cycle)", .quiet))
        } else if place.branches != nil && !place.isOpen {
            line.append(Span(" ▸", .quiet))
        }
        if showsSummary && place.node.summary != place.node.key {
            line.append(Span("  \(place.node.summary)", .quiet))
        }
        return Tree.Node(depth: depth, line, trailing: Cells.badge(place.node.badge))
    }

    private func branch(_ index: Int, depth: Int) -> Tree.Node {
        let branch = tree[branch: index]
        let fetched = Figure.count(branch.places.count)
        let count =
            branch.next == nil
            ? fetched : branch.total.map { Figure.count($0) } ?? "\(fetched)+"
        var line = [
            Span(branch.isIncoming ? "← " : "\(branch.predicate) → ", .quiet),
            Span(branch.otherClass), Span("  (\(count))", .quiet),
        ]
        if !branch.isOpen { line.append(Span(" ▸", .quiet)) }
        if branch.isIncoming { line.append(Span("  by \(branch.predicate)", .quiet)) }
        return Tree.Node(depth: depth, line)
    }

    private func more(_ index: Int, depth: Int) -> Tree.Node {
        let branch = tree[branch: index]
        if branch.isLoading { return Tree.Node(depth: depth, [Span("asking for more …", .quiet)]) }
        let hidden = tree.hidden(branch)
        let text =
            switch (hidden, branch.next) {
            case (0, _): "more"
            case (_, nil): "\(Figure.count(hidden)) more"
            default:
                branch.total.map { "\(Figure.count($0 - branch.shown)) more" }
                    ?? "\(Figure.count(hidden)) more, then further pages"
            }
        return Tree.Node(depth: depth, [Span(text, .accent)])
    }

    private func remark(_ index: Int, depth: Int) -> Tree.Node {
        let place = tree[place: index]
        if place.isLoading { return Tree.Node(depth: depth, [Span("asking …", .quiet)]) }
        if let failure = place.failure {
            return Tree.Node(depth: depth, [Span("✗ \(failure.message)", .bad)])
        }
        let text = place.branch == nil ? "(no links)" : "(no other links)"
        return Tree.Node(depth: depth, [Span(text, .quiet)])
    }
}
