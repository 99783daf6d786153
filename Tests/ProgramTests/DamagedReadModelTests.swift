// Everything but the log can be made again: read models that are gone or damaged are rebuilt by the next start.

import Foundation
import TestSupport
import Testing

@Suite(.enabled(if: Program.isNamed(for: "damaged read models"))) struct DamagedReadModelTests {
    enum Damage: String, CaseIterable, Sendable {
        case deleted, emptied, cutShort, flippedHead, flippedMiddle
    }

    @Test(arguments: Damage.allCases)
    func damagedReadModelsAreMadeAgainFromTheLog(damage: Damage) async throws {
        let imported = try await Tables.small.imported()
        try await TemporaryFolder.with { folder in
            let path = folder.file("data")
            try imported.copy(to: path)
            for model in ["graph", "documents", "lineage"] {
                try inflict(damage, path + "/\(model).db")
            }
            let status = try await Program.run("status", "--json", "--data-dir", path)
            #expect(status.code == 0, "\(status)")
            if damage == .flippedMiddle { try await mendWhatIsFoundLater(path) }
            try await Findings.expectComplete(path, .small)
        }
    }

    /// Pages that the start does not read may be damaged, too: whoever reads them is told the way out.
    private func mendWhatIsFoundLater(_ path: String) async throws {
        let verify = try await Program.run("verify", "--data-dir", path)
        guard verify.code != 0 else { return }
        #expect(verify.errors.contains("run spice rebuild all"), "\(verify)")
        let rebuild = try await Program.run("rebuild", "all", "--data-dir", path)
        #expect(rebuild.code == 0, "\(rebuild)")
    }

    private func inflict(_ damage: Damage, _ file: String) throws {
        let url = URL(filePath: file)
        var bytes = try Data(contentsOf: url)
        switch damage {
        case .deleted: return try FileManager.default.removeItem(at: url)
        case .emptied: bytes = Data()
        case .cutShort: bytes = bytes.prefix(bytes.count / 2 / 4096 * 4096 + 100)
        case .flippedHead: for index in 0..<100 { bytes[index] ^= 0xFF }
        case .flippedMiddle:
            for index in bytes.count / 3..<bytes.count / 3 * 2 { bytes[index] ^= 0xFF }
        }
        try bytes.write(to: url)
    }

    @Test func readModelsAheadOfAnOlderLogAreNotTrusted() async throws {
        let imported = try await Tables.small.imported()
        try await TemporaryFolder.with { folder in
            let path = folder.file("data")
            try imported.copy(to: path)
            let create = try await Program.run(
                "instance", "create", "Shipper", #"{"entityId":77,"companyName":"Late"}"#, "--db",
                Tables.small.database, "--data-dir", path)
            #expect(create.code == 0, "\(create)")
            try FileManager.default.removeItem(atPath: path + "/events.db")
            try FileManager.default.copyItem(
                atPath: imported.path + "/events.db", toPath: path + "/events.db")
            try await Findings.expectComplete(path, .small)
        }
    }
}
