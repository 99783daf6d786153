// The files of the Mapping pane with all that was decided about them, as the session keeps it: after a restart the files
// are read again, and the decisions stand, can be taken back and made again.

import TerminalUI

package struct KeptMapping: Codable, Hashable, Sendable {
    /// From the root of the file system.
    package var paths: [String]
    package var decisions: MappingDecisions

    private static let mostSteps = 50

    /// Nil for files that could not be read: nothing of them would be found again.
    init?(_ state: MappingPane.State) {
        let isRead = state.inference.value != nil || state.inference.failure == nil
        guard !state.paths.isEmpty, isRead else { return nil }
        paths = state.paths.map(PathListing.absolute)
        decisions = state.decisions.kept(Self.mostSteps)
    }
}

extension MappingPane {
    /// Opens what the last session left, the first time that the pane is looked at. It is kept until it, or something in
    /// its place, was read.
    static func reopen(_ state: inout State, _ context: PaneContext) -> PaneReply<Message>? {
        guard let kept = state.kept, state.paths.isEmpty else { return nil }
        state.decisions = kept.decisions
        var reply = open(&state, kept.paths, keepingDecisions: true, context)
        let undo = kept.decisions.canUndo ? "; u takes decisions back" : ""
        reply.notice = Notice("\(title(state)) as it was left\(undo), o opens another")
        return reply
    }
}
