// The Mapping pane: was my file read right, and where does it go? A file is read by the engine; what
// it makes of each column stands beside where the column leads, and the person decides.

package import Engine
package import TerminalUI

package enum MappingPane: Pane {
    package enum Message: Sendable {
        case moved(Key)
        case fileAsked
        case pathTyped(String)
        case pathCompleted(String)
        case pathListed(String, PathListing, completes: Bool)
        case pathChosen(String)
        case accepted, skipped, changeAsked, classAsked, undone, redone
        case changed(column: String, to: String)
        case classChosen(String)
        case cellsToggled, evidenceToggled, wentBack
        case dryRunAsked, importAsked
        case databaseNamed(String)
        case importConfirmed(ImportFiles)
        case inferred(String, Answered<InferenceView>)
        case classKnown(String, Answered<ClassView>)
        case suggested(String, Answered<MappingView>)
        case imported(ImportFiles, Answered<ImportReport>)
    }

    package static let id = PaneID.mapping
    package static var initial: State { State() }

    package static func load(_ state: inout State, _ context: PaneContext) -> PaneReply<Message> {
        if state.database != context.database {
            state.database = context.database
            guard let path = state.path else { return .nothing }
            return open(&state, path, context)
        }
        return .nothing
    }

    /// Another pane hands over a path.
    package static func message(opening subject: String) -> Message? { .pathChosen(subject) }

    package static func message(for action: Action.Name, key: Key) -> Message? {
        switch action {
        case "mapping.move": .moved(key)
        case "mapping.file": .fileAsked
        case "mapping.accept": .accepted
        case "mapping.change": .changeAsked
        case "mapping.skip": .skipped
        case "mapping.class": .classAsked
        case "mapping.cells": .cellsToggled
        case "mapping.evidence": .evidenceToggled
        case "mapping.dry-run": .dryRunAsked
        case "mapping.import": .importAsked
        case "mapping.undo": .undone
        case "mapping.redo": .redone
        case "mapping.back": .wentBack
        default: nil
        }
    }

    package static func actions(in state: State) -> [PaneAction] {
        guard state.table != nil else { return [.init("mapping.file")] }
        if state.part != .columns {
            return [.init("mapping.back"), .init("mapping.move"), .init("mapping.import")]
        }
        var actions: [PaneAction] = [
            .init("mapping.accept"), .init("mapping.change"), .init("mapping.skip"),
            .init("mapping.cells"), .init("mapping.dry-run"), .init("mapping.import"),
        ]
        if state.decisions.canUndo { actions.append(.init("mapping.undo")) }
        actions += [.init("mapping.file"), .init("mapping.class"), .init("mapping.evidence")]
        if state.decisions.canRedo { actions.append(.init("mapping.redo")) }
        return actions + [.init("mapping.move")]
    }

    package static func footnote(_ state: State, _ context: PaneContext) -> Footnote {
        guard state.table != nil, state.typed == nil else { return Footnote() }
        guard let report = state.report else {
            let warning = state.inference.value?.warnings.first
            return Footnote(left: warning.map { [Span("▲ \($0)", .attention)] } ?? [])
        }
        return Footnote(left: ImportSummary.spans(report))
    }
}
