// The subject line of the Mapping pane: which file leads where, and what is still to decide.

import Engine
import TerminalUI

extension MappingPane {
    static func drawSubject(_ state: State, into screen: inout Screen, in rect: Rect) {
        guard !state.paths.isEmpty else {
            screen.put("No file", x: rect.x, y: rect.y, width: rect.width, style: .strong)
            return
        }
        let right = sum(state, isShort: rect.width < 60)
        let width = screen.put(right, x: rect.x, y: rect.y, width: rect.width, align: .right)
        screen.put(
            left(state), x: rect.x, y: rect.y, width: max(0, rect.width - width - 2))
    }

    private static func left(_ state: State) -> [Span] {
        guard let table = state.table, state.part != .tables, let name = state.className else {
            return [Span(title(state), .strong)]
        }
        let isNew = state.known?.failure?.code == .classNotFound
        return [Span(table.file, .strong), Span(" → ", .quiet), Span(name, .strong)]
            + (isNew ? [Span("  new", .quiet)] : []) + fit(state, table)
            + (state.decisions.mode == .insert
                ? [] : [Span("  \(state.decisions.mode.rawValue)", .accent)])
    }

    /// Of a class that the file is not called like.
    private static func fit(_ state: State, _ table: InferenceView.Table) -> [Span] {
        guard let offer = state.adopted(table.file), offer.className == state.className,
            let fit = offer.fit
        else { return [] }
        return [Span("  fits \(Figure.percent(fit))", .quiet)]
    }

    /// Which class fits a file that is called like none, and how to lead it elsewhere.
    static func offerWords(_ state: State) -> Span? {
        guard let table = state.table, let offer = state.offers[table.file], let fit = offer.fit,
            state.decisions.className(of: table.file) == nil
        else { return nil }
        let share = Figure.percent(fit)
        guard state.adopted(table.file) != nil else {
            return Span("\(offer.className) is there and fits \(share): t leads the rows there")
        }
        let why =
            offer.isSaved == true
            ? "columns like these went to \(offer.className) before"
            : "\(offer.className) is there and fits \(share)"
        return Span("\(why); t leads the rows elsewhere", .quiet)
    }

    private static func sum(_ state: State, isShort: Bool) -> [Span] {
        switch state.part {
        case .cells where state.cellColumn != nil: against(state)
        case .cells: [Span(state.badCellWords, .attention)]
        case .tables: tableSum(state, isShort: isShort)
        case .columns, .evidence: columnSum(state, isShort: isShort)
        }
    }

    /// `4 cells against date dd.MM.yyyy in Best.datum`
    private static func against(_ state: State) -> [Span] {
        guard let column = state.selected?.column else { return [] }
        let count = max(column.contradictionCount, state.shownCells.count)
        return [
            Span(counted(count, "cell"), .attention),
            Span(" against \(MappedColumn.plainReading(of: column)) in ", .quiet),
            Span(column.name, .strong),
        ]
    }

    /// `11 tables · 3 new · 11 links · 2 ask`
    private static func tableSum(_ state: State, isShort: Bool) -> [Span] {
        let tables = state.mappedTables
        let shown = tables.filter { $0.standing != .leftOut }
        let new = shown.count { $0.standing == .new }
        let asking = shown.reduce(0) { $0 + $1.asking }
        let out = tables.count - shown.count
        var parts = [Span(counted(shown.count, "table"), .text)]
        if new > 0, !isShort { parts.append(Span("\(new) new", .good)) }
        if out > 0 { parts.append(Span("\(out) left out", .quiet)) }
        if !isShort { parts.append(Span(counted(state.links.count, "link"), .text)) }
        if asking > 0 {
            parts.append(Span("\(asking) \(asking == 1 ? "asks" : "ask")", .attention))
        }
        return joined(parts)
    }

    /// `2 yours · 5 sure · 1 asks · 1 no match`
    private static func columnSum(_ state: State, isShort: Bool) -> [Span] {
        let columns = state.columns
        if !state.filter.isEmpty {
            let shown = Figure.count(state.shownColumns.count)
            return [
                Span("/\(state.filter)", .match),
                Span("  \(shown) of \(Figure.count(columns.count)) columns", .quiet),
            ]
        }
        let kinds: [(MappedColumn.Standing, String, Style)] = [
            (.yours, "yours", .text), (.sure, "sure", .good), (.asks, "asks", .attention),
            (.unmatched, "no match", .attention),
        ]
        return joined(
            kinds.compactMap { standing, word, style in
                let count = columns.count { $0.standing == standing }
                let verb = standing == .asks && count > 1 ? "ask" : word
                // On a short line only what wants something stands.
                let isSaid = count > 0 && !(isShort && (standing == .sure || standing == .yours))
                return isSaid ? Span("\(Figure.count(count)) \(verb)", style) : nil
            })
    }

    /// `1 link`, `11 links`
    private static func counted(_ count: Int, _ word: String) -> String {
        "\(Figure.count(count)) \(word)\(count == 1 ? "" : "s")"
    }

    private static func joined(_ parts: [Span]) -> [Span] {
        Array(parts.map { [$0] }.joined(separator: [Span(" · ", .quiet)]))
    }
}
