// What `spice infer` says of real files, word for word: a change of any answer is seen before it is committed.

import Foundation
import TestSupport
import Testing

@Suite(.enabled(if: Program.isNamed(for: "InferReportTests"))) struct InferReportTests {
    @Test func theSampleTablesAreReportedAsTheyWere() async throws {
        let names = ["Category", "Customer", "Product", "SalesOrder", "Supplier"]
        let files = Tables.all.files.filter { file in
            names.contains { file.hasSuffix("/\($0).csv") }
        }
        try await expect(files, "infer-northwind.txt")
    }

    @Test(arguments: [
        "05-brazil-amounts.csv", "07-dayfirst-late-proof.csv", "11-sentinels-and-none.csv",
        "12-early-1900.xlsx", "18-legend-and-end-marker.csv", "33-grouped-header.csv",
    ]) func filesWithTroubleAreReportedAsTheyWere(name: String) async throws {
        guard let file = SharedData.path("field/" + name) else { return }
        try await expect([file], "infer-\(name).txt")
    }

    private func expect(_ files: [String], _ golden: String) async throws {
        try await ImportSite.with { site in
            let outcome = try await Program.run(
                ["infer"] + files + ["--why", "--data-dir", site.directory])
            #expect(outcome.code == 0, "\(outcome)")
            GoldenFile.expect(outcome.output, golden)
        }
    }
}
