// A field case as it was read, once for all tests of it.

import Foundation
import Synchronization
import Tables
import Testing

@testable import Inference

struct FieldReading: Sendable {
    let table: TableInference
    let rows: [TableRow]

    private static let made = Mutex<[String: FieldReading]>([:])

    static func of(_ field: FieldCase) throws -> FieldReading {
        if let known = made.withLock({ $0[field.file] }) { return known }
        let input = try #require(try TableInput(field.source).tables().first)
        // Keys among thousands of columns take a program without optimization too long.
        let isWide = field.columns.count > 1000
        let table =
            isWide
            ? try InferenceRun.profile(input).0 : try InferenceRun.infer(files: [input]).tables[0]
        let reader = try table.open(input.source)
        var rows: [TableRow] = []
        while let row = try reader.next() { rows.append(row) }
        let reading = FieldReading(table: table, rows: rows)
        made.withLock { $0[field.file] = reading }
        return reading
    }

    /// Lines of issues and of cells that do not fit.
    var reportedLines: Set<Int> {
        let contradicted = Set(table.columns.flatMap { $0.contradictions.map(\.row) })
        let lines = rows.filter { contradicted.contains($0.record) || !$0.issues.isEmpty }.map(
            \.line)
        return Set(lines + table.issues.kept.map(\.line))
    }

    /// Seconds since 1970 of an ISO text with a zone; nil when it is none.
    static func instant(_ text: String) -> Int? {
        (try? Date(text, strategy: .iso8601)).map { Int($0.timeIntervalSince1970) }
    }
}
