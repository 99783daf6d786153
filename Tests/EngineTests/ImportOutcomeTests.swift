// The sentence that an import ends with, and what it says about rows that another mode would take.

import Testing

@testable import Engine

@Suite struct ImportOutcomeTests {
    private func report(
        created: Int = 0, updated: Int = 0, refused code: EngineError.Code? = nil,
        isDryRun: Bool = false
    ) -> ImportReport {
        var table = ImportReport.Table(
            file: "t.csv", className: "t", rows: 9, accepted: created, unchanged: 2,
            rejected: code == nil ? 0 : 1)
        table.updated = updated
        let rejections = code.map { code in
            [
                ImportReport.Rejection(
                    file: "t.csv", row: 2, column: nil, code: code.rawValue, message: "no")
            ]
        }
        return ImportReport(
            database: "shop", tables: [table], rejections: rejections ?? [], classesCreated: 0,
            seconds: 1, instancesPerSecond: 1, failedCommands: 0, isDryRun: isDryRun,
            warnings: [])
    }

    private func sentence(_ report: ImportReport) -> String? { report.outcome { String($0) } }

    @Test func `what was created and what was updated are told apart`() {
        #expect(
            sentence(report(created: 3, updated: 1)) == "3 instances created, 1 updated in shop")
        #expect(sentence(report(updated: 1)) == "1 instance updated in shop")
        #expect(sentence(report(created: 1)) == "1 instance created in shop")
        #expect(
            sentence(report(created: 2, updated: 2, isDryRun: true))
                == "2 instances would be created, 2 would be updated in shop")
        #expect(sentence(report(refused: .conflict)) == "0 instances created in shop")
        #expect(sentence(report()) == nil)
    }

    @Test func `refused rows name the mode that takes them`() {
        let taken = report(refused: .conflict)
        #expect(taken.hint(insteadOf: .insert)?.contains("--mode upsert changes") == true)
        #expect(taken.hint(insteadOf: .upsert) == nil)
        #expect(taken.hint(insteadOf: .update) == nil)
        let absent = report(refused: .instanceNotFound)
        #expect(absent.hint(insteadOf: .update)?.contains("--mode upsert creates") == true)
        #expect(absent.hint(insteadOf: .insert) == nil)
        #expect(report(refused: .invalidData).hint(insteadOf: .insert) == nil)
    }
}
