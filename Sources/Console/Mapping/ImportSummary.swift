// The result of a dry run or an import as one sentence.

import Engine
import TerminalUI

enum ImportSummary {
    static func spans(_ report: ImportReport) -> [Span] {
        let (accepted, updated) = (report.sum(\.accepted), report.sum(\.updated))
        let (unchanged, rejected) = (report.sum(\.unchanged), report.sum(\.rejected))
        let added = report.tables.flatMap { table in
            (table.addedProperties ?? []).map { "\(table.className).\($0)" }
        }
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
        let done = "\(Self.done(accepted, updated))\(known)\(rate)\(new)"
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

    private static func done(_ created: Int, _ updated: Int) -> String {
        let rows = { (count: Int) in "\(Figure.count(count)) \(count == 1 ? "row" : "rows")" }
        guard updated > 0 else { return "imported \(rows(created))" }
        guard created > 0 else { return "changed \(rows(updated))" }
        return "imported \(rows(created)), changed \(Figure.count(updated))"
    }

    /// The engine keeps the first rows that it refuses.
    private static func shown(_ report: ImportReport) -> String {
        guard report.unlisted != nil else { return "m shows each" }
        return "m shows the first \(Figure.count(report.rejections.count))"
    }
}
