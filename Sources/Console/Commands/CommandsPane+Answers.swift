// The calls of the Commands pane and what their answers change.

import Engine
import TerminalUI

extension CommandsPane {
    static let pageSize = 100
    /// On the way to the last row, and how many are read for it at most.
    static let endPageSize = 500
    static let mostRead = 20_000

    /// Commands looked at each second for the newest page, and for older ones at once.
    static let freshStretch = 400
    /// Stretches that a search goes on by itself while the list is not full.
    static let mostStretches = 250

    static func list(_ state: inout State, _ context: PaneContext) -> [Effect<Message>] {
        // Which are meant hangs on the database: a list of all would stand there for a moment, and go.
        let isTooEarly = context.database == nil && context.databases.isFirstAwaited
        guard !isTooEarly, state.asked.ask(context) else { return [] }
        let filter = state.filter
        let request = SearchCommands(
            database: context.database, filter: filter.text, limit: pageSize,
            stretch: freshStretch)
        return [context.engine.call(request, id: "commands.list") { .listed(filter, $0) }]
    }

    static func listOlder(_ state: inout State, _ context: PaneContext) -> [Effect<Message>] {
        guard let next = state.feed.next, !state.feed.isStale,
            state.older.ask(at: context.now)
        else { return [] }
        let filter = state.filter
        let request = SearchCommands(
            database: context.database, filter: filter.text,
            limit: state.isGoingToEnd ? endPageSize : pageSize, after: next)
        return [context.engine.call(request, id: "commands.older") { .listedOlder(filter, $0) }]
    }

    /// The next page on the way to the last row, which the cursor goes along with.
    private static func goOnToEnd(
        _ state: inout State, _ context: PaneContext
    ) -> PaneReply<Message> {
        let count = state.rows.count
        state.window.select(count - 1, count: count, height: listHeight(context))
        if state.feed.next != nil, state.feed.rows.count < mostRead {
            return PaneReply(effects: listOlder(&state, context))
        }
        state.isGoingToEnd = false
        var reply = PaneReply<Message>(effects: detail(&state, context))
        if state.feed.next != nil {
            reply.notice = Notice(
                "the newest \(Figure.count(count)) are read: / narrows the list, E writes all",
                .attention)
        }
        return reply
    }

    /// Looks on by itself while there is room in the list for what a filter may still find.
    private static func searchOn(_ state: inout State, _ context: PaneContext) -> [Effect<Message>]
    {
        guard !state.filter.holdsAll, state.feed.rows.count < listHeight(context),
            state.stretches < mostStretches
        else { return [] }
        state.stretches += 1
        return listOlder(&state, context)
    }

    static func listSections(_ state: inout State, _ context: PaneContext) -> [Effect<Message>] {
        var effects: [Effect<Message>] = []
        if state.dead.page.ask(at: context.now) {
            effects.append(
                context.engine.call(ListDeadLetters(), id: "commands.dead") { .deadListed($0) })
        }
        if state.section == .parked, state.parked.page.ask(at: context.now) {
            effects.append(
                context.engine.call(ListParkedWrites(), id: "commands.parked") {
                    .parkedListed($0)
                })
        }
        return effects
    }

    /// Asks for the timeline of the selected command; of one that has ended only once.
    static func detail(_ state: inout State, _ context: PaneContext) -> [Effect<Message>] {
        guard state.section == .commands else { return [] }
        let wanted = state.isOpen ? state.detailID : state.selected?.id
        guard let wanted else { return [] }
        return detail(&state, wanted, context)
    }

    static func detail(
        _ state: inout State, _ id: String, _ context: PaneContext
    ) -> [Effect<Message>] {
        if state.detailID != id {
            state.detailID = id
            state.detail.askAnew(at: context.now)
        } else {
            if let known = state.detail.value, isSettled(known) { return [] }
            guard state.detail.ask(at: context.now) else { return [] }
        }
        return [
            context.engine.call(GetCommand(id: id), id: "commands.detail") {
                .detailed(id, $0)
            }
        ]
    }

    /// Nothing about it will change any more.
    private static func isSettled(_ command: CommandView) -> Bool {
        command.status == "FAILED"
            || command.status == "COMPLETED"
                && command.stages.allSatisfy { $0.state == "done" || $0.state == "-" }
    }

    static func take(
        _ state: inout State, _ message: Message, _ context: PaneContext
    ) -> PaneReply<Message> {
        switch message {
        case .listed(let filter, let answer):
            guard filter == state.filter else { return .nothing }
            state.asked.take(answer)
            guard case .success(let page) = answer.result else { return .nothing }
            state.readAt = answer.at
            state.feed.take(page, isHeld: state.isHeld)
            if state.isGoingToEnd { return goOnToEnd(&state, context) }
            return PaneReply(
                effects: detail(&state, context) + searchOn(&state, context)
                    + countNew(&state, context))
        case .counted(let filter, let answer):
            guard filter == state.filter else { return .nothing }
            state.count.take(answer)
            if case .success(let counting) = answer.result { state.feed.take(counting) }
        case .listedOlder(let filter, let answer):
            guard filter == state.filter else { return .nothing }
            state.older.take(answer)
            switch answer.result {
            case .success(let page):
                state.feed.append(page)
                if state.isGoingToEnd { return goOnToEnd(&state, context) }
                return PaneReply(effects: detail(&state, context) + searchOn(&state, context))
            case .failure(let error):
                state.isGoingToEnd = false
                return .say(error.message, .bad)
            }
        case .detailed(let id, let answer):
            guard id == state.detailID else { return .nothing }
            state.detail.take(answer)
        case .deadListed(let answer):
            let selected = state.dead.selected?.id
            state.dead.page.take(answer)
            keep(selected, \.id, in: &state.dead, context)
        case .parkedListed(let answer):
            let selected = state.parked.selected?.commandID
            state.parked.page.take(answer)
            keep(selected, \.commandID, in: &state.parked, context)
        default: break
        }
        return .nothing
    }

    /// The cursor stays on the same thing when a list comes anew.
    private static func keep<Item>(
        _ selected: String?, _ id: KeyPath<Item, String>, in listing: inout Listing<Item>,
        _ context: PaneContext
    ) {
        let row = listing.items.firstIndex { $0[keyPath: id] == selected }
        listing.window.select(
            row ?? listing.window.selected, count: listing.items.count,
            height: listHeight(context))
    }
}
