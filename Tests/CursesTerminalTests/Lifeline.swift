// A named pipe that a shell and its children hold open: its end is the end of the last of them, zombie
// or not.

import Foundation
import Glibc
import Testing

struct Lifeline {
    let path: String

    init() throws {
        path =
            FileManager.default.temporaryDirectory
            .appending(path: "lifeline-\(UUID().uuidString)").path
        let made = unsafe mkfifo(path, 0o600)
        try #require(made == 0)
        let reader = unsafe open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        try #require(reader >= 0)
        descriptor = reader
    }

    private let descriptor: Int32

    /// Returns when no process holds the pipe. At least one must have opened it before.
    func ended() async {
        await withCheckedContinuation { done in
            Thread.detachNewThread {
                var ready = pollfd(fd: descriptor, events: 0, revents: 0)
                _ = unsafe poll(&ready, 1, -1)
                close(descriptor)
                _ = unsafe unlink(path)
                done.resume()
            }
        }
    }
}
