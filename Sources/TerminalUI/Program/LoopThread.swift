// Where the loop runs: a serial queue with a thread of its own. The shared pool has as many threads as
// the machine has cores, and an engine in the same process may keep all of them busy; keys must be
// answered all the same.

import Dispatch

/// Runs the loop's own tasks one after the other, outside of the shared pool.
final class LoopThread: TaskExecutor {
    private let queue = DispatchQueue(label: "spice.console", qos: .userInteractive)

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        // A job is run exactly once, here; the queue keeps the executor alive until then.
        queue.async { unsafe job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
