// How the values of the domain stand in columns: ids as 16 bytes, JSON as its bytes. What cannot be
// read back is a damaged file.

import EventSourcing
import Foundation
import GRDB
import JSONText

extension EventID {
    var column: Data { Data(bytes) }

    init(column: Data) throws {
        guard let id = EventID(bytes: column) else {
            throw StorageFailure.corrupt("an event id has \(column.count) bytes")
        }
        self = id
    }
}

extension JSONObject {
    var column: Data { Data(JSON.object(self).bytes) }

    init(column: Data) throws { try self.init(bytes: Array(column)) }

    init(bytes: [UInt8]) throws {
        guard let object = try? JSON(parsing: bytes).object else {
            throw StorageFailure.corrupt("a stored body is not a JSON object")
        }
        self = object
    }
}

/// Texts as one column, with their order and every byte.
enum TextList {
    static func column(_ texts: [String]) -> String { JSON.array(texts.map(JSON.string)).text }

    static func texts(_ column: String) throws -> [String] {
        guard let items = try? JSON(parsing: column).array else {
            throw StorageFailure.corrupt("a stored list is not a JSON array")
        }
        return items.compactMap(\.string)
    }
}

/// A text that equals another only byte by byte, as in the file. Swift's own equality takes
/// canonically equivalent texts for the same, which would let one of two keys swallow the other.
struct ExactText: Hashable {
    let text: String

    init(_ text: String) { self.text = text }

    static func == (left: ExactText, right: ExactText) -> Bool {
        left.text.utf8.elementsEqual(right.text.utf8)
    }

    func hash(into hasher: inout Hasher) {
        // Equal bytes are equal texts, and texts that differ only to us may share a hash.
        hasher.combine(text)
    }
}

/// Whether the bytes of `left` sort before those of `right`, as SQLite compares them.
func precedes(_ left: [String], _ right: [String]) -> Bool {
    for (one, other) in zip(left, right) where !one.utf8.elementsEqual(other.utf8) {
        return one.utf8.lexicographicallyPrecedes(other.utf8)
    }
    return left.count < right.count
}
