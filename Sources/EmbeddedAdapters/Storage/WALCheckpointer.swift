// Moves what stands in the write-ahead logs into the files, in the background and without blocking anybody, so that
// no commit has to do it. One thread for all files of a directory; it sleeps while nothing is written.

import Dispatch
import Foundation
import GRDB
import Synchronization

/// Runs a passive checkpoint on each file that was written to, at most every so often, from `start` to `close`.
final class WALCheckpointer: Sendable {
    private struct Watched: Sendable {
        var writes: WriteSignal
        var connection: DatabaseQueue
    }

    private let files: [Watched]
    private let intervalSeconds: Double
    private let written = DispatchSemaphore(value: 0)
    private let stop = DispatchSemaphore(value: 0)
    private let ended = DispatchSemaphore(value: 0)
    private let isStopped = Mutex(false)

    /// The files must exist. Only what is written through these very values is noticed.
    init(files: [SQLiteFile], intervalSeconds: Double = 1.5) throws(StorageFailure) {
        var watched: [Watched] = []
        for file in files {
            watched.append(
                Watched(writes: file.writes, connection: try file.openForCheckpoints()))
        }
        self.files = watched
        self.intervalSeconds = intervalSeconds
        for file in files { file.writes.wake(written) }
        let thread = Thread { self.serve() }
        thread.name = "spice-wal"
        thread.start()
    }

    /// Ends the thread. A last checkpoint is done by SQLite itself when the last connection of a file closes.
    /// Harmless when repeated; waits for a checkpoint that runs.
    func close() {
        let first = isStopped.withLock { isStopped in
            defer { isStopped = true }
            return !isStopped
        }
        guard first else { return }
        stop.signal()
        written.signal()
        ended.wait()
    }

    private func serve() {
        while true {
            written.wait()
            if stop.wait(timeout: .now() + intervalSeconds) == .success { break }
            for file in files where file.writes.take() {
                // What readers hold back, and a file that is busy, is done the next time.
                if !file.connection.inDatabase(Self.movesAll) { file.writes.set() }
            }
        }
        for file in files { try? file.connection.close() }
        ended.signal()
    }

    /// Whether nothing is left in the write-ahead log.
    private static func movesAll(_ database: Database) -> Bool {
        guard let outcome = try? database.checkpoint(.passive) else { return false }
        return outcome.checkpointedFrameCount >= outcome.walFrameCount
    }
}
