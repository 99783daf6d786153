// An import report for people.

import Engine

enum ImportOutput {
    static func show(_ report: ImportReport) {
        Answer.table(
            [
                "FILE", "CLASS", "ROWS", report.isDryRun ? "WOULD IMPORT" : "IMPORTED", "UNCHANGED",
                "REJECTED",
            ],
            report.tables.map { table in
                [
                    table.file, table.className, Figures.grouped(table.rows),
                    Figures.grouped(table.accepted), Figures.grouped(table.unchanged),
                    Figures.grouped(table.rejected),
                ]
            }, right: [2, 3, 4, 5])
        for rejection in report.rejections.prefix(20) {
            let column = rejection.column.map { ", column \($0)" } ?? ""
            print("\(rejection.file) row \(rejection.row)\(column): \(rejection.message)")
        }
        let hidden = report.tables.reduce(0) { $0 + $1.rejected } - min(20, report.rejections.count)
        if hidden > 0 { print("… and \(Figures.grouped(hidden)) more rows (see --json)") }
        for warning in report.warnings { print("warning: \(warning)") }
        if report.failedCommands > 0 {
            print(
                "\(report.failedCommands) commands failed: spice command list --status FAILED")
        }
        let total = report.tables.reduce(0) { $0 + $1.accepted }
        let verb = report.isDryRun ? "would be imported" : "imported"
        print(
            "\(Figures.grouped(total)) instances \(verb) into \(report.database) in "
                + "\(Figures.seconds(report.seconds)) "
                + "(\(Figures.grouped(Int(report.instancesPerSecond)))/s)")
    }
}
