// What the Mapping pane says of an import that ended, and of values that lead nowhere.

import TerminalUI
import Testing

@testable import Console
@testable import Engine

struct ImportSummaryTests {
    private func text(created: Int, updated: Int) -> String {
        var table = ImportReport.Table(
            file: "t.csv", className: "t", rows: created + updated, accepted: created,
            unchanged: 0, rejected: 0)
        table.updated = updated
        let report = ImportReport(
            database: "shop", tables: [table], rejections: [], classesCreated: 0, seconds: 0,
            instancesPerSecond: 0, failedCommands: 0, isDryRun: false, warnings: [])
        return ImportSummary.spans(report).map(\.text).joined()
    }

    @Test func newAndChangedRowsAreToldApart() {
        #expect(text(created: 5, updated: 0) == "✓ imported 5 rows")
        #expect(text(created: 0, updated: 1) == "✓ changed 1 row")
        #expect(text(created: 2, updated: 3) == "✓ imported 2 rows, changed 3")
    }
}
