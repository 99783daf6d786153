// Whether every key of a steady stream had a frame of its own, seen from outside: from when keys were sent and when bytes
// came. Pure.

package enum ScrollFrames {
    /// Keys after which nothing came until the key after the next was sent: their frame was left out, or came later than
    /// the next one was due. Of the last two nobody can tell by keys that follow; they have until `end`.
    package static func dropped(
        keys: [ContinuousClock.Instant], bytes: [ContinuousClock.Instant],
        end: ContinuousClock.Instant
    ) -> Int {
        var next = bytes.sorted()[...]
        var dropped = 0
        for (index, key) in keys.enumerated() {
            let late = index + 2 < keys.count ? keys[index + 2] : end
            next = next.drop { $0 < key }
            guard let first = next.first, first < late else {
                dropped += 1
                continue
            }
            // One frame is of one key: what belongs to it came within half a frame.
            let ends = first + .milliseconds(8)
            next = next.drop { $0 <= ends }
        }
        return dropped
    }
}
