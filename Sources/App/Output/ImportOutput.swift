// An import report for people.

import Engine

enum ImportOutput {
    private static let shownRows = 20

    /// With `keepsRejects` the refused rows are written to a file, which the caller names.
    static func show(_ report: ImportReport, mode: ImportMode, keepsRejects: Bool) {
        Answer.table(
            [
                "FILE", "CLASS", "ROWS", report.isDryRun ? "WOULD CREATE" : "CREATED",
                report.isDryRun ? "WOULD UPDATE" : "UPDATED",
                "UNCHANGED",
                "REJECTED",
            ],
            report.tables.map { table in
                [
                    table.file, table.className, Figures.grouped(table.rows),
                    Figures.grouped(table.accepted), Figures.grouped(table.updated),
                    Figures.grouped(table.unchanged),
                    Figures.grouped(table.rejected),
                ]
            }, right: [2, 3, 4, 5, 6])
        for table in report.tables where table.mapping == "saved" {
            print(
                "\(table.file): \(table.mappedColumns) of \(table.dataColumns) columns as they were mapped before"
            )
        }
        for rejection in report.rejections.prefix(shownRows) { show(rejection) }
        if let rest = rest(report) { print(rest) }
        for warning in report.warnings { print("warning: \(warning)") }
        if report.failedCommands > 0 {
            print(
                "\(report.failedCommands) commands failed: spice command list --status FAILED")
        }
        guard let done = report.outcome(Figures.grouped) else {
            return print("nothing new in \(report.database)")
        }
        print(
            "\(done) in \(Figures.seconds(report.seconds)) "
                + "(\(Figures.grouped(Int(report.instancesPerSecond)))/s)")
        if let hint = report.hint(insteadOf: mode) { print(hint) }
        let refused = report.sum(\.rejected)
        if refused > 0, !keepsRejects { print(Self.hint(refused)) }
    }

    /// What to do about refused rows.
    private static func hint(_ refused: Int) -> String {
        let rows = refused == 1 ? "the refused row" : "the \(Figures.grouped(refused)) refused rows"
        return "--rejects FILE writes \(rows) to a file to be mended and imported; "
            + "--type COLUMN=TYPE reads a column otherwise"
    }

    /// A line for each fault.
    private static func show(_ rejection: ImportReport.Rejection) {
        let line = rejection.line.map { " (line \($0))" } ?? ""
        for fault in rejection.allFaults {
            let column = fault.column.map { ", column \($0)" } ?? ""
            print("\(rejection.file) row \(rejection.row)\(line)\(column): \(fault.message)")
        }
    }

    /// How many rows are not shown, and where they are. Nil: all are shown.
    static func rest(_ report: ImportReport) -> String? {
        let listed = report.rejections.count
        let hidden = report.tables.reduce(0) { $0 + $1.rejected } - min(shownRows, listed)
        guard hidden > 0 else { return nil }
        let more = "… and \(Figures.grouped(hidden)) more \(hidden == 1 ? "row" : "rows")"
        guard report.unlisted != nil else { return "\(more) (--json lists all)" }
        return
            "\(more) (--json lists the first \(Figures.grouped(listed)), --rejects FILE writes all)"
    }

    static func show(_ report: UndoReport) {
        print(
            "\(report.importID): \(Figures.grouped(report.deleted)) instances of \(report.className) deleted, "
                + "\(Figures.grouped(report.restored)) restored, "
                + "\(Figures.grouped(report.unchanged)) gone already")
        for kept in report.kept.prefix(20) { print("kept \(kept.instance): \(kept.reason)") }
        if report.keptCount > 20 { print("… and \(Figures.grouped(report.keptCount - 20)) more") }
    }
}
