// What the Mapping pane knows: the path being typed, what was read out of the file, the class it
// leads to, the decisions made, and what a dry run said.

package import Engine
package import TerminalUI

extension MappingPane {
    /// What fills the body.
    package enum Part: Hashable, Sendable { case columns, evidence, cells }

    package struct State: Sendable {
        package var database: String?
        /// The text in the path prompt and the files that begin with it; nil while no path is typed.
        package var typed: String?
        package var listing: PathListing?
        /// The opened file.
        package var path: String?
        package var inference = Loaded<InferenceView>()
        /// The class that was chosen in place of the proposed one.
        package var chosenClass: String?
        /// The class as it stands in the database; fails with `class_not_found` for a new one.
        package var known = Loaded<ClassView>()
        package var suggestion = Loaded<MappingView>()
        package var decisions = ColumnDecisions()
        package var part = Part.columns
        package var window = ScrollWindow()
        package var cells = ScrollWindow()
        package var report: ImportReport?

        package init() {}

        package var table: InferenceView.Table? { inference.value?.tables.first }

        package var className: String? { chosenClass ?? table?.className }

        /// Whether the class is not in the database yet.
        package var isClassNew: Bool { known.value == nil }

        package var columns: [MappedColumn] {
            guard let table else { return [] }
            let matches = suggestion.value?.matches ?? []
            return table.columns.map { column in
                let match = matches.first { $0.column == column.name }
                let isMatched = suggestion.value != nil
                return MappedColumn(
                    column: column, decision: decisions[column.name],
                    proposal: isMatched ? match?.property : column.proposedProperty,
                    score: isMatched ? match?.score : nil, reasons: match?.reasons ?? [])
            }
        }

        package var selected: MappedColumn? {
            let columns = columns
            return columns.isEmpty ? nil : columns[min(window.selected, columns.count - 1)]
        }

        /// What differs from the engine's own proposal, to go along with the import.
        package var target: ImportTarget? {
            guard let table, let className, let path else { return nil }
            let changed = columns.filter { $0.target != $0.column.proposedProperty }.map {
                ImportTarget.Column(column: $0.column.name, property: $0.target)
            }
            guard !changed.isEmpty || className != table.className else { return nil }
            return ImportTarget(file: path, className: className, columns: changed)
        }
    }
}
