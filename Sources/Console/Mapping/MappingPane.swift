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
        /// Columns that share a property.
        case joined([String], to: String)
        /// A property goes from one column to another.
        case replaced([String], by: String, to: String)
        case keyToggled, linkAsked, dialectAsked, filterAsked, copyAsked
        case linkTargets(file: String, column: String, Answered<PageView<ClassView>>)
        /// Nil: no link.
        case linkChosen(file: String, columns: [String], String?)
        case dialectTyped(file: String, [String])
        case filtered(String)
        case classChosen(String)
        case cellsToggled, evidenceToggled, wentBack
        case nextAsked
        case dryRunAsked, importAsked
        case databaseNamed(String)
        case importConfirmed(ImportFiles)
        /// The files behind paths, before they are read.
        case listed([String], [String])
        case inferred([String], [String], isSample: Bool, Answered<InferenceView>)
        case classesListed(Answered<PageView<ClassView>>)
        case classKnown(file: String, class: String, Answered<ClassView>)
        /// The class that a file without one of its name fits best.
        case offered(file: String, Answered<MappingView>)
        case suggested(file: String, class: String, Answered<MappingView>)
        case imported(ImportFiles, Answered<ImportReport>)
        case importStopped(ImportFiles)
        case saveAsked, loadAsked
        case savePathTyped(String)
        case saved(String, problem: String?)
        case loadPathTyped(String)
        case loadPathCompleted(String)
        case loadPathListed(String, PathListing)
        case loaded(String, Result<MappingFile, EngineError>)
        case typeAsked, splitAsked, modeAsked, againstAsked
        /// Nil: as the engine sees it.
        case typeChosen(file: String, column: String, String?)
        case splitTyped(file: String, column: String, [String])
    }

    package static let id = PaneID.mapping
    package static var initial: State { State() }

    package static func load(_ state: inout State, _ context: PaneContext) -> PaneReply<Message> {
        if let reply = reopen(&state, context) { return reply }
        if state.database != context.database || state.branch != context.branch {
            state.database = context.database
            state.branch = context.branch
            state.offers = [:]
            state.classList = Loaded()
            // An import into a new database opens it: what it reported stays.
            if state.report?.database != context.database { state.report = nil }
            return PaneReply(effects: matchAll(&state, context))
        }
        return PaneReply(effects: askClasses(&state, context))
    }

    /// Another pane hands over a path.
    package static func message(opening subject: String) -> Message? { .pathChosen(subject) }

    package static func isAwaiting(_ state: State) -> Bool {
        state.table == nil && state.inference.awaitedSince != nil
    }

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
        case "mapping.save": .saveAsked
        case "mapping.load": .loadAsked
        case "mapping.type": .typeAsked
        case "mapping.split": .splitAsked
        case "mapping.mode": .modeAsked
        case "mapping.against": .againstAsked
        case "mapping.key": .keyToggled
        case "mapping.link": .linkAsked
        case "mapping.dialect": .dialectAsked
        case "mapping.filter": .filterAsked
        case "mapping.copy": .copyAsked
        default: nil
        }
    }

    package static func footnote(_ state: State, _ context: PaneContext) -> Footnote {
        guard state.table != nil, state.typed == nil else { return Footnote() }
        if let opening = state.opening {
            let name = lastPart(opening.paths.last ?? "")
            return Footnote(left: [
                Span(
                    "reading \(name)\(counted(files: opening.count)); Esc keeps what is open",
                    .quiet)
            ])
        }
        if state.isImportStopped {
            return Footnote(left: [
                Span("▲ import stopped: what was done stays, I goes on from there", .attention)
            ])
        }
        guard let report = state.report else {
            if state.isSample {
                let rows = Figure.count(sampleRows)
                return Footnote(left: [
                    Span("types stand on the first \(rows) rows; the rest is being read", .quiet)
                ])
            }
            if let offer = offerWords(state) { return Footnote(left: [offer]) }
            let warning = state.inference.value?.warnings.first
            return Footnote(left: warning.map { [Span("▲ \($0)", .attention)] } ?? [])
        }
        return Footnote(left: ImportSummary.spans(report))
    }
}
