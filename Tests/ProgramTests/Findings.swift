// What is in a data directory that no engine holds, asked through the program, and the promises it must keep.

import Foundation
import Testing

/// The canonical, portable exports of the read models.
struct Exports: Equatable, Sendable {
    var graph: String
    var documents: String

    init(_ directory: String, _ database: String) async throws {
        func export(_ model: String) async throws -> String {
            let outcome = try await Program.run(
                "export", model, "--db", database, "--canonical", "portable", "--data-dir",
                directory)
            try #require(outcome.code == 0, "\(outcome)")
            return outcome.output
        }
        graph = try await export("graph")
        documents = try await export("documents")
    }
}

enum Findings {
    /// Everything of these tables is there, once, and the read models agree with the log.
    static func expectComplete(
        _ directory: String, _ tables: Tables, _ location: SourceLocation = #_sourceLocation
    ) async throws {
        let rows = try tables.rows()
        let reference = try await tables.imported().exports()
        try await expectAgreement(directory, location)
        let exports = try await Exports(directory, tables.database)
        #expect(counts(exports.graph) == rows, sourceLocation: location)
        #expect(counts(exports.documents) == rows, sourceLocation: location)
        #expect(exports == reference, "the exports differ", sourceLocation: location)
        // A command and one answer for the database, each class and each row: nothing twice.
        let subjects = 1 + rows.count + rows.values.reduce(0, +)
        #expect(try await events(directory) == subjects * 2, sourceLocation: location)
    }

    /// `spice verify` finds no drift, and a whole audit chain.
    static func expectAgreement(
        _ directory: String, _ location: SourceLocation = #_sourceLocation
    ) async throws {
        let outcome = try await Program.run("verify", "--json", "--data-dir", directory)
        #expect(outcome.code == 0, "\(outcome)", sourceLocation: location)
        let report = try outcome.json(location)
        #expect(report["driftCount"] as? Int == 0, sourceLocation: location)
        #expect(report["auditIntact"] as? Bool == true, sourceLocation: location)
    }

    static func events(_ directory: String) async throws -> Int? {
        try await Program.run("verify", "--json", "--data-dir", directory).json()["events"] as? Int
    }

    /// Lines of an export for each class.
    static func counts(_ export: String) -> [String: Int] {
        var counts: [String: Int] = [:]
        for line in export.split(separator: "\n") {
            let object = try? JSONSerialization.jsonObject(with: Data(line.utf8))
            guard let id = (object as? [String: Any])?["id"] as? String else { continue }
            counts[String(id.prefix { $0 != "/" }), default: 0] += 1
        }
        return counts
    }
}
