// Hands elements from async callers to threads. Bounded by a weight (elements, bytes): what does not fit is refused
// at once, so nothing queues without a limit.

import Dispatch
import Synchronization

/// A bounded queue that threads wait on. Any number of callers and of taking threads.
final class Inbox<Element: Sendable>: Sendable {
    enum Refusal: Error { case full, closed }

    private struct State {
        var waiting: [Element] = []
        var first = 0
        var weight = 0
        var isClosed = false
    }

    private let state = Mutex(State())
    /// Counts one for every element put and, once closed, one for every thread that ends.
    private let arrivals = DispatchSemaphore(value: 0)
    private let capacity: Int

    /// `capacity` in units of the weights that are given with the elements.
    init(capacity: Int) { self.capacity = capacity }

    /// Appends an element. One that is heavier than the whole capacity is taken when nothing waits.
    func put(_ element: Element, weight: Int = 1) throws(Refusal) {
        let refusal = state.withLock { state -> Refusal? in
            if state.isClosed { return .closed }
            if state.weight > 0, state.weight + weight > capacity { return .full }
            state.waiting.append(element)
            state.weight += weight
            return nil
        }
        if let refusal { throw refusal }
        arrivals.signal()
    }

    /// Waits for an element and takes the oldest; nil when the inbox is closed and empty. `weight` must be the one
    /// it was put with.
    func take(weight: (Element) -> Int = { _ in 1 }) -> Element? {
        arrivals.wait()
        let element = state.withLock { state -> Element? in
            guard state.first < state.waiting.count else { return nil }
            let element = state.waiting[state.first]
            state.first += 1
            state.weight -= weight(element)
            if state.first == state.waiting.count {
                state.waiting.removeAll(keepingCapacity: state.first < 4096)
                state.first = 0
            }
            return element
        }
        // Nobody puts any more: let the other threads see the end too.
        if element == nil { arrivals.signal() }
        return element
    }

    /// Refuses further elements; those that are in are still taken.
    func close() {
        let first = state.withLock { state in
            defer { state.isClosed = true }
            return !state.isClosed
        }
        if first { arrivals.signal() }
    }
}
