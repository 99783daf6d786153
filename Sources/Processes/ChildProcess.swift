// A program that this one has started: its pipes, its end, signals to it. A thread waits for its end, so that none stays
// behind as a zombie, whoever lets go of it. It is not ended with us: see `stop`.

internal import Dispatch
internal import Foundation
internal import Glibc
internal import Synchronization

package final class ChildProcess: Sendable {
    /// How it ended.
    package enum End: Hashable, Sendable {
        case exited(Int32)
        case killed(signal: Int32)

        /// As shells tell it: the exit code, or 128 and the signal's number.
        package var code: Int32 {
            switch self {
            case .exited(let code): code
            case .killed(let signal): 128 + signal
            }
        }
    }

    /// Shared with the thread that waits.
    private final class Life: Sendable {
        let end = Mutex<End?>(nil)
        let isOver = DispatchGroup()
    }

    package let pid: Int32
    /// Our ends of its pipes; nil for other streams.
    package let output: Descriptor?
    package let errors: Descriptor?
    private let input: Mutex<Descriptor?>
    private let life = Life()

    package init(_ launch: Launch) throws(LaunchFailure) {
        let started = try launch.start()
        (pid, output, errors) = (started.pid, started.output, started.errors)
        input = Mutex(started.input)
        life.isOver.enter()
        let thread = Thread { [pid, life] in ChildProcess.follow(pid, life) }
        thread.name = "child \(pid)"
        thread.stackSize = 128 << 10
        thread.start()
    }

    /// Until it ends it keeps its number; it is taken away under the lock, so that no signal meets another process.
    private static func follow(_ pid: Int32, _ life: Life) {
        var info = unsafe siginfo_t()
        while unsafe waitid(P_PID, id_t(pid), &info, WEXITED | WNOWAIT) < 0, errno == EINTR {}
        life.end.withLock { end in
            var status: Int32 = 0
            while unsafe waitpid(pid, &status, 0) < 0, errno == EINTR {}
            let signal = status & 0x7F
            end = signal == 0 ? .exited(status >> 8 & 0xFF) : .killed(signal: signal)
        }
        life.isOver.leave()
    }

    /// Nil while it lives.
    package var end: End? { life.end.withLock { $0 } }
    package var isRunning: Bool { end == nil }

    /// Blocks until it has ended.
    @discardableResult
    package func wait() -> End {
        life.isOver.wait()
        return end ?? .exited(-1)
    }

    /// Blocks until it has ended; nil when that is later than so many seconds.
    package func wait(seconds: Double) -> End? {
        _ = life.isOver.wait(timeout: .now() + seconds)
        return end
    }

    /// Waits until it has ended, also when cancelled.
    package func ended() async -> End {
        await withCheckedContinuation { continuation in
            life.isOver.notify(queue: .global()) { continuation.resume() }
        }
        return end ?? .exited(-1)
    }

    /// Nothing when it has ended.
    package func send(_ signal: Int32) {
        life.end.withLock { end in
            if end == nil { _ = kill(pid, signal) }
        }
    }

    /// The same to all of its process group, or session, as long as it lives itself.
    package func sendToGroup(_ signal: Int32) {
        life.end.withLock { end in
            if end == nil { _ = kill(-pid, signal) }
        }
    }

    /// Its input is at its end then. Harmless when repeated.
    package func closeInput() { input.withLock { $0 = nil } }

    /// Asks it to end, and ends it after so many seconds. Blocks.
    package func stop(seconds: Double = 5) {
        send(SIGTERM)
        if wait(seconds: seconds) == nil {
            send(SIGKILL)
            wait()
        }
    }
}
