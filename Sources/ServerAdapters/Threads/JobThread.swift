// A thread for calls that block, so that they never hold one of Swift's few.

internal import Dispatch
internal import Foundation
internal import Synchronization

/// Runs jobs one after the other. Close it before letting go of it.
final class JobThread: Sendable {
    private struct State {
        var jobs: [@Sendable () -> Void] = []
        var isClosed = false
    }

    private let state = Mutex(State())
    private let arrivals = DispatchSemaphore(value: 0)

    init(name: String) {
        let thread = Thread { self.serve() }
        thread.name = name
        thread.start()
    }

    /// Nil when the thread is closed.
    func run<Answer: Sendable>(_ body: @escaping @Sendable () -> Answer) async -> Answer? {
        await withCheckedContinuation { (continuation: CheckedContinuation<Answer?, Never>) in
            let isTaken = start { continuation.resume(returning: body()) }
            if !isTaken { continuation.resume(returning: nil) }
        }
    }

    /// False when the thread is closed.
    func start(_ job: @escaping @Sendable () -> Void) -> Bool {
        let isTaken = state.withLock { state in
            if !state.isClosed { state.jobs.append(job) }
            return !state.isClosed
        }
        if isTaken { arrivals.signal() }
        return isTaken
    }

    /// Ends the thread after the jobs that wait. Harmless when repeated.
    func close() {
        state.withLock { $0.isClosed = true }
        arrivals.signal()
    }

    private func serve() {
        while true {
            arrivals.wait()
            let (job, isOver) = state.withLock { state in
                state.jobs.isEmpty
                    ? (nil, state.isClosed) : (state.jobs.removeFirst() as (() -> Void)?, false)
            }
            job?()
            if isOver { return }
        }
    }
}

/// The first of two ends of a wait that comes: an answer, or the end of patience. The other is ignored.
final class Once<Answer: Sendable>: Sendable {
    private let continuation: Mutex<CheckedContinuation<Answer, Never>?>

    private init(_ continuation: CheckedContinuation<Answer, Never>) {
        self.continuation = Mutex(continuation)
    }

    func resume(_ answer: Answer) {
        let waiting = continuation.withLock { continuation in
            defer { continuation = nil }
            return continuation
        }
        waiting?.resume(returning: answer)
    }

    /// Waits for `start`'s own end, at most so long, then answers `late`.
    static func wait(
        seconds: Double, late: Answer, _ start: @Sendable (Once<Answer>) -> Void
    ) async -> Answer {
        let timer = Mutex<Task<Void, Never>?>(nil)
        let answer = await withCheckedContinuation {
            (continuation: CheckedContinuation<Answer, Never>) in
            let once = Once(continuation)
            timer.withLock { timer in
                timer = Task {
                    try? await Task.sleep(for: .seconds(seconds))
                    once.resume(late)
                }
            }
            start(once)
        }
        timer.withLock { $0 }?.cancel()
        return answer
    }
}
