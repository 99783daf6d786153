// When what came by itself gets a frame of its own.

import Testing

@testable import TerminalUI

@Suite struct FramePaceTests {
    private let start = ContinuousClock.now

    private func at(_ milliseconds: Int) -> ContinuousClock.Instant {
        start + .milliseconds(milliseconds)
    }

    @Test func afterASingleKeyItsAnswerIsDrawnAtOnce() {
        var pace = FramePace()
        pace.takeKey(at: at(0))
        pace.takeMessage()
        #expect(pace.isStale)
        #expect(pace.wait(at: at(5)) == nil)
    }

    @Test func whileKeysFollowEachOtherItWaitsForTheNextOrTheEnd() {
        var pace = FramePace()
        pace.takeKey(at: at(0))
        pace.takeKey(at: at(60))
        pace.takeMessage()
        #expect(pace.wait(at: at(93)) == .milliseconds(67))
        #expect(pace.wait(at: at(160)) == nil)
        // A key after a pause begins anew.
        pace.takeKey(at: at(400))
        #expect(pace.wait(at: at(401)) == nil)
    }

    @Test func theFrameOfAKeyShowsWhatCameBefore() {
        var pace = FramePace()
        pace.takeMessage()
        pace.draw()
        #expect(!pace.isStale)
    }
}
