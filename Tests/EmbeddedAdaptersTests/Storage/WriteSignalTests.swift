// Who works behind a writer is woken once for all that was written since they looked.

import Dispatch
import Testing

@testable import EmbeddedAdapters

@Suite struct WriteSignalTests {
    private let listener = DispatchSemaphore(value: 0)

    /// How often the listener would not have had to wait.
    private var calls: Int {
        var calls = 0
        while listener.wait(timeout: .now()) == .success { calls += 1 }
        return calls
    }

    @Test func atFirstSomethingMayHaveBeenWritten() {
        let signal = WriteSignal()
        signal.wake(listener)
        #expect(calls == 1)
        #expect(signal.take() && !signal.take())
    }

    @Test func manyWritesWakeOnce() {
        let signal = WriteSignal()
        _ = signal.take()
        signal.wake(listener)
        #expect(calls == 0)
        for _ in 0..<5 { signal.set() }
        #expect(calls == 1)
        #expect(signal.take() && !signal.take())
        signal.set()
        #expect(calls == 1, "and the next one wakes again")
    }

    @Test func whatIsWrittenWhileNobodyListensIsToldToWhoComes() {
        let signal = WriteSignal()
        _ = signal.take()
        signal.set()
        signal.wake(listener)
        #expect(calls == 1)
    }
}
