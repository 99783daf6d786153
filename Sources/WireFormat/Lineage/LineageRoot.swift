// What a caller names as the root of a lineage question: an aggregate, an artifact, an event, a file,
// or `Class/key`.

package enum LineageRoot: Hashable, Sendable {
    case instance(database: String, className: String, key: String)
    case event(id: String)
    /// By the hash of its content.
    case file(database: String, hash: String)
    case other(String)

    /// `database`: what `db_name` of the query says; needed for `Class/key` and files only.
    package init(_ text: String, database: String?) {
        func instance(_ database: Substring, _ path: Substring, by separator: Character) -> Self? {
            guard let cut = path.lastIndex(of: separator), cut > path.startIndex else {
                return nil
            }
            let key = path[path.index(after: cut)...]
            guard !key.isEmpty, !database.isEmpty else { return nil }
            return .instance(
                database: String(database), className: String(path[..<cut]), key: String(key))
        }
        let parts = text.split(separator: ":", maxSplits: 3, omittingEmptySubsequences: false)
        var found: Self?
        if text.hasPrefix("agg:Instance:"), parts.count == 4 {
            found = instance(parts[2], parts[3], by: ":")
        } else if text.hasPrefix("artifact:terminus:"), parts.count == 4 {
            found = instance(parts[2], parts[3], by: "/")
        } else if text.hasPrefix("artifact:es:"), parts.count == 4 {
            let suffix = "_instances"
            let index = parts[2]
            found = instance(
                index.hasSuffix(suffix) ? index.dropLast(suffix.count) : index, parts[3], by: "/")
        } else if text.hasPrefix("artifact:file:"), let database, !database.isEmpty {
            found = .file(database: database, hash: String(text.dropFirst("artifact:file:".count)))
        } else if text.hasPrefix("event:") {
            found = .event(id: String(text.dropFirst("event:".count)))
        } else if let database, text.contains("/") {
            found = instance(database[...], text[...], by: "/")
        } else if text.utf8.count >= 32, LineageRoot.isBareID(text) {
            found = .event(id: text)
        }
        self = found ?? .other(text)
    }

    private static func isBareID(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy {
            $0.isASCII && ($0.properties.isAlphabetic || ("0"..."9").contains($0))
                || $0 == "-" || $0 == "_"
        }
    }
}
