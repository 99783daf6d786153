// Which columns the table of instances shows, and in which order its rows stand.

import Engine
import EventSourcing
import JSONText
import TerminalUI

extension OntologyPane {
    /// Up to so many instances are read whole and put in order here; of a larger class the engine gives them out in
    /// order.
    static let mostSorted = 5000

    static func layout(_ state: OntologyState) -> ConsoleSession.TableLayout {
        state.layouts[state.table.className] ?? .init()
    }

    /// The one property that is a class's key, where it is a number.
    static func numericKey(_ definition: ClassView?) -> String? {
        guard let definition, definition.key.count == 1 else { return nil }
        let key = definition.properties.first { $0.name == definition.key[0] }
        return key.flatMap { Cells.isNumber($0.type) ? $0.name : nil }
    }

    /// As somebody wants the rows, else by the value of a key that is a number: the engine keeps keys as text, 10
    /// before 2.
    static func wantedOrder(_ state: OntologyState) -> ConsoleSession.TableLayout {
        var layout = layout(state)
        if layout.sortedBy == nil {
            layout.sortedBy = numericKey(state.definition(of: state.table.className))
        }
        return layout
    }

    /// What is put in order here: nothing where the engine does it.
    static func order(_ state: OntologyState) -> ConsoleSession.TableLayout {
        state.table.isByEngine ? .init() : wantedOrder(state)
    }

    /// What the engine is asked for; nil: as it keeps them.
    static func engineOrder(_ state: OntologyState) -> InstanceOrdering? {
        guard state.table.isByEngine, state.depth >= .instances else { return nil }
        let wanted = wantedOrder(state)
        guard wanted.isOrder || state.table.isFromEnd else { return nil }
        return InstanceOrdering(
            by: wanted.sortedBy, isDescending: wanted.isDescending,
            isFromEnd: state.table.isFromEnd)
    }

    static func sortMenu(_ state: OntologyState) -> PaneReply<Message> {
        guard let definition = state.definition(of: state.table.className) else { return .nothing }
        let layout = layout(state)
        let arrow = layout.isDescending ? "↓" : "↑"
        let turns = "again: the other way round"
        let byKey = numericKey(definition) == nil ? "as it is written" : "by its value"
        var items: [(HelpOverlay.Entry, Message)] = [
            (
                .init(
                    key: layout.sortedBy == nil ? arrow : " ", name: "the key",
                    help: layout.sortedBy == nil ? "\(byKey), \(turns)" : byKey),
                .sortChosen(nil)
            )
        ]
        for property in definition.properties {
            let isNow = layout.sortedBy == property.name
            items.append(
                (
                    .init(
                        key: isNow ? arrow : " ", name: property.name,
                        help: isNow ? turns : property.type),
                    .sortChosen(property.name)
                ))
        }
        let now = definition.properties.firstIndex { $0.name == layout.sortedBy }
        return .asking(Menu("Sort by", items, selected: now.map { $0 + 1 } ?? 0))
    }

    static func sort(
        by property: String?, _ state: inout OntologyState, _ context: PaneContext
    ) -> PaneReply<Message> {
        var layout = layout(state)
        layout.isDescending = layout.sortedBy == property && !layout.isDescending
        layout.sortedBy = property
        state.layouts[state.table.className] = layout
        return PaneReply(effects: putInOrder(&state, context))
    }

    /// Here, or by asking the engine for the rows in the other order.
    private static func putInOrder(
        _ state: inout OntologyState, _ context: PaneContext
    ) -> [Effect<Message>] {
        guard state.table.isByEngine else {
            state.table.arrange(order(state))
            return readOn(&state, context)
        }
        state.table = state.table.anew()
        return ask(state.table.className, &state, context)
    }

    static func layOut(
        _ layouts: [String: ConsoleSession.TableLayout], _ filter: String,
        _ state: inout OntologyState, _ context: PaneContext
    ) -> PaneReply<Message> {
        state.layouts = layouts
        state.filter = filter
        return PaneReply(effects: putInOrder(&state, context))
    }

    static func columnMenu(_ state: OntologyState, at selected: Int = 0) -> PaneReply<Message> {
        guard let definition = state.definition(of: state.table.className) else { return .nothing }
        let hidden = Set(layout(state).hidden)
        let items = InstanceRows.ordered(definition).enumerated().map { index, property in
            (
                HelpOverlay.Entry(
                    key: hidden.contains(property.name) ? "○" : "●", name: property.name,
                    help: property.type), Message.columnToggled(property.name, at: index)
            )
        }
        var menu = Menu("Columns: Space shows or hides", items, selected: selected)
        menu.turning = "show or hide"
        return .asking(menu)
    }

    static func toggle(
        column: String, at index: Int, _ state: inout OntologyState
    ) -> PaneReply<Message> {
        var layout = layout(state)
        if let place = layout.hidden.firstIndex(of: column) {
            layout.hidden.remove(at: place)
        } else {
            layout.hidden.append(column)
        }
        state.layouts[state.table.className] = layout
        return columnMenu(state, at: index)
    }

    /// The next page of a table that is sorted, until all or enough of it is there.
    static func readOn(
        _ state: inout OntologyState, _ context: PaneContext
    ) -> [Effect<Message>] {
        guard order(state).isOrder, state.table.next != nil,
            state.depth >= .instances, state.table.rows.count < mostSorted
        else { return [] }
        return ask(state.table.className, &state, context)
    }
}

extension InstanceTable {
    /// Puts the rows in order and keeps the cursor on its instance. O(n log n).
    mutating func arrange(_ layout: ConsoleSession.TableLayout) {
        let kept = selected?.id
        if let property = layout.sortedBy {
            let values = rows.map { $0.data[property] }
            order = rows.indices.sorted { a, b in
                InstanceOrder.precedes(values[a], values[b], isDescending: layout.isDescending)
                    ?? (a < b)
            }
        } else if layout.isDescending {
            order = rows.indices.sorted {
                rows[$1].key.utf8.lexicographicallyPrecedes(rows[$0].key.utf8)
            }
        } else {
            order = []
        }
        guard window.selected > 0, let kept, let place = shown.firstIndex(where: { $0.id == kept })
        else { return }
        window.select(place, count: rows.count, height: max(1, place - window.top + 1))
    }
}
