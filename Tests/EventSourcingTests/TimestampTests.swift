// Points in time as text and back.

import EventSourcing
import TestSupport
import Testing

@Suite("Timestamps")
struct TimestampTests {
    @Test(
        arguments: [
            (0, "1970-01-01T00:00:00.000000Z"), (-1, "1969-12-31T23:59:59.999999Z"),
            (1_769_860_800_000_000, "2026-01-31T12:00:00.000000Z"),
            (951_782_400_123_456, "2000-02-29T00:00:00.123456Z"),
            (-62_135_596_800_000_000, "0001-01-01T00:00:00.000000Z"),
        ] as [(Int64, String)])
    func microsecondsAreWrittenAsText(_ microseconds: Int64, _ text: String) {
        #expect(Timestamp(microseconds: microseconds).description == text)
        #expect(Timestamp(text)?.microseconds == microseconds)
    }

    @Test(
        arguments: [
            ("2026-01-31T12:00:00Z", 0), ("2026-01-31t12:00:00z", 0), ("2026-01-31 12:00:00Z", 0),
            ("2026-01-31T13:30:00+01:30", 0), ("2026-01-31T06:59:59-05:00", -1_000_000),
            ("2026-01-31T12:00:00.5Z", 500_000), ("2026-01-31T12:00:00.123456789Z", 123_456),
            ("2026-01-31T11:59:60Z", 0),
        ] as [(String, Int64)])
    func otherSpellingsAreRead(_ text: String, _ microseconds: Int64) {
        let expected = FixedClock.sampleTime.microseconds + microseconds
        #expect(Timestamp(text)?.microseconds == expected)
    }

    @Test(arguments: [
        "", "2026-01-31", "2026-01-31T12:00:00", "2026-02-30T00:00:00Z", "2025-02-29T00:00:00Z",
        "2026-04-31T00:00:00Z", "2026-13-01T00:00:00Z", "2026-00-01T00:00:00Z",
        "2026-01-00T00:00:00Z",
        "2026-01-31T24:00:00Z", "2026-01-31T12:60:00Z", "2026-01-31T12:00:61Z",
        "2026-01-31T12:00:00.Z", "2026-01-31T12:00:00.1234567890Z", "2026-01-31T12:00:00+1:00",
        "2026-01-31T12:00:00+99:00", "2026-01-31T12:00:00+01:99", "2026-01-31T12:00:00Zx",
        "26-01-31T12:00:00Z", "２026-01-31T12:00:00Z", "2026-1-31T12:00:00Z",
    ])
    func anotherTextIsNoTime(_ text: String) {
        #expect(Timestamp(text) == nil)
    }

    @Test func everyDayOfFourCenturiesGoesThereAndBack() {
        for days in stride(from: -150_000, through: 150_000, by: 1) {
            let date = Timestamp.civil(fromDays: days)
            #expect(Timestamp.days(fromCivil: date.year, date.month, date.day) == days)
        }
    }

    @Test func differencesAreInSeconds() {
        let later = FixedClock.sampleTime.adding(seconds: 1.5)
        #expect(later.seconds(since: FixedClock.sampleTime) == 1.5)
        #expect(FixedClock.sampleTime.seconds(since: later) == -1.5)
        #expect(FixedClock.sampleTime < later)
    }
}
