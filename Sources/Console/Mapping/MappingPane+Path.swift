// Which files to open: a path prompt with completion. The directory is read in an effect.

import Engine
import TerminalUI

extension MappingPane {
    static func path(
        _ state: inout State, _ message: Message, _ context: PaneContext
    ) -> PaneReply<Message> {
        switch message {
        case .fileAsked, .moreFilesAsked:
            state.isAdding = if case .moreFilesAsked = message { true } else { false }
            let start = directory(of: state.paths.last ?? "")
            state.typed = start
            var reply = PaneReply<Message>.asking(pathPrompt(state, start))
            reply.effects = [list(start, completes: false)]
            return reply
        case .pathTyped(let text):
            state.typed = text.isEmpty ? nil : text
            guard !text.isEmpty else {
                state.listing = nil
                return .effect(.cancel("mapping.path"))
            }
            return .effect(list(text, completes: false))
        case .pathCompleted(let text): return .effect(list(text, completes: true))
        case .pathListed(let text, let listing, let completes):
            guard text == state.typed || completes else { return .nothing }
            state.listing = listing
            let completed = listing.completed(PathListing.begunAnew(text))
            guard completes, completed != text else { return .nothing }
            state.typed = completed
            var reply = PaneReply<Message>.asking(pathPrompt(state, completed))
            reply.effects = [list(completed, completes: false)]
            return reply
        case .pathChosen(let text):
            state.typed = nil
            state.listing = nil
            let text = PathListing.begunAnew(text.trimmingSpaces)
            guard !text.isEmpty else { return .nothing }
            let known = state.isAdding ? state.paths : []
            let paths = known.contains(text) ? known : known + [text]
            let isSame = state.isAdding || paths == state.paths
            return open(&state, paths, keepingDecisions: isSame, typed: text, context)
        default: return .nothing
        }
    }

    static func pathPrompt(_ state: State, _ text: String) -> Prompt<Message> {
        var prompt = Prompt<Message>(
            state.isAdding ? "add file" : "file", text: text,
            placeholder: "path of a table file, or of a folder for all tables in it",
            submit: { .pathChosen($0) })
        prompt.change = { .pathTyped($0) }
        prompt.complete = { .pathCompleted($0) }
        return prompt
    }

    private static func list(_ text: String, completes: Bool) -> Effect<Message> {
        .run(id: "mapping.path") {
            let path = PathListing.begunAnew(text)
            return .pathListed(text, PathListing.of(path), completes: completes)
        }
    }

    private static func directory(of path: String) -> String {
        path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    }
}
