// How much goes into one segment: little enough that a store takes it well within the time of a reservation, and that
// a reader who wants one event of it need not fetch much more.

internal import EventSourcing
internal import JSONText

enum SegmentBound {
    /// A submission is never split, so that one with more, or with larger events, goes alone.
    static let events = 500
    /// Of data, roughly as it is written.
    static let bytes = 4 << 20

    /// The submissions in their order, as many together as fit. O(size of the data).
    static func parts(of batch: [Submission]) -> [[Submission]] {
        var parts: [[Submission]] = []
        var part: [Submission] = []
        var (count, size) = (0, 0)
        for submission in batch {
            let own = submission.events.map { weight($0.data) }.reduce(0, +)
            let isOver = count + submission.events.count > events || size + own > bytes
            if isOver, !part.isEmpty {
                parts.append(part)
                (part, count, size) = ([], 0, 0)
            }
            part.append(submission)
            count += submission.events.count
            size += own
        }
        return part.isEmpty ? parts : parts + [part]
    }

    private static func weight(_ value: JSON) -> Int {
        switch value {
        case .string(let text): text.utf8.count + 3
        case .number(let text): text.utf8.count + 1
        case .array(let items): items.reduce(2) { $0 + weight($1) }
        case .object(let object):
            object.members.reduce(2) { $0 + $1.name.utf8.count + 4 + weight($1.value) }
        default: 8
        }
    }
}
