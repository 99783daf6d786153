// The links that the engine proposes between the opened files, under the names that were chosen.

import Engine
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
}

extension InferenceView {
    /// The links of the proposed classes, in their order. `rename` gives a class the name that was chosen for it.
    func links(_ rename: (String) -> String) -> [ProposedLinkView] {
        classes.flatMap { item -> [ProposedLinkView] in
            guard let source = item["id"]?.string else { return [] }
            return (item["relationships"]?.array ?? []).compactMap { link in
                guard let target = link["target"]?.string else { return nil }
                return ProposedLinkView(
                    source: rename(source),
                    columns: (link["source_properties"]?.array ?? []).compactMap(\.string),
                    predicate: link["predicate"]?.string ?? "", target: rename(target),
                    cardinality: link["cardinality"]?.string ?? "")
            }
        }
    }
}
