// The result of a dry run or an import as one sentence.

import Engine
import TerminalUI

enum ImportSummary {
    static func spans(_ report: ImportReport) -> [Span] {
        let accepted = report.tables.reduce(0) { $0 + $1.accepted }
        let unchanged = report.tables.reduce(0) { $0 + $1.unchanged }
        let rejected = report.tables.reduce(0) { $0 + $1.rejected }
        let updated = report.tables.reduce(0) { $0 + $1.updated }
        let added = report.tables.flatMap { table in
            (table.addedProperties ?? []).map { "\(table.className).\($0)" }
        }
        let changed = updated > 0 ? ", \(Figure.count(updated)) changed" : ""
        let new = added.isEmpty ? "" : ", new: \(added.joined(separator: ", "))"
        let are = unchanged == 1 ? "is" : "are"
        let known = unchanged > 0 ? ", \(Figure.count(unchanged)) \(are) there already" : ""
        guard !report.isDryRun else {
            let change = updated > 0 ? ", \(Figure.count(updated)) would change" : ""
            let rows = accepted == 1 ? "row" : "rows"
            let would =
                "dry run: \(Figure.count(accepted)) \(rows) would import\(change)\(known)\(new)"
            return rejected == 0
                ? [Span("✓ \(would), none would not", .good)]
                : [
                    Span(would),
                    Span(", \(Figure.count(rejected)) would not (\(shown(report)))", .attention),
                ]
        }
        let rate =
            report.instancesPerSecond > 0 ? " at \(Figure.rate(report.instancesPerSecond))" : ""
        let rows = "\(Figure.count(accepted)) \(accepted == 1 ? "row" : "rows")"
        let done = "imported \(rows)\(changed)\(known)\(rate)\(new)"
        var spans = [Span("✓ \(done)", .good)]
        if rejected > 0 {
            spans.append(
                Span(" · \(Figure.count(rejected)) refused (\(shown(report)))", .attention))
        }
        if report.failedCommands > 0 {
            let failed = Figure.count(report.failedCommands)
            spans.append(Span(" · ✗ \(failed) commands failed (key 3)", .bad))
        }
        return spans
    }

    /// The engine keeps the first rows that it refuses.
    private static func shown(_ report: ImportReport) -> String {
        guard report.unlisted != nil else { return "m shows each" }
        return "m shows the first \(Figure.count(report.rejections.count))"
    }
}
