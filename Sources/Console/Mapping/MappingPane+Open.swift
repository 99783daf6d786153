// Reading files: the first rows at once, then all of them.

import Engine
import TerminalUI

extension MappingPane {
    /// Rows that the first picture stands on; the rest is read behind it.
    static let sampleRows = 2000

    /// Reads files anew. Decisions about them stay when the same paths are read again. What is open stays until the others
    /// were read: a path that leads nowhere costs nothing. `typed`: to be mended where that was so.
    static func open(
        _ state: inout State, _ paths: [String], keepingDecisions: Bool, typed: String? = nil,
        _ context: PaneContext
    ) -> PaneReply<Message> {
        let isComing = state.kept != nil && !state.paths.isEmpty && state.inference.failure == nil
        let isOpen = isComing || state.inference.value?.tables.isEmpty == false
        let next = fresh(state, paths, keepingDecisions: keepingDecisions, context)
        if isOpen {
            state.opening = Opening(
                paths: paths, keepsDecisions: keepingDecisions, typed: typed)
            return .effect(read(next, paths, context))
        }
        state = next
        return .effect(read(state, paths, context))
    }

    private static func fresh(
        _ state: State, _ paths: [String], keepingDecisions: Bool, _ context: PaneContext
    ) -> State {
        var next = State()
        next.database = state.database
        next.branch = state.branch
        next.classList = state.classList
        next.isAdding = state.isAdding
        next.kept = state.kept
        if keepingDecisions { next.decisions = state.decisions }
        next.paths = paths
        next.inference.askAnew(at: context.now)
        return next
    }

    /// What was to take the place of the open files was read, or could not be.
    private static func opened(
        _ state: inout State, _ opening: Opening, _ answer: Answered<InferenceView>,
        _ context: PaneContext
    ) -> PaneReply<Message>? {
        state.opening = nil
        guard case .failure(let error) = answer.result else {
            state = fresh(
                state, opening.paths, keepingDecisions: opening.keepsDecisions, context)
            return nil
        }
        // Whoever types something else meanwhile is not interrupted.
        guard let typed = opening.typed, state.typed == nil else {
            var reply = PaneReply<Message>.say(error.message, .bad)
            reply.effects = readOn(state, context)
            return reply
        }
        state.typed = typed
        var prompt = pathPrompt(state, typed)
        prompt.check = { $0 == typed ? error.message : nil }
        var reply = PaneReply<Message>.asking(prompt)
        reply.effects = readOn(state, context)
        return reply
    }

    /// Esc: what is open stays.
    static func keepOpen(_ state: inout State, _ context: PaneContext) -> PaneReply<Message> {
        let name = lastPart(state.opening?.paths.last ?? "")
        state.opening = nil
        var reply = PaneReply<Message>.say("\(name) is not opened")
        reply.effects = [.cancel("mapping.infer")] + readOn(state, context)
        return reply
    }

    /// What was not read yet when other files were to be opened, which ended its reading.
    private static func readOn(_ state: State, _ context: PaneContext) -> [Effect<Message>] {
        state.isSample || state.inference.value == nil ? [read(state, state.paths, context)] : []
    }

    /// Reads the open files once more, as was decided; what is shown stays until the answer.
    static func reread(_ state: inout State, _ context: PaneContext) -> PaneReply<Message> {
        state.opening = nil
        state.inference.askAgain()
        _ = state.inference.ask(at: context.now)
        state.isRereading = true
        return .effect(read(state, state.paths, context))
    }

    private static func read(
        _ state: State, _ paths: [String], _ context: PaneContext
    ) -> Effect<Message> {
        let engine = context.engine
        return .stream(id: "mapping.infer") { send in
            let files = TableFiles.behind(paths.map(PathListing.absolute))
            let inputs = files.map { state.input($0) }
            await send(.listed(paths, files))
            let sample = await engine.answer(InferFiles(files: inputs, sampleRows: sampleRows))
            let isAll = (try? sample.result.get()).map { view in
                view.tables.allSatisfy { $0.rows < sampleRows }
            }
            await send(.inferred(paths, files, isSample: !(isAll ?? true), sample))
            guard isAll == false, !Task.isCancelled else { return }
            let whole = await engine.answer(InferFiles(files: inputs))
            await send(.inferred(paths, files, isSample: false, whole))
        }
    }

    static func take(
        _ state: inout State, _ message: Message, _ context: PaneContext
    ) -> PaneReply<Message> {
        switch message {
        case .listed(let paths, let files):
            if state.opening?.paths == paths {
                state.opening?.count = files.count
            } else if paths == state.paths, state.files.isEmpty {
                state.files = files
            }
            return .nothing
        case .inferred(let paths, let files, let isSample, let answer):
            if let opening = state.opening, opening.paths == paths {
                if let refusal = opened(&state, opening, answer, context) { return refusal }
            }
            guard paths == state.paths else { return .nothing }
            return inferred(&state, files, isSample, answer, context)
        default: return judging(&state, message, context)
        }
    }

    private static func inferred(
        _ state: inout State, _ files: [String], _ isSample: Bool,
        _ answer: Answered<InferenceView>,
        _ context: PaneContext
    ) -> PaneReply<Message> {
        let isFirst = state.inference.value == nil
        let hadSample = state.isSample
        state.files = files
        state.isSample = isSample
        state.inference.take(answer)
        if case .success = answer.result { state.kept = nil }
        if case .failure(let error) = answer.result, hadSample {
            return .say("only the first rows were read: \(error.message)", .bad)
        }
        if case .failure(let error) = answer.result, state.isRereading {
            (state.isRereading, state.rereadSplit) = (false, nil)
            return .say("\(error.message): u takes the last decision back", .bad)
        }
        if state.isRereading {
            state.isRereading = false
            var reply = PaneReply<Message>(effects: matchAll(&state, context))
            reply.notice = uncut(state) ?? state.rereadNotice
            (state.rereadNotice, state.rereadSplit) = (nil, nil)
            return reply
        }
        guard isFirst else {
            // What the first rows suggested is asked once more of all of them.
            guard hadSample, !isSample else { return .nothing }
            return PaneReply(effects: judgeByAllRows(&state, context))
        }
        state.part = state.hasSeveralTables ? .tables : .columns
        return PaneReply(effects: matchAll(&state, context))
    }

    /// `orders.csv`; `orders.csv and 3 more` for several; the folder's own name.
    static func title(_ state: State) -> String {
        guard let first = state.paths.first else { return "" }
        let name = lastPart(first)
        let more = state.paths.count - 1
        return more == 0 ? name : "\(name) and \(more) more"
    }

    /// ` (46 files)`; nothing of a single one, or while they are not counted.
    static func counted(files: Int?) -> String {
        guard let files, files > 1 else { return "" }
        return " (\(Figure.count(files)) files)"
    }

    static func lastPart(_ path: String) -> String {
        path.split(separator: "/").last.map(String.init) ?? ""
    }
}
