// What `spice infer --json` says of a dozen kinds of files, whole: a change of any member is seen before it is committed.

import Foundation
import TestSupport
import Testing

@Suite(.enabled(if: Program.isThere)) struct InferJSONTests {
    /// A folder below `Samples/Infer` each, whose files are read together.
    private static let kinds = [
        "codes", "currencies", "doubts", "latin", "lines", "links", "no-header", "phones", "report",
        "two-headers", "two-marks", "uneven", "wide",
    ]

    private static let samples = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "Samples/Infer").path

    @Test func everySampleIsRead() throws {
        let folders = try FileManager.default.contentsOfDirectory(atPath: Self.samples).sorted()
        #expect(folders == Self.kinds)
    }

    @Test(arguments: kinds) func saysWhatItSaid(_ kind: String) async throws {
        let folder = Self.samples + "/" + kind
        let files = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        try await expect(files.map { folder + "/" + $0 }, kind)
    }

    @Test func saysWhatItSaidOfTheSampleTables() async throws {
        let names = ["Category", "Customer", "Product", "SalesOrder", "Supplier", "Employee"]
        let files = Tables.all.files.filter { file in
            names.contains { file.hasSuffix("/\($0).csv") }
        }
        try await expect(files, "northwind")
    }

    private func expect(_ files: [String], _ name: String) async throws {
        try await ImportSite.with { site in
            let outcome = try await Program.run(
                ["infer"] + files + ["--json", "--data-dir", site.directory])
            #expect(outcome.code == 0, "\(outcome)")
            GoldenFile.expect(outcome.output, "infer-json-\(name).json")
        }
    }
}
