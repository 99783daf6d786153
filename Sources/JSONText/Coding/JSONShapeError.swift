// Why a value and a Swift type do not go together. The one error of encoding and decoding.

/// Where, and what is wrong there.
package struct JSONShapeError: Error, Hashable, Sendable, CustomStringConvertible {
    package enum Kind: String, Hashable, Sendable {
        case missing, wrongType, invalidValue
    }

    package let kind: Kind
    /// Members and indices from the outside in; empty for the value itself.
    package let path: [String]
    /// A sentence without the path: `is missing`, `must be a text, not a number`.
    package let problem: String

    package init(_ kind: Kind, path: [String], problem: String) {
        self.kind = kind
        self.path = path
        self.problem = problem
    }

    /// `hops[0].predicate is missing`.
    package var description: String {
        (path.isEmpty ? "the value" : JSONShapeError.text(of: path)) + " " + problem
    }

    /// `hops[0].predicate`.
    package static func text(of path: [String]) -> String {
        var text = ""
        for step in path {
            if step.hasPrefix("[") || text.isEmpty { text += step } else { text += "." + step }
        }
        return text
    }
}

extension JSONShapeError {
    init(_ error: DecodingError) {
        switch error {
        case .keyNotFound(let key, let context):
            self.init(
                .missing, path: steps(context.codingPath + [key]), problem: "is missing")
        case .valueNotFound(_, let context):
            self.init(
                .missing, path: steps(context.codingPath), problem: context.debugDescription)
        case .typeMismatch(_, let context):
            self.init(
                .wrongType, path: steps(context.codingPath), problem: context.debugDescription)
        case .dataCorrupted(let context):
            self.init(
                .invalidValue, path: steps(context.codingPath), problem: context.debugDescription)
        @unknown default:
            self.init(.invalidValue, path: [], problem: "cannot be read")
        }
    }

    init(_ error: EncodingError) {
        guard case .invalidValue(_, let context) = error else {
            self.init(.invalidValue, path: [], problem: "cannot be written")
            return
        }
        self.init(
            .invalidValue, path: steps(context.codingPath), problem: context.debugDescription)
    }
}

/// A coding path as members and `[index]`.
func steps(_ codingPath: [any CodingKey]) -> [String] {
    codingPath.map { key in key.intValue.map { "[\($0)]" } ?? key.stringValue }
}

/// The key of an item of an array, in error paths.
struct JSONIndexKey: CodingKey {
    let index: Int
    var stringValue: String { String(index) }
    var intValue: Int? { index }

    init(_ index: Int) { self.index = index }
    init?(stringValue: String) { return nil }
    init?(intValue: Int) { self.init(intValue) }
}

/// The key `super` of types that keep a superclass apart.
struct JSONSuperKey: CodingKey {
    var stringValue: String { "super" }
    var intValue: Int? { nil }

    init() {}
    init?(stringValue: String) { return nil }
    init?(intValue: Int) { return nil }
}
