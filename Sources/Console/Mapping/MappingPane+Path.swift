// Opening a file: a path prompt with completion. The directory is read in an effect.

import Engine
import TerminalUI

extension MappingPane {
    static func path(
        _ state: inout State, _ message: Message, _ context: PaneContext
    ) -> PaneReply<Message> {
        switch message {
        case .fileAsked:
            let start = directory(of: state.path ?? "")
            state.typed = start
            var reply = PaneReply<Message>.asking(pathPrompt(start))
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
            let completed = listing.completed(text)
            guard completes, completed != text else { return .nothing }
            state.typed = completed
            var reply = PaneReply<Message>.asking(pathPrompt(completed))
            reply.effects = [list(completed, completes: false)]
            return reply
        case .pathChosen(let text):
            state.typed = nil
            state.listing = nil
            let text = text.trimmingSpaces
            guard !text.isEmpty else { return .nothing }
            return open(&state, text, context)
        default: return .nothing
        }
    }

    private static func pathPrompt(_ text: String) -> Prompt<Message> {
        var prompt = Prompt<Message>(
            "file", text: text, placeholder: "path of a CSV or other delimited file file",
            submit: { .pathChosen($0) })
        prompt.change = { .pathTyped($0) }
        prompt.complete = { .pathCompleted($0) }
        return prompt
    }

    private static func list(_ text: String, completes: Bool) -> Effect<Message> {
        .run(id: "mapping.path") {
            .pathListed(text, PathListing.of(text), completes: completes)
        }
    }

    private static func directory(of path: String) -> String {
        path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    }

    /// Reads a file anew. Decisions about another file do not carry over.
    static func open(
        _ state: inout State, _ path: String, _ context: PaneContext
    ) -> PaneReply<Message> {
        let database = state.database
        let decisions = path == state.path ? state.decisions : ColumnDecisions()
        state = State()
        state.database = database
        state.decisions = decisions
        state.path = path
        state.inference.askAnew(at: context.now)
        let engine = context.engine
        return .effect(
            .run(id: "mapping.infer") {
                let request = InferFiles(files: [FileInput(name: PathListing.absolute(path))])
                return .inferred(path, await engine.answer(request))
            })
    }

    /// Asks for the class as it stands, and how the columns fit it.
    static func match(_ state: inout State, _ context: PaneContext) -> [Effect<Message>] {
        state.known = Loaded()
        state.suggestion = Loaded()
        guard let className = state.className, let database = context.database else { return [] }
        state.known.askAnew(at: context.now)
        let request = GetClass(database: database, className: className)
        return [context.engine.call(request, id: "mapping.class") { .classKnown(className, $0) }]
    }

    static func take(
        _ state: inout State, _ message: Message, _ context: PaneContext
    ) -> PaneReply<Message> {
        switch message {
        case .inferred(let path, let answer):
            guard path == state.path else { return .nothing }
            state.inference.take(answer)
            return PaneReply(effects: state.table == nil ? [] : match(&state, context))
        case .classKnown(let name, let answer):
            guard name == state.className else { return .nothing }
            state.known.take(answer)
            guard case .success = answer.result, let database = context.database,
                let path = state.path
            else { return .nothing }
            state.suggestion.askAnew(at: context.now)
            let engine = context.engine
            return .effect(
                .run(id: "mapping.suggest") {
                    let file = FileInput(name: PathListing.absolute(path))
                    let request = SuggestMapping(database: database, className: name, file: file)
                    return .suggested(name, await engine.answer(request))
                })
        case .suggested(let name, let answer):
            guard name == state.className else { return .nothing }
            state.suggestion.take(answer)
            if case .failure(let error) = answer.result { return .say(error.message, .attention) }
        default: break
        }
        return .nothing
    }
}
