// Moves what stands in the write-ahead logs into the files, in the background and without blocking anybody, so that
// no commit has to do it. One thread for all files of a directory.

import Dispatch
import Foundation
import GRDB
import Synchronization

/// Runs a passive checkpoint on each file every so often, from `start` to `close`.
final class WALCheckpointer: Sendable {
    private let connections: [DatabaseQueue]
    private let intervalSeconds: Double
    private let stop = DispatchSemaphore(value: 0)
    private let ended = DispatchSemaphore(value: 0)
    private let isStopped = Mutex(false)

    /// The files must exist.
    init(files: [SQLiteFile], intervalSeconds: Double = 1.5) throws(StorageFailure) {
        var connections: [DatabaseQueue] = []
        for file in files { connections.append(try file.openForCheckpoints()) }
        self.connections = connections
        self.intervalSeconds = intervalSeconds
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
        ended.wait()
    }

    private func serve() {
        while stop.wait(timeout: .now() + intervalSeconds) == .timedOut {
            for connection in connections {
                // A busy file is done the next time.
                connection.inDatabase { database in _ = try? database.checkpoint(.passive) }
            }
        }
        for connection in connections { try? connection.close() }
        ended.signal()
    }
}
