// Shares independent pieces of work out to the processors and waits for all of them.

import Dispatch
import Synchronization

/// The results of `body` for 0 up to `count`, in order. `body` runs on several threads at a time.
func sharedOut<Value: Sendable>(_ count: Int, _ body: @Sendable (Int) -> Value) -> [Value] {
    let results = Mutex<[Int: Value]>([:])
    DispatchQueue.concurrentPerform(iterations: count) { index in
        let value = body(index)
        results.withLock { $0[index] = value }
    }
    return results.withLock { found in (0..<count).compactMap { found[$0] } }
}
