// What the Ontology pane asks the engine for beside the list of classes, and moving, which may need more rows.

import Engine
import EventSourcing
import TerminalUI

extension OntologyPane {
    static let pageSize = 100
    /// On the way to the last row, and how many are read for it at most.
    static let endPageSize = 1000
    static let mostRead = 20_000
    /// Instances that the figures of a class stand on.
    static let profiled = 5000

    static func askClasses(
        _ state: inout OntologyState, _ context: PaneContext
    ) -> [Effect<Message>] {
        guard let database = context.database, state.classes.ask(context) else { return [] }
        return [
            context.scoped.call(ListClasses(database: database), id: "ontology.classes") {
                .classesAnswered($0)
            }
        ]
    }

    /// What the instances of the class under the cursor hold: once, and again when their number changed.
    static func askProfile(
        _ state: inout OntologyState, _ context: PaneContext
    ) -> [Effect<Message>] {
        guard let database = context.database, let item = state.current,
            state.depth <= .detail
        else { return [] }
        let known = state.profiles[item.id]
        let isOld =
            known.map { $0.instances != min(item.instances, profiled) && item.instances < profiled }
            ?? true
        guard isOld, state.profile.ask(at: context.now) else { return [] }
        let (request, name) = (
            ProfileClass(database: database, className: item.id, limit: profiled), item.id
        )
        return [
            context.scoped.call(request, id: "ontology.profile") {
                .modelling(.profiled(name, $0))
            }
        ]
    }

    /// The instances of the class under the cursor, when they are shown and not yet there.
    static func askInstances(
        _ state: inout OntologyState, _ context: PaneContext
    ) -> [Effect<Message>] {
        guard let current = state.current else { return [] }
        let isShown = state.depth >= .instances || showsSample(current, context)
        guard isShown else { return [] }
        if state.table.className == current.id {
            let hasFailed = state.table.page.failure != nil && state.table.rows.isEmpty
            if hasFailed { return ask(current.id, &state, context) }
            guard isOutdated(state, current) else { return [] }
            state.table.readsAnew = true
            (state.table.next, state.table.countAtFirst) = (nil, current.instances)
            state.table.isByEngine = current.instances > mostSorted
            return ask(current.id, &state, context)
        }
        state.table = InstanceTable()
        return ask(current.id, &state, context)
    }

    /// Rows keep their place under a reader, who is told what is new; where nobody reads in them they follow the class: the
    /// sample beside it, and a table that was empty.
    private static func isOutdated(_ state: OntologyState, _ item: ClassView) -> Bool {
        let table = state.table
        guard table.search.isEmpty, table.page.value != nil, table.page.awaitedSince == nil else {
            return false
        }
        if table.rows.isEmpty { return item.instances > 0 }
        return state.depth < .instances && table.window.selected == 0 && !table.isFromEnd
            && item.instances != table.countAtFirst
    }

    /// The table takes the body: the rows that stood beside the class are read on, where an order wants all of them.
    static func showInstances(
        _ state: inout OntologyState, _ context: PaneContext
    ) -> [Effect<Message>] {
        let first = askInstances(&state, context)
        // A sample beside the class stands as the engine keeps it: to put it in order costs a look at the whole class.
        if first.isEmpty, engineOrder(state) != nil, !state.table.isOrdered {
            state.table = state.table.anew()
            return ask(state.table.className, &state, context)
        }
        return first.isEmpty ? readOn(&state, context) : first
    }

    /// Whether some instances are shown with the class: there is room beside or under its detail.
    static func showsSample(_ item: ClassView, _ context: PaneContext) -> Bool {
        context.room == .wide
            || (context.room == .regular
                && context.body.height - ClassDetail.height(of: item) >= 9)
    }

    /// The first page, or the next one.
    static func ask(
        _ className: String, _ state: inout OntologyState, _ context: PaneContext
    ) -> [Effect<Message>] {
        guard let database = context.database else { return [] }
        if state.table.className != className {
            state.table.className = className
            state.table.countAtFirst = state.definition(of: className)?.instances ?? 0
            state.table.isByEngine = state.table.countAtFirst > mostSorted
        }
        guard state.table.page.ask(at: context.now) else { return [] }
        let search = state.table.search
        let isSorted = state.depth >= .instances && wantedOrder(state).isOrder
        state.table.isOrdered = engineOrder(state) != nil
        let wanted = InstanceFilter(search, of: state.definition(of: className))
        let request = ListInstances(
            database: database, className: className, search: wanted.words,
            conditions: wanted.conditions, order: engineOrder(state),
            limit: state.table.isGoingToEnd ? endPageSize : isSorted ? pageSize * 5 : pageSize,
            after: state.table.next)
        return [
            context.scoped.call(request, id: "ontology.instances") {
                .pageAnswered(className: className, search: search, $0)
            }
        ]
    }

    /// Rows that were read a while ago, or before the last change, may have other values by now.
    static func lookAtRows(
        _ state: inout OntologyState, _ context: PaneContext
    ) -> [Effect<Message>] {
        guard state.depth >= .instances, let database = context.database, !state.table.rows.isEmpty,
            !state.table.isOrdered, !state.table.isFromEnd, state.table.window.top < pageSize,
            state.table.page.awaitedSince == nil, isOld(state.table, context),
            state.table.seen.ask(context)
        else { return [] }
        let (className, search) = (state.table.className, state.table.search)
        let wanted = InstanceFilter(search, of: state.definition(of: className))
        let request = ListInstances(
            database: database, className: className, search: wanted.words,
            conditions: wanted.conditions, limit: pageSize)
        return [
            context.scoped.call(request, id: "ontology.rows") {
                .rowsSeen(className: className, search: search, $0)
            }
        ]
    }

