// What was left out, mended or refused while a table was read, as every answer that shows a table tells it.

package import Engine
package import JSONText

package enum RepairAnswers {
    /// One by one, the first of each kind in any case.
    package static func json(_ table: InferenceView.Table?) -> JSON {
        .array(
            (table?.issues ?? []).map { issue in
                [
                    "kind": .string(issue.kind), "action": .string(issue.action),
                    "line": .integer(issue.line), "row": JSON(issue.row),
                    "reason": .string(issue.reason),
                ]
            })
    }

    /// In sentences: of the reading, and of cells that no column has room for.
    package static func warnings(_ view: InferenceView, _ body: FunnelBody) -> JSON {
        let wide = body.data.enumerated().filter { $1.count > body.columns.count }
        guard let first = wide.first else { return .array(view.warnings.map(JSON.string)) }
        let rows = wide.count == 1 ? "1 row has" : "\(wide.count) rows have"
        let sentence =
            "\(rows) more cells than there are columns; what was too many was left out "
            + "(first: data row \(first.offset + 1))"
        return .array((view.warnings + [sentence]).map(JSON.string))
    }
}
