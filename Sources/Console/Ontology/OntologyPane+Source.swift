// All instances of the table that is shown, for an export: as they are laid out, also those that were not read yet.

import Engine
import JSONText
import TerminalUI

extension OntologyPane {
    private static let exportPage = 1000

    /// Nil where what is shown is all there is.
    package static func source(_ state: OntologyState, _ context: PaneContext) -> RowSource? {
        guard state.depth == .instances, state.table.next != nil, let database = context.database,
            let definition = state.definition(of: state.table.className)
        else { return nil }
        // A page in the engine's order costs a look at the whole class: for all of them the rows are put in order here.
        let layout = state.table.isByEngine ? layout(state) : order(state)
        let shape = InstanceSheet(definition, layout)
        let engine = context.scoped
        let wanted = InstanceFilter(state.table.search, of: definition)
        let first = ListInstances(
            database: database, className: state.table.className, search: wanted.words,
            conditions: wanted.conditions, limit: exportPage)
        let read: @Sendable (String?) async -> Result<PageView<InstanceView>, EngineError> = {
            var request = first
            request.after = $0
            return await engine.answer(request).result
        }
        return RowSource(
            columns: shape.columns, total: state.table.search.isEmpty ? definition.instances : nil
        ) { after in
            guard layout.isOrder else {
                return await read(after).map {
                    RowSource.Page(rows: $0.items.map(shape.row), next: $0.next)
                }
            }
            return await all(read).map { items in
                var whole = InstanceTable()
                whole.rows = items
                whole.arrange(layout)
                return RowSource.Page(rows: whole.shown.map(shape.row), next: nil)
            }
        }
    }

    /// An order wants all of them at once.
    private static func all(
        _ read: @Sendable (String?) async -> Result<PageView<InstanceView>, EngineError>
    ) async -> Result<[InstanceView], EngineError> {
        var items: [InstanceView] = []
        var after: String?
        repeat {
            switch await read(after) {
            case .failure(let error): return .failure(error)
            case .success(let page):
                items += page.items
                after = page.next
            }
        } while after != nil
        return .success(items)
    }
}

/// Instances as rows of text: the columns that the table shows.
struct InstanceSheet: Sendable {
    private let names: [String]
    private let hasOwnKey: Bool

    init(_ definition: ClassView, _ layout: ConsoleSession.TableLayout) {
        let hidden = Set(layout.hidden)
        names = InstanceRows.ordered(definition).map(\.name).filter { !hidden.contains($0) }
        hasOwnKey = definition.key.count != 1
    }

    var columns: [String] { (hasOwnKey ? ["Key"] : []) + names + ["State"] }

    func row(_ instance: InstanceView) -> [String] {
        (hasOwnKey ? [instance.key] : []) + names.map { Cells.text(instance.data[$0]) }
            + [Cells.badge(instance.badge).map(\.text).joined()]
    }
}
