// Reading files: the first rows at once, then all of them, and how the columns fit the classes that
// are in the database.

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
        let isOpen = state.inference.value?.tables.isEmpty == false
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
        next.classes = state.classes
        next.isAdding = state.isAdding
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
            return .say(error.message, .bad)
        }
        state.typed = typed
        var prompt = pathPrompt(state, typed)
        prompt.check = { $0 == typed ? error.message : nil }
        return .asking(prompt)
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
        case .inferred(let paths, let files, let isSample, let answer):
            if let opening = state.opening, opening.paths == paths {
                if let refusal = opened(&state, opening, answer, context) { return refusal }
            }
            guard paths == state.paths else { return .nothing }
            return inferred(&state, files, isSample, answer, context)
        case .classesListed(let answer):
            if case .success(let page) = answer.result { state.classes = page.items }
        case .classKnown(let file, let name, let answer):
            guard state.matches[file]?.className == name else { return .nothing }
            state.matches[file]?.known.take(answer)
            guard case .success = answer.result else {
                return askOffer(state, file, name, context)
            }
            // What fits it came with the class itself.
            guard state.matches[file]?.suggestion.value == nil else { return .nothing }
            return suggest(&state, file, name, context)
        case .offered(let file, let answer): return offered(&state, file, answer, context)
        case .suggested(let file, let name, let answer):
            guard state.matches[file]?.className == name else { return .nothing }
            state.matches[file]?.suggestion.take(answer)
            if case .failure(let error) = answer.result { return .say(error.message, .attention) }
        default: break
        }
        return .nothing
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
        if case .failure(let error) = answer.result, hadSample {
            return .say("only the first rows were read: \(error.message)", .bad)
        }
        if case .failure(let error) = answer.result, state.isRereading {
            state.isRereading = false
            return .say("\(error.message): u takes the last decision back", .bad)
        }
        if state.isRereading {
            state.isRereading = false
            var reply = PaneReply<Message>(effects: matchAll(&state, context))
            reply.notice = state.rereadNotice
            state.rereadNotice = nil
            return reply
        }
        guard isFirst else {
            // What the first rows suggested is asked once more of all of them.
            guard hadSample, !isSample else { return .nothing }
            return PaneReply(effects: state.tables.compactMap { suggestion(&state, $0, context) })
        }
        state.part = state.hasSeveralTables ? .tables : .columns
        return PaneReply(effects: matchAll(&state, context))
    }

    /// Asks for the classes as they stand, and how the columns fit them.
    static func matchAll(_ state: inout State, _ context: PaneContext) -> [Effect<Message>] {
        let matches = state.tables.flatMap { match(&state, $0, context) }
        guard let database = context.database, !matches.isEmpty else { return matches }
        return matches + [
            context.scoped.call(ListClasses(database: database), id: "mapping.classes") {
                .classesListed($0)
            }
        ]
    }

    static func match(
        _ state: inout State, _ table: InferenceView.Table, _ context: PaneContext
    ) -> [Effect<Message>] {
        let name = state.className(of: table)
        let file = table.file
        var match = Match(className: name)
        defer { state.matches[file] = match }
        guard let database = context.database else { return [] }
        match.known.askAnew(at: context.now)
        let request = GetClass(database: database, className: name)
        return [
            context.scoped.call(request, id: EffectID("mapping.class.\(file)")) {
                .classKnown(file: file, class: name, $0)
            }
        ]
    }

    /// No class is called like the file: another may fit it.
    private static func askOffer(
        _ state: State, _ file: String, _ name: String, _ context: PaneContext
    ) -> PaneReply<Message> {
        guard let database = context.database,
            state.matches[file]?.known.failure?.code == .classNotFound,
            let table = state.tables.first(where: { $0.file == file }), name == table.className,
            state.decisions.className(of: file) == nil, state.offers[file] == nil,
            let input = state.input(of: table)
        else { return .nothing }
        let request = SuggestMapping(
            database: database, className: nil, file: input,
            sampleRows: state.isSample ? sampleRows : nil)
        return .effect(
            context.scoped.call(request, id: EffectID("mapping.offer.\(file)")) {
                .offered(file: file, $0)
            })
    }

    /// That none fits is no news.
    private static func offered(
        _ state: inout State, _ file: String, _ answer: Answered<MappingView>,
        _ context: PaneContext
    ) -> PaneReply<Message> {
        guard case .success(let view) = answer.result, state.offers[file] == nil,
            let table = state.tables.first(where: { $0.file == file })
        else { return .nothing }
        state.offers[file] = view
        guard state.className(of: table) == view.className, state.adopted(file) != nil else {
            return .nothing
        }
        state.report = nil
        let effects = match(&state, table, context)
        state.matches[file]?.suggestion.take(answer)
        return PaneReply(effects: effects)
    }

    private static func suggest(
        _ state: inout State, _ file: String, _ name: String, _ context: PaneContext
    ) -> PaneReply<Message> {
        guard let table = state.tables.first(where: { $0.file == file }) else { return .nothing }
        state.matches[file]?.suggestion.askAnew(at: context.now)
        return suggestion(&state, table, context).map { .effect($0) } ?? .nothing
    }

    /// Asks how the columns fit the class, of as many rows as the picture stands on; nil while no such class is known.
    private static func suggestion(
        _ state: inout State, _ table: InferenceView.Table, _ context: PaneContext
    ) -> Effect<Message>? {
        let file = table.file
        guard let database = context.database, let match = state.matches[file],
            match.known.value != nil, let input = state.input(of: table)
        else { return nil }
        state.matches[file]?.suggestion.askAgain()
        _ = state.matches[file]?.suggestion.ask(at: context.now)
        let name = match.className
        let request = SuggestMapping(
            database: database, className: name, file: input,
            sampleRows: state.isSample ? sampleRows : nil)
        return context.scoped.call(request, id: EffectID("mapping.suggest.\(file)")) {
            .suggested(file: file, class: name, $0)
        }
    }

    /// `orders.csv`; `orders.csv and 3 more` for several; the folder's own name.
    static func title(_ state: State) -> String {
        guard let first = state.paths.first else { return "" }
        let name = lastPart(first)
        let more = state.paths.count - 1
        return more == 0 ? name : "\(name) and \(more) more"
    }

    static func lastPart(_ path: String) -> String {
        path.split(separator: "/").last.map(String.init) ?? ""
    }
}
