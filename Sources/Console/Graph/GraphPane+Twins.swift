// What the actions of the Graph pane are on the command line.

package import Engine

extension GraphPane {
    package static func twin(
        of action: Action, in state: State, _ context: PaneContext
    ) -> TwinLine? {
        guard let standard = action.twin else { return nil }
        var line = TwinLine(standard)
        let node = state.walk == nil ? state.selectedResult.map { WalkedNode($0) } : state.node
        if let node {
            line.values["CLASS"] = [node.className]
            line.values["SUBJECT"] = [node.id]
        }
        if let asOf = state.walk?.asOf { line.values["MOMENT"] = [asOf] }
        guard action.name == "graph.edge", let walk = state.walk, let place = state.place,
            let number = walk.tree[place: place].branch
        else { return line }
        let branch = walk.tree[branch: number]
        line.values["PREDICATE"] = [branch.predicate]
        if !branch.isIncoming {
            line.values["SUBJECT"] = [walk.tree[place: branch.place].node.id]
        }
        return line
    }
}
