// The sample tables, and what a data directory must hold after their import, counted from the files alone.

import Foundation
import Synchronization
import TestSupport
import Testing

struct Tables: Sendable {
    let files: [String]
    let database = "shop"

    /// All eleven tables.
    static let all = Tables { _ in true }
    /// Those with few rows: for tests that import often.
    static let small = Tables { $0 != "OrderDetail.csv" && $0 != "SalesOrder.csv" }

    /// Two small ones with a link between them: for tests that start the program very often.
    static let few = Tables { ["Product.csv", "Category.csv"].contains($0) }

    private init(_ isWanted: (String) -> Bool) {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "docs/samples/northwind").path
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        files = names.filter { $0.hasSuffix(".csv") && isWanted($0) }.sorted().map {
            folder + "/" + $0
        }
    }

    func importing(_ directory: String) -> [String] {
        ["import"] + files + ["--db", database, "--data-dir", directory, "--json"]
    }

    /// Rows of each class: lines that are not inside quotes, without the header.
    func rows() throws -> [String: Int] {
        var rows: [String: Int] = [:]
        for file in files {
            let name = URL(filePath: file).deletingPathExtension().lastPathComponent
            var isQuoted = false
            var lines = 0
            var isEmpty = true
            for byte in try Data(contentsOf: URL(filePath: file)) {
                if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
                if byte == UInt8(ascii: "\n"), !isQuoted {
                    if !isEmpty { lines += 1 }
                    isEmpty = true
                } else if byte != UInt8(ascii: "\r") {
                    isEmpty = false
                }
            }
            rows[name] = lines + (isEmpty ? 0 : 1) - 1
        }
        return rows
    }

    /// An undisturbed import of these tables, made once.
    func imported() async throws -> Imported { try await Imports.shared.of(self) }
}

/// A data directory after an undisturbed import. Copy it before changing it.
struct Imported: Sendable {
    fileprivate let tables: Tables
    let path: String

    /// What it exports: made once, of a copy, for those who ask.
    func exports() async throws -> Exports { try await Imports.shared.exports(of: self) }

    func copy(to path: String) throws {
        try FileManager.default.copyItem(atPath: self.path, toPath: path)
    }
}

private struct ImportFailed: Error {
    var outcome: Program.Outcome
}

/// Keeps one import for each set of tables until the tests end.
private actor Imports {
    static let shared = Imports()
    private var made: [[String]: Task<Imported, any Error>] = [:]
    private var exported: [[String]: Task<Exports, any Error>] = [:]

    func of(_ tables: Tables) async throws -> Imported {
        if let task = made[tables.files] { return try await task.value }
        let task = Task {
            let folder = try TemporaryFolder()
            Leftovers.remove(folder.path)
            let path = folder.file("data")
            let outcome = try await Program.run(tables.importing(path))
            // Not by an expectation: its failure would be told once, and the other tests pass.
            guard outcome.code == 0 else { throw ImportFailed(outcome: outcome) }
            return Imported(tables: tables, path: path)
        }
        made[tables.files] = task
        return try await task.value
    }

    func exports(of imported: Imported) async throws -> Exports {
        let tables = imported.tables
        if let task = exported[tables.files] { return try await task.value }
        let task = Task {
            // Others copy the directory meanwhile: nobody may have it open.
            let copy = imported.path + ".exported"
            try imported.copy(to: copy)
            return try await Exports(copy, tables.database)
        }
        exported[tables.files] = task
        return try await task.value
    }
}

/// Removes folders when the test process ends.
private enum Leftovers {
    static func remove(_ path: String) {
        paths.withLock { paths in
            if paths.isEmpty {
                atexit {
                    for path in Leftovers.paths.withLock({ $0 }) {
                        try? FileManager.default.removeItem(atPath: path)
                    }
                }
            }
            paths.append(path)
        }
    }

    private static let paths = Mutex<[String]>([])
}
