// The one place where the shell meets the types of the panes: everywhere else a pane is a `PaneID`.

import Engine
import TerminalUI

struct PaneBinding: Sendable {
    let load: @Sendable (inout ConsoleModel, PaneContext) -> PaneReply<ConsoleMessage>
    let message: @Sendable (Action.Name, Key) -> ConsoleMessage?
    let opening: @Sendable (String) -> ConsoleMessage?
    let actions: @Sendable (ConsoleModel) -> [PaneAction]
    let instead: @Sendable (Action.Name, ConsoleModel) -> String?
    let isAwaiting: @Sendable (ConsoleModel) -> Bool
    let twin: @Sendable (Action, ConsoleModel, PaneContext) -> TwinLine?
    let source: @Sendable (ConsoleModel, PaneContext) -> RowSource?
    let footnote: @Sendable (ConsoleModel, PaneContext) -> Footnote
    let draw: @Sendable (ConsoleModel, Zones, inout Screen, PaneContext) -> Void

    static func of<P: Pane>(
        _ pane: P.Type, _ state: any WritableKeyPath<ConsoleModel, P.State> & Sendable,
        _ wrap: @escaping @Sendable (P.Message) -> ConsoleMessage
    ) -> PaneBinding {
        PaneBinding(
            load: { P.load(&$0[keyPath: state], $1).map(wrap) },
            message: { P.message(for: $0, key: $1).map(wrap) },
            opening: { P.message(opening: $0).map(wrap) },
            actions: { P.actions(in: $0[keyPath: state]) },
            instead: { P.instead(of: $0, in: $1[keyPath: state]) },
            isAwaiting: { P.isAwaiting($0[keyPath: state]) },
            twin: { P.twin(of: $0, in: $1[keyPath: state], $2) },
            source: { P.source($0[keyPath: state], $1) },
            footnote: { P.footnote($0[keyPath: state], $1) },
            draw: { model, zones, screen, context in
                P.draw(
                    model[keyPath: state], subject: zones.subject, body: zones.body, into: &screen,
                    context)
            })
    }
}

extension PaneID {
    var binding: PaneBinding {
        switch self {
        case .ontology: .of(OntologyPane.self, \.ontology, ConsoleMessage.ontology)
        case .mapping: .of(MappingPane.self, \.mapping, ConsoleMessage.mapping)
        case .commands: .of(CommandsPane.self, \.commands, ConsoleMessage.commands)
        case .graph: .of(GraphPane.self, \.graph, ConsoleMessage.graph)
        case .pipeline: .of(PipelinePane.self, \.pipeline, ConsoleMessage.pipeline)
        }
    }
}

extension Console {
    /// Hands a message to its pane; nil when it belongs to the shell.
    func updatePane(
        _ model: inout ConsoleModel, _ message: ConsoleMessage
    ) -> PaneReply<ConsoleMessage>? {
        let context = context(model)
        switch message {
        case .ontology(let message):
            return OntologyPane.update(&model.ontology, message, context).map { .ontology($0) }
        case .mapping(let message):
            return MappingPane.update(&model.mapping, message, context).map { .mapping($0) }
        case .commands(let message):
            return CommandsPane.update(&model.commands, message, context).map { .commands($0) }
        case .graph(let message):
            return GraphPane.update(&model.graph, message, context).map { .graph($0) }
        case .pipeline(let message):
            return PipelinePane.update(&model.pipeline, message, context).map { .pipeline($0) }
        default: return nil
        }
    }
}
