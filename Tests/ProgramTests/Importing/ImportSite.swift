// A data directory and a folder of files of one test, and the program's answers about them.

import Foundation
import TestSupport
import Testing

struct ImportSite {
    let folder: TemporaryFolder
    let database = "shop"

    static func with(_ body: (ImportSite) async throws -> Void) async throws {
        try await TemporaryFolder.with { try await body(ImportSite(folder: $0)) }
    }

    var directory: String { folder.file("data") }

    /// The arguments with database and data directory.
    func arguments(_ arguments: [String]) -> [String] {
        arguments + ["--db", database, "--data-dir", directory]
    }

    func run(_ arguments: String...) async throws -> Program.Outcome {
        try await Program.run(self.arguments(arguments), limitSeconds: 200)
    }

    /// The answer of a run that must end with `code`.
    func json(_ arguments: String..., code: Int32 = 0) async throws -> [String: Any] {
        let outcome = try await Program.run(
            self.arguments(arguments) + ["--json"], limitSeconds: 200)
        #expect(outcome.code == code, "\(arguments): \(outcome)")
        return try outcome.json()
    }

    /// Live instances of each class.
    func counts() async throws -> [String: Int] {
        let answer = try await json("ontology", "list")
        var counts: [String: Int] = [:]
        for item in answer["items"] as? [[String: Any]] ?? [] {
            counts[item["id"] as? String ?? ""] = item["instances"] as? Int
        }
        return counts
    }

    func write(_ text: String, _ name: String) throws -> String {
        try folder.write(text, to: name)
    }

    func write(_ bytes: [UInt8], _ name: String) throws -> String {
        try Data(bytes).write(to: URL(filePath: folder.file(name)))
        return folder.file(name)
    }
}

/// The first table of a report.
func firstTable(_ report: [String: Any]) throws -> [String: Any] {
    try #require((report["tables"] as? [[String: Any]])?.first)
}
