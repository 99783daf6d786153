// The looks of a WebSocket at what is new: one waits at a time, and none is lost for good when the queue is full.

import Testing

@testable import HTTPAPI

@Suite struct PendingLookTests {
    private typealias Step = WebSocketTalk.Step

    private func isLook(_ step: Step?) -> Bool {
        if case .look? = step { true } else { false }
    }

    @Test func whatFindsNoRoomIsWantedAgain() async {
        let (steps, feed) = AsyncStream.makeStream(
            of: Step.self, bufferingPolicy: .bufferingOldest(1))
        var waiting = steps.makeAsyncIterator()
        let look = WebSocketTalk.PendingLook()
        feed.yield(.overrun)
        look.begin(in: feed)
        #expect(await !isLook(waiting.next()))
        look.begin(in: feed)
        feed.finish()
        #expect(await isLook(waiting.next()))
    }

    @Test func oneWaitsAtATime() async {
        let (steps, feed) = AsyncStream.makeStream(of: Step.self)
        let look = WebSocketTalk.PendingLook()
        for _ in 0..<3 { look.begin(in: feed) }
        look.end()
        look.begin(in: feed)
        feed.finish()
        var count = 0
        for await step in steps where isLook(step) { count += 1 }
        #expect(count == 2)
    }
}
