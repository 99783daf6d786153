// The date of an HTTP answer, to the second: `Thu, 26 Nov 2026 08:15:00 GMT`.

internal import EventSourcing
internal import Foundation

enum HTTPDate {
    static func parse(_ text: String) -> Timestamp? {
        let format = DateFormatter()
        format.locale = Locale(identifier: "en_US_POSIX")
        format.timeZone = TimeZone(identifier: "GMT")
        format.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
        return format.date(from: text).map {
            Timestamp(microseconds: Int64($0.timeIntervalSince1970) * 1_000_000)
        }
    }
}
