// The thread that runs libcurl's multi interface. Tasks hand it orders through a locked list and
// wake it; all curl handles are touched by this thread only.

internal import CLibcurl
internal import Glibc
internal import Synchronization

/// Orders for the thread. The thread is started by the first order and ends after `stop`.
final class TransferLoop: Sendable {
    enum Order: Sendable {
        case start(Transfer)
        case resume(Transfer)
        case cancel(Transfer)
        case stop
    }

    private struct State {
        var orders: [Order] = []
        var isRunning = false
        var waker: Waker?
    }

    private let state = Mutex(State())

    func start(_ transfer: Transfer) { give(.start(transfer)) }
    func resume(_ transfer: Transfer) { give(.resume(transfer)) }
    func cancel(_ transfer: Transfer) { give(.cancel(transfer)) }

    /// Open transfers end as cancelled.
    func stop() { give(.stop) }

    /// For the thread: everything ordered since.
    func takeOrders() -> [Order] {
        state.withLock { state in
            defer { state.orders = [] }
            return state.orders
        }
    }

    /// For the thread: how it can be woken; nil when it ends.
    func setWaker(_ waker: Waker?) { state.withLock { $0.waker = waker } }

    private func give(_ order: Order) {
        let mustStart = state.withLock { state in
            if case .stop = order, !state.isRunning { return false }
            state.orders.append(order)
            state.waker?.wake()
            defer { state.isRunning = true }
            return !state.isRunning
        }
        if mustStart { startThread { TransferThread(self).run() } }
    }
}

/// Wakes the thread out of its wait.
struct Waker: @unchecked Sendable {  // curl_multi_wakeup may be called from any thread
    let multi: OpaqueMulti

    func wake() { unsafe _ = curl_multi_wakeup(multi.pointer) }
}

/// The multi handle; owned and closed by the thread, which takes the waker back before.
@safe final class OpaqueMulti {
    let pointer: UnsafeMutableRawPointer

    init?() {
        guard let pointer = unsafe curl_multi_init() else { return nil }
        unsafe self.pointer = pointer
    }
}

private final class ThreadBody {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
}

/// A detached thread of its own with a small stack.
private func startThread(_ body: @escaping @Sendable () -> Void) {
    var thread = pthread_t()
    let context = unsafe Unmanaged.passRetained(ThreadBody(body)).toOpaque()
    let result = unsafe pthread_create(
        &thread, nil,
        { context in
            guard let context = unsafe context else { return nil }
            unsafe Unmanaged<ThreadBody>.fromOpaque(context).takeRetainedValue().body()
            return nil
        }, context)
    precondition(result == 0, "no thread to be had")
    pthread_detach(thread)
}
