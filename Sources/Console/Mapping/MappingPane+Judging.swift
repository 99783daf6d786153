// How the columns of the open files fit the classes of the database. Judged again when a class comes, goes, changes,
// or gets the instances whose values are compared: an answer that was asked for before says nothing about it. The
// list of classes comes from the read models, which may be behind just after the engine began; a class itself from
// its own stream.

import Engine
import EventSourcing
import TerminalUI

extension MappingPane {
    /// How often the classes are looked at while files are open.
    private static let lookSeconds = 1.9

    static func judging(
        _ state: inout State, _ message: Message, _ context: PaneContext
    ) -> PaneReply<Message> {
        switch message {
        case .classesListed(let answer): return listed(&state, answer, context)
        case .classKnown(let file, let name, let answer):
            return known(&state, file, name, answer, context)
        case .offered(let file, let answer): return offered(&state, file, answer, context)
        case .suggested(let file, let name, let answer):
            guard let match = state.matches[file], match.className == name,
                match.known.value != nil
            else { return .nothing }
            state.matches[file]?.suggestion.take(answer)
            if case .failure(let error) = answer.result { return .say(error.message, .attention) }
        default: break
        }
        return .nothing
    }

    /// Asks for the classes as they stand, and how the columns fit them.
    static func matchAll(_ state: inout State, _ context: PaneContext) -> [Effect<Message>] {
        state.offerGrounds = [:]
        let matches = state.tables.flatMap { match(&state, $0, context) }
        state.classList.askAgain()
        return matches + list(&state, context)
    }

    /// While files are open, every other second.
    static func askClasses(_ state: inout State, _ context: PaneContext) -> [Effect<Message>] {
        let isDue =
            state.classList.valueAt.map { context.now.seconds(since: $0) >= lookSeconds } ?? true
        return isDue ? list(&state, context) : []
    }

    private static func list(_ state: inout State, _ context: PaneContext) -> [Effect<Message>] {
        guard let database = context.database, !state.tables.isEmpty,
            state.classList.ask(at: context.now)
        else { return [] }
        return [
            context.scoped.call(ListClasses(database: database), id: "mapping.classes") {
                .classesListed($0)
            }
        ]
    }

    /// From the beginning: what was asked of the file as it was read, or of the class that it led to before, counts
    /// no more.
    static func match(
        _ state: inout State, _ table: InferenceView.Table, _ context: PaneContext
    ) -> [Effect<Message>] {
        let file = table.file
        state.matches[file] = Match(className: state.className(of: table))
        guard context.database != nil else { return [] }
        return [.cancel(suggestID(file)), .cancel(offerID(file))]
            + askKnown(&state, file, context)
    }

    /// What is shown stays until the answer.
    private static func askKnown(
        _ state: inout State, _ file: String, _ context: PaneContext
    ) -> [Effect<Message>] {
        guard let database = context.database, let name = state.matches[file]?.className,
            state.matches[file]?.known.ask(at: context.now) == true
        else { return [] }
        let request = GetClass(database: database, className: name)
        return [
            context.scoped.call(request, id: EffectID("mapping.class.\(file)")) {
                .classKnown(file: file, class: name, $0)
            }
        ]
    }

    private static func known(
        _ state: inout State, _ file: String, _ name: String, _ answer: Answered<ClassView>,
        _ context: PaneContext
    ) -> PaneReply<Message> {
        guard state.matches[file]?.className == name,
            let table = state.tables.first(where: { $0.file == file })
        else { return .nothing }
        switch answer.result {
        case .success(let view):
            state.matches[file]?.known.take(answer)
            let ground = ClassGround(view)
            let before = state.matches[file]?.ground
            state.matches[file]?.ground = ground
            // What fits it may have come with the class itself.
            let isJudged = before == nil && state.matches[file]?.suggestion.value != nil
            guard before != ground, !isJudged else { return .nothing }
            return PaneReply(effects: suggestion(&state, table, context).map { [$0] } ?? [])
        case .failure(let error):
            // Of a class that is gone nothing is kept; of one that could not be asked for, what was known.
            if error.code == .classNotFound { state.matches[file] = Match(className: name) }
            state.matches[file]?.known.take(answer)
            return PaneReply(effects: offer(&state, table, context))
        }
    }

    /// The classes as the read models have them now.
    static func listed(
        _ state: inout State, _ answer: Answered<PageView<ClassView>>, _ context: PaneContext
    ) -> PaneReply<Message> {
        state.classList.take(answer)
        guard case .success = answer.result else { return .nothing }
        var reply = PaneReply<Message>(
            effects: state.tables.flatMap { judge(&state, $0, context) })
        reply.refill = openLinkMenu(state)
        return reply
    }

