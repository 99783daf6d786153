// The bytes of a source as they are stored, in pieces: for hashing and copying files of any size. Single pass.

import Synchronization

/// Pieces of a file. Callers on several threads get different pieces.
package final class SourcePieces: Sendable {
    private let stream: Mutex<any ByteStream>

    /// Errors: missing, directory, unreadable.
    package init(_ source: TableSource) throws(TableError) {
        stream = Mutex(try source.open())
    }

    /// The next piece, never empty; nil at the end. Errors: unreadable.
    package func next() throws(TableError) -> [UInt8]? {
        try stream.withLock { (stream) throws(TableError) in try stream.next() }
    }
}
