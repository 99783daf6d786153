// The links that the engine proposes between the opened files, under the names that were chosen.

package import Engine
import JSONText

/// A link from the rows of one file to those of another.
package struct ProposedLinkView: Hashable, Sendable {
    package var source: String
    package var columns: [String]
    package var predicate: String
    package var target: String
    /// `n:1`, `1:1`, …; empty when it is not told.
    package var cardinality: String
    /// By a person.
    package var isDecided = false
    /// What inference knows of it; nil for one of a person, and from an engine that does not tell.
    package var found: InferenceView.Link?
}

extension InferenceView {
    /// The links of the proposed classes, in their order. `rename` gives a class the name that was chosen for it.
    func links(_ rename: (String) -> String) -> [ProposedLinkView] {
        classes.flatMap { item -> [ProposedLinkView] in
            guard let source = item["id"]?.string else { return [] }
            return (item["relationships"]?.array ?? []).compactMap { link in
                guard let target = link["target"]?.string else { return nil }
                let columns = (link["source_properties"]?.array ?? []).compactMap(\.string)
                return ProposedLinkView(
                    source: rename(source), columns: columns,
                    predicate: link["predicate"]?.string ?? "", target: rename(target),
                    cardinality: link["cardinality"]?.string ?? "",
                    found: found(source, columns, target))
            }
        }
    }

    /// The reference behind a proposed link; `properties` are those of the class `source`.
    private func found(_ source: String, _ properties: [String], _ target: String) -> Link? {
        let table = tables.first { $0.className == source }
        let columns = properties.map { name in
            table?.columns.first { $0.proposedProperty == name }?.name ?? name
        }
        return links?.first {
            $0.source == source && $0.target == target && Set($0.columns) == Set(columns)
        }
    }
}