    private static func judge(
        _ state: inout State, _ table: InferenceView.Table, _ context: PaneContext
    ) -> [Effect<Message>] {
        let file = table.file
        if state.adopted(file) != nil, state.decisions.className(of: file) == nil,
            state.classes.contains(where: { $0.id == table.className })
        {
            // A class of the file's own name goes before one that only fits.
            state.offers[file] = nil
        }
        guard let match = state.matches[file], match.className == state.className(of: table)
        else { return self.match(&state, table, context) }
        let isOther = differs(match, state.classes.first { $0.id == match.className })
        return (isOther ? askKnown(&state, file, context) : []) + offer(&state, table, context)
    }

    /// Whether a class looks other than when it was asked for.
    private static func differs(_ match: Match, _ listed: ClassView?) -> Bool {
        switch (match.known.value, listed) {
        case (let known?, let listed?):
            known.sequence < listed.sequence
                || match.ground?.instances != ClassGround(listed).instances
        case (nil, nil): match.known.failure.map { $0.code != .classNotFound } ?? false
        default: true
        }
    }

    /// What stood on the first rows is asked once more of all.
    static func judgeByAllRows(_ state: inout State, _ context: PaneContext) -> [Effect<Message>] {
        state.offerGrounds = [:]
        return state.tables.flatMap { table in
            let offered = offer(&state, table, context)
            return offered.isEmpty
                ? suggestion(&state, table, context).map { [$0] } ?? [] : offered
        }
    }

    // MARK: A class that is called otherwise

    /// No class is called like the file: another may fit it. Asked once for each state of the classes.
    private static func offer(
        _ state: inout State, _ table: InferenceView.Table, _ context: PaneContext
    ) -> [Effect<Message>] {
        let file = table.file
        guard let database = context.database, let classes = state.classList.value?.items,
            state.classList.awaitedSince == nil, state.decisions.className(of: file) == nil,
            let match = state.matches[file], let input = state.input(of: table)
        else { return [] }
        let isNameless =
            match.className == table.className && match.known.failure?.code == .classNotFound
        guard isNameless || state.adopted(file) != nil else { return [] }
        let grounds = Dictionary(
            classes.map { ($0.id, ClassGround($0)) }, uniquingKeysWith: { first, _ in first })
        guard state.offerGrounds[file] != grounds else { return [] }
        state.offerGrounds[file] = grounds
        let request = SuggestMapping(
            database: database, className: nil, file: input,
            sampleRows: state.isSample ? sampleRows : nil)
        return [context.scoped.call(request, id: offerID(file)) { .offered(file: file, $0) }]
    }

    /// That none fits is no news.
    private static func offered(
        _ state: inout State, _ file: String, _ answer: Answered<MappingView>,
        _ context: PaneContext
    ) -> PaneReply<Message> {
        guard let table = state.tables.first(where: { $0.file == file }) else { return .nothing }
        switch answer.result {
        case .success(let view):
            noteLateness(&state, file, view)
            state.offers[file] = view
        case .failure(let error):
            if error.code == .classNotFound {
                state.offers[file] = nil
            } else if passing.contains(error.code) {
                state.offerGrounds[file] = nil
            }
        }
        let count = state.decisions.count(in: file)
        state.decidedAtFirst[file] = state.decidedAtFirst[file] ?? count
        let name = state.className(of: table)
        let isOther = state.matches[file]?.className != name
        let isAdopted = state.adopted(file)?.className == name
        guard isOther || isAdopted else { return .nothing }
        var effects: [Effect<Message>] = []
        if isOther {
            state.report = nil
            effects = match(&state, table, context)
        }
        if case .success = answer.result, isAdopted {
            state.matches[file]?.suggestion.take(answer)
        }
        return PaneReply(effects: effects)
    }

    /// Whatever can be asked again as it is.
    private static let passing: Set<EngineError.Code> = [
        .engineUnreachable, .unavailable, .busy, .cancelled, .internal,
    ]

    /// Nothing changes under a person's hands: a class that comes when columns were decided is offered and no more.
    private static func noteLateness(_ state: inout State, _ file: String, _ view: MappingView) {
        guard let before = state.decidedAtFirst[file],
            state.decisions.count(in: file) > before, state.offers[file] == nil
        else { return }
        state.offeredLate.insert(file)
    }

    // MARK: The class that is led to

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
        return context.scoped.call(request, id: suggestID(file)) {
            .suggested(file: file, class: name, $0)
        }
    }

    private static func suggestID(_ file: String) -> EffectID {
        EffectID("mapping.suggest.\(file)")
    }

    private static func offerID(_ file: String) -> EffectID { EffectID("mapping.offer.\(file)") }
}