    private static let oldAfter = 10.0

    private static func isOld(_ table: InstanceTable, _ context: PaneContext) -> Bool {
        guard !context.isLastLook else { return true }
        let last = [table.page.valueAt, table.seen.valueAt].compactMap { $0 }.max()
        return last.map { context.now.seconds(since: $0) >= oldAfter } ?? false
    }

    static func wantedInstance(_ state: OntologyState) -> String? {
        state.depth == .instance ? state.table.selected?.id : nil
    }

    static func askInstance(
        _ state: inout OntologyState, _ context: PaneContext
    ) -> [Effect<Message>] {
        guard let database = context.database, let row = state.table.selected,
            state.instance.ask(context)
        else { return [] }
        let request = GetInstance(database: database, className: row.className, key: row.key)
        let id = row.id
        return [
            context.scoped.call(request, id: "ontology.instance") {
                .instanceAnswered(id: id, $0)
            }
        ] + askAround(row, &state, context)
    }

    /// What hangs on an instance and what made it: at first, and when it is at another sequence.
    private static func askAround(
        _ row: InstanceView, _ state: inout OntologyState, _ context: PaneContext
    ) -> [Effect<Message>] {
        guard let database = context.database else { return [] }
        let isOld = state.instance.value.map { now in
            state.lineage.value.map { ($0.steps.map(\.sequence).max() ?? 0) < now.sequence } ?? true
        }
        guard isOld ?? true else { return [] }
        var effects: [Effect<Message>] = []
        let (name, key, id) = (row.className, row.key, row.id)
        if state.around.ask(at: context.now) {
            let request = ExploreNode(database: database, className: name, key: key, limit: 50)
            effects.append(
                context.scoped.call(request, id: "ontology.around") {
                    .aroundAnswered(id: id, $0)
                })
        }
        if state.lineage.ask(at: context.now) {
            let request = TraceLineage(database: database, className: name, key: key)
            effects.append(
                context.scoped.call(request, id: "ontology.lineage") {
                    .lineageAnswered(id: id, $0)
                })
        }
        return effects
    }

    static func move(
        _ key: Key, _ state: inout OntologyState, _ context: PaneContext
    ) -> PaneReply<Message> {
        let height = max(1, context.body.height - 3)
        switch state.depth {
        case .classes:
            let shown = state.shown
            guard !shown.isEmpty else { return .nothing }
            state.selected = shown[moved(state.selectedIndex, key, shown.count, height)].id
            return PaneReply(effects: askInstances(&state, context))
        case .detail:
            let rows = state.current.map { ClassDetail.rows(of: $0) } ?? []
            let count = rows.count(where: \.isSelectable)
            state.detailLine = moved(state.detailLine, key, count, height)
        case .instances: return PaneReply(effects: moveInTable(key, height, &state, context))
        case .instance:
            let count = state.instance.value.map {
                InstanceDetail.lines(state, of: $0).count(where: \.isSelectable)
            }
            state.fieldLine = moved(state.fieldLine, key, count ?? 0, height)
        }
        return .nothing
    }

    /// To the end of a class of any size by asking for its last rows, and back by asking for the first ones.
    private static func moveInTable(
        _ key: Key, _ height: Int, _ state: inout OntologyState, _ context: PaneContext
    ) -> [Effect<Message>] {
        let isToBegin = key == .home || key == .character("g")
        if state.table.isByEngine, state.table.mayHaveMore,
            key.isToEnd && !state.table.isFromEnd || isToBegin && state.table.isFromEnd
        {
            state.table = state.table.anew(fromEnd: key.isToEnd)
            return ask(state.table.className, &state, context)
        }
        _ = state.table.window.move(key, count: state.table.rows.count, height: height)
        state.table.isGoingToEnd =
            key.isToEnd && state.table.mayHaveMore && !state.table.isByEngine
        let selected = state.table.window.selected
        let left =
            state.table.isFromEnd ? selected + 1 : state.table.rows.count - selected
        guard state.table.next != nil, left <= height else { return [] }
        return ask(state.table.className, &state, context)
    }

    /// The next page on the way to the last row, which the cursor goes along with.
    static func goOnToEnd(
        _ state: inout OntologyState, _ context: PaneContext
    ) -> PaneReply<Message> {
        guard state.table.isGoingToEnd else {
            return PaneReply(effects: readOn(&state, context))
        }
        let count = state.table.rows.count
        let height = max(1, context.body.height - 3)
        state.table.window.select(count - 1, count: count, height: height)
        guard state.table.next != nil, state.table.page.failure == nil, count < mostRead else {
            state.table.isGoingToEnd = false
            guard state.table.next != nil, count >= mostRead else { return .nothing }
            return .say(
                "the first \(Figure.count(count)) are read: / finds words in all, E writes all",
                .attention)
        }
        return PaneReply(effects: ask(state.table.className, &state, context))
    }

    private static func moved(_ row: Int, _ key: Key, _ count: Int, _ height: Int) -> Int {
        var window = ScrollWindow(selected: row)
        _ = window.move(key, count: count, height: height)
        return window.selected
    }
}
