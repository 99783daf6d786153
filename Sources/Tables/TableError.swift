// Why a file gives no table. One enum for the whole layer; `code` is stable and may be shown to
// machines.

/// A file that cannot be read as a table, with what a person can do about it.
package enum TableError: Error, Hashable, Sendable, Codable, CustomStringConvertible {
    case missing(path: String)
    case directory(path: String)
    case unreadable(path: String, reason: String)
    case empty(path: String)
    case binary(path: String, looksLike: String)
    case corrupt(path: String, reason: String)
    case encoding(path: String, name: String)
    case layout(path: String, reason: String)
    case cancelled(path: String)

    /// A stable word for programs.
    package var code: String {
        switch self {
        case .missing: "TABLE_FILE_MISSING"
        case .directory: "TABLE_IS_DIRECTORY"
        case .unreadable: "TABLE_UNREADABLE"
        case .empty: "TABLE_EMPTY"
        case .binary: "TABLE_IS_BINARY"
        case .corrupt: "TABLE_CORRUPT"
        case .encoding: "TABLE_ENCODING_UNKNOWN"
        case .layout: "TABLE_LAYOUT"
        case .cancelled: "TABLE_CANCELLED"
        }
    }

    package var description: String {
        switch self {
        case .missing(let path): "no file at \(path): check the name"
        case .directory(let path): "\(path) is a directory: name the files in it"
        case .unreadable(let path, let reason): "cannot read \(path): \(reason)"
        case .empty(let path): "\(path) is empty: nothing to read"
        case .binary(let path, let kind): "\(path) is not a text table but \(kind)"
        case .corrupt(let path, let reason): "\(path) is damaged: \(reason)"
        case .encoding(let path, let name):
            "\(path): this machine does not know the encoding \(name)"
        case .layout(let path, let reason): "\(path): \(reason)"
        case .cancelled(let path): "reading \(path) was cancelled"
        }
    }
}
