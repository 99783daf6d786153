// The date of an answer.

import EventSourcing
import HTTPAPI
import Testing

@Suite struct HTTPDateTests {
    @Test(arguments: [
        (784_111_777, "Sun, 06 Nov 1994 08:49:37 GMT"), (0, "Thu, 01 Jan 1970 00:00:00 GMT"),
        (951_782_400, "Tue, 29 Feb 2000 00:00:00 GMT"),
        (4_102_444_799, "Thu, 31 Dec 2099 23:59:59 GMT"),
    ])
    func itIsWrittenAsTheStandardSays(second: Int64, text: String) {
        #expect(HTTPDate().text(at: Timestamp(microseconds: second * 1_000_000 + 999_999)) == text)
    }

    @Test func itIsThatOfTheMomentAlsoWhenTheClockIsPutBack() {
        let date = HTTPDate()
        func seconds(_ second: Int64) -> String {
            String(date.text(at: Timestamp(microseconds: second * 1_000_000)).dropFirst(17))
        }
        #expect(seconds(59) == "00:00:59 GMT")
        #expect(seconds(59) == "00:00:59 GMT")
        #expect(seconds(60) == "00:01:00 GMT")
        #expect(seconds(58) == "00:00:58 GMT")
    }
}
