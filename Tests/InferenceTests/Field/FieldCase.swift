// The field cases of the shared folder: a file with trouble out of real life, and what a right tool must say of it.

import JSONText
import Tables
import TestSupport
import Testing

/// One line of `expected.jsonl`.
struct FieldCase: Sendable, CustomTestStringConvertible {
    struct Column: Sendable {
        /// Nil: any name that is not empty.
        var name: String?
        var bases: [String]
        /// Nil: any meaning; otherwise the ones that are right.
        var meanings: [String?]?
        var format: String?
        var nulls: [Int]
        var ambiguous: [String]
    }

    let file: String
    let expected: JSON
    var testDescription: String { file }

    /// False, with a printed reason, without the shared folder.
    static let areThere = SharedData.path("field/expected.jsonl") != nil

    /// All cases; none without the shared folder.
    static let all: [FieldCase] = {
        guard areThere, let path = SharedData.path("field/expected.jsonl") else { return [] }
        let list = TableSource.file(path: path)
        guard let bytes = try? list.contents() else { return [] }
        return bytes.split(separator: 0x0A).compactMap { line in
            guard let json = try? JSON(parsing: Array(line)), let file = json["file"]?.string
            else { return nil }
            return FieldCase(file: file, expected: json)
        }
    }()

    var source: TableSource { .file(path: (sharedFolder ?? "") + "/field/" + file) }

    func integers(_ name: String) -> [Int] {
        (expected[name]?.array ?? []).compactMap(\.integer)
    }

    var columns: [Column] {
        (expected["columns"]?.array ?? []).enumerated().flatMap { index, json -> [Column] in
            let other = expected["accept_nulls"]?[String(index)]?.array ?? []
            let accepted = (json["accept_semantic"]?.array ?? []).map(\.string)
            let column = Column(
                name: json["repeat"] == nil ? json["name"]?.string : nil,
                bases: [json["base"]?.string ?? ""]
                    + (json["accept"]?.array ?? []).compactMap(\.string),
                meanings: json["semantic"].map { [$0.string] + accepted },
                format: json["format"]?.string,
                nulls: json["nulls"].map { [$0.integer ?? -1] + other.compactMap(\.integer) } ?? [],
                ambiguous: (json["ambiguous"]?.array ?? []).compactMap(\.string))
            return Array(repeating: column, count: json["repeat"]?.integer ?? 1)
        }
    }
}
