// The five panes, in the order of their keys.

package import Engine

package enum PaneID: String, CaseIterable, Hashable, Sendable {
    case ontology, mapping, commands, graph, pipeline

    package var title: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }

    package var index: Int { Self.allCases.firstIndex(of: self) ?? 0 }

    /// The scope of its actions.
    package var scope: Action.Scope {
        switch self {
        case .ontology: .ontology
        case .mapping: .mapping
        case .commands: .commands
        case .graph: .graph
        case .pipeline: .pipeline
        }
    }
}
