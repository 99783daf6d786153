// The `Date` header of answers (RFC 9110). It is written anew by the first answer of a second: a server that is asked
// nothing does nothing for it.

package import EventSourcing
internal import Synchronization

package final class HTTPDate: Sendable {
    private struct Written {
        var second: Int64
        var text: String
    }

    private let last = Mutex<Written?>(nil)

    package init() {}

    /// `Sun, 06 Nov 1994 08:49:37 GMT`.
    package func text(at now: Timestamp) -> String {
        let second = now.microseconds / 1_000_000
        return last.withLock { last in
            if let last, last.second == second { return last.text }
            let text = Self.text(second: second)
            last = Written(second: second, text: text)
            return text
        }
    }

    private static let days = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// Of a time after 1970, which was begun on a Thursday.
    private static func text(second: Int64) -> String {
        let (day, rest) = (Int(second / 86_400), Int(second % 86_400))
        let date = Timestamp.civil(fromDays: day)
        let time = [rest / 3600, rest / 60 % 60, rest % 60].map(twoDigits).joined(separator: ":")
        return "\(days[day % 7]), \(twoDigits(date.day)) \(months[date.month - 1]) \(date.year) "
            + "\(time) GMT"
    }

    private static func twoDigits(_ number: Int) -> String {
        number < 10 ? "0\(number)" : String(number)
    }
}
