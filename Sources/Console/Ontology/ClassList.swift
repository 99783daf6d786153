// The classes with their counts, on the left.

import Engine
import TerminalUI

enum ClassList {
    static func draw(
        _ state: OntologyState, into screen: inout Screen, in rect: Rect, _ context: PaneContext
    ) {
        let shown = state.shown
        if shown.isEmpty && !state.filter.isEmpty {
            screen.putWrapped(
                "no class holds \"\(state.filter)\"", in: rect.inset(left: Table.margin),
                style: .quiet)
            return
        }
        let window = ScrollWindow(selected: state.selectedIndex)
        ListView(isFocused: state.depth == .classes)
            .draw(into: &screen, in: rect, count: shown.count, window: window) { index in
                let item = shown[index]
                return ListView.Entry(
                    name(item, state.filter),
                    trailing: [Span(Figure.count(item.instances), count(item, state, context))])
            }
    }

    private static func name(_ item: ClassView, _ filter: String) -> [Span] {
        let spans = Highlight.spans(item.id, found: filter)
        return item.state == "live" ? spans : spans + [Span(" ◐ \(item.state)", .attention)]
    }

    private static func count(
        _ item: ClassView, _ state: OntologyState, _ context: PaneContext
    ) -> Style {
        let isFresh = state.changedAt[item.id].map { context.age(of: $0) < .seconds(1) } ?? false
        return isFresh ? .changed : item.instances == 0 ? .quiet : .text
    }
}
