// Why a data directory cannot be used, each with the next step.

package enum DirectoryError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Neither to be read nor written by this user, or on a read-only file system.
    case notPermitted(path: String, reason: String)
    /// The path is taken by something that is no folder.
    case notAFolder(path: String)
    /// Written by a newer version.
    case newerFormat(found: Int, known: Int, path: String)
    /// Files, but none of ours.
    case foreignContent(path: String)
    case storageFull(path: String)
    case damaged(path: String, reason: String)
    case unavailable(path: String, reason: String)
    /// Where a copy should go is something already.
    case taken(path: String, reason: String)

    /// Stable.
    package var code: String {
        switch self {
        case .notPermitted: "directory_not_permitted"
        case .notAFolder: "directory_is_a_file"
        case .newerFormat: "directory_newer_format"
        case .foreignContent: "directory_foreign_content"
        case .storageFull: "storage_full"
        case .damaged: "directory_damaged"
        case .unavailable: "directory_unavailable"
        case .taken: "directory_taken"
        }
    }

    package var description: String {
        switch self {
        case .notPermitted(let path, let reason):
            "no permission to use the data directory \(path) (\(reason)); "
                + "choose another with --data-dir or change its owner"
        case .notAFolder(let path):
            "\(path) is a file, not a folder; choose another with --data-dir"
        case .newerFormat(let found, let known, let path):
            "\(path) has format \(found), this version knows up to \(known); "
                + "use the newer version of spice that wrote it"
        case .foreignContent(let path):
            "\(path) holds files but no data of spice; choose an empty folder with --data-dir"
        case .storageFull(let path): "no space left for \(path); free some and start again"
        case .damaged(let path, let reason):
            "\(path) is damaged: \(reason); restore it from a backup"
        case .unavailable(let path, let reason): "\(path) cannot be used: \(reason)"
        case .taken(let path, let reason):
            "\(path) is not written over: \(reason); name another, or remove it"
        }
    }

    init(_ failure: FileFailure, directory: String) {
        switch failure.code {
        case 13, 1, 30:  // EACCES, EPERM, EROFS
            self = .notPermitted(path: directory, reason: failure.sentence)
        case 20: self = .notAFolder(path: directory)  // ENOTDIR
        default:
            self =
                failure.isOutOfSpace
                ? .storageFull(path: directory)
                : .unavailable(path: directory, reason: failure.sentence)
        }
    }

    init(_ failure: StorageFailure, directory: String) {
        switch failure {
        case .full: self = .storageFull(path: directory)
        case .corrupt(let text): self = .damaged(path: directory, reason: text)
        default: self = .unavailable(path: directory, reason: failure.sentence)
        }
    }
}
