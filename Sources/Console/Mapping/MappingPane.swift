// The Mapping pane: was my file read right, and where does it go? A file is read by the engine; what
// it makes of each column stands beside where the column leads, and the person decides.

package import Engine
package import TerminalUI

package enum MappingPane: Pane {
    package enum Message: Sendable {
        case moved(Key)
        case fileAsked, moreFilesAsked
        case pathTyped(String)
        case pathCompleted(String)
        case pathListed(String, PathListing, completes: Bool)
        case pathChosen(String)
        case accepted, skipped, changeAsked, classAsked, undone, redone
        case changed(column: String, to: String)
        case classChosen(String)
        case cellsToggled, evidenceToggled, wentBack
        case nextAsked
        case dryRunAsked, importAsked
        case databaseNamed(String)
        case importConfirmed(ImportFiles)
        case inferred([String], [String], isSample: Bool, Answered<InferenceView>)
        case classKnown(file: String, class: String, Answered<ClassView>)
        case suggested(file: String, class: String, Answered<MappingView>)
        case imported(ImportFiles, Answered<ImportReport>)
    }

    package static let id = PaneID.mapping
    package static var initial: State { State() }

    package static func load(_ state: inout State, _ context: PaneContext) -> PaneReply<Message> {
        if state.database != context.database {
            state.database = context.database
            // An import into a new database opens it: what it reported stays.
            if state.report?.database != context.database { state.report = nil }
            return PaneReply(effects: matchAll(&state, context))
        }
        return .nothing
    }

    /// Another pane hands over a path.
    package static func message(opening subject: String) -> Message? { .pathChosen(subject) }

    package static func message(for action: Action.Name, key: Key) -> Message? {
        switch action {
        case "mapping.move": .moved(key)
        case "mapping.file": .fileAsked
        case "mapping.add": .moreFilesAsked
        case "mapping.next": .nextAsked
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
        switch state.part {
        case .tables: return tableActions(state)
        case .columns: return columnActions(state)
        case .evidence, .cells:
            return [
                .init("mapping.back"), .init("mapping.move"), .init("mapping.next"),
                .init("mapping.import"),
            ]
        }
    }

    private static func tableActions(_ state: State) -> [PaneAction] {
        [
            .init("mapping.accept", hint: "columns"), .init("mapping.skip", hint: "leave out"),
            .init("mapping.class"), .init("mapping.dry-run"), .init("mapping.import"),
        ] + undoing(state) + [
            .init("mapping.add"), .init("mapping.file"), .init("mapping.cells"),
            .init("mapping.move"),
        ]
    }

    private static func columnActions(_ state: State) -> [PaneAction] {
        let back: [PaneAction] =
            state.hasSeveralTables ? [.init("mapping.back", hint: "files")] : []
        return [
            .init("mapping.accept"), .init("mapping.change"), .init("mapping.skip"),
            .init("mapping.cells"), .init("mapping.dry-run"), .init("mapping.import"),
        ] + undoing(state) + back + [
            .init("mapping.next"), .init("mapping.file"), .init("mapping.add"),
            .init("mapping.class"), .init("mapping.evidence"), .init("mapping.move"),
        ]
    }

    private static func undoing(_ state: State) -> [PaneAction] {
        (state.decisions.canUndo ? [.init("mapping.undo")] : [])
            + (state.decisions.canRedo ? [.init("mapping.redo")] : [])
    }

    package static func footnote(_ state: State, _ context: PaneContext) -> Footnote {
        guard state.table != nil, state.typed == nil else { return Footnote() }
        guard let report = state.report else {
            if state.isSample {
                let rows = Figure.count(sampleRows)
                return Footnote(left: [
                    Span("types stand on the first \(rows) rows; the rest is being read", .quiet)
                ])
            }
            let warning = state.inference.value?.warnings.first
            return Footnote(left: warning.map { [Span("▲ \($0)", .attention)] } ?? [])
        }
        return Footnote(left: ImportSummary.spans(report))
    }
}
