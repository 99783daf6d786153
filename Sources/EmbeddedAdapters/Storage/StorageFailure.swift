// What can go wrong with a SQLite file, told apart by what the caller can do. The one place where driver errors are
// read; every port's error is made from this.

import GRDB

/// A file or its connection could not do what was asked.
enum StorageFailure: Error, Hashable, Sendable, CustomStringConvertible {
    /// No space left; nothing was changed; it goes on once there is space.
    case full
    /// Reading, writing or flushing failed: what the last commit left behind is unknown until a restart.
    case inputOutput(String)
    /// The content is no database or contradicts itself.
    case corrupt(String)
    /// Locked, not permitted, missing, too much waiting.
    case unavailable(String)
    case closed

    /// Translates whatever a connection threw.
    init(_ error: any Error) {
        switch error {
        case let failure as StorageFailure: self = failure
        case let failure as DatabaseError: self.init(failure)
        default: self = .unavailable("\(error)")
        }
    }

    private init(_ error: DatabaseError) {
        let text = error.message ?? "\(error.extendedResultCode)"
        switch error.resultCode {
        case .SQLITE_FULL: self = .full
        case .SQLITE_IOERR: self = .inputOutput(text)
        case .SQLITE_CORRUPT, .SQLITE_NOTADB: self = .corrupt(text)
        default: self = .unavailable(text)
        }
    }

    /// A sentence for people.
    var sentence: String {
        switch self {
        case .full: "no space left on the device"
        case .inputOutput(let text): "reading or writing failed: \(text)"
        case .corrupt(let text): "the file is damaged: \(text)"
        case .unavailable(let text): text
        case .closed: "the store is closed"
        }
    }

    var description: String { sentence }
}
