// Frames of a scrolling list, told from the times of keys and bytes.

import Laboratory
import Testing

struct ScrollFramesTests {
    private static let start = ContinuousClock.now

    private static func dropped(_ keys: [Int], _ bytes: [Int]) -> Int {
        ScrollFrames.dropped(
            keys: keys.map { start + .milliseconds($0) },
            bytes: bytes.map { start + .milliseconds($0) }, end: start + .milliseconds(100))
    }

    @Test func whereEveryKeyIsAnsweredNoneIsDropped() {
        #expect(Self.dropped([0, 17, 34, 51], [1, 18, 35, 52]) == 0)
    }

    @Test func aFrameThatComesInTwoPiecesIsOne() {
        #expect(Self.dropped([0, 17, 34], [1, 2, 18, 19, 35]) == 0)
        #expect(Self.dropped([0, 17, 34, 51], [1, 3, 36, 52]) == 1)
    }

    @Test func oneFrameForTwoKeysIsOneTooFew() {
        #expect(Self.dropped([0, 17, 34, 51], [20, 35, 52]) == 1)
    }

    @Test func aFrameThatIsLateByLessThanOneIsSeen() {
        #expect(Self.dropped([0, 17, 34], [16, 33, 50]) == 0)
    }

    @Test func whoSaysNothingDropsAll() {
        #expect(Self.dropped([0, 17, 34], []) == 3)
    }
}
