// Whether the clocks can be trusted. Order never depends on them, but people read the times.

import EmbeddedAdapters
import EventSourcing
import Foundation

struct ClockChecks {
    static let plausibleYears = 2025...2099
    /// How far wall and steady clock may drift apart while they are watched.
    static let tolerableSeconds = 0.02

    let directory: DirectoryInspection

    func all() async -> [DoctorCheck] {
        let now = Date()
        var checks = [ClockChecks.year(now), await ClockChecks.steadiness()]
        let newest = directory.databases.map(\.changedAt).max() ?? .distantPast
        if newest.timeIntervalSince(now) > 60 {
            checks.append(
                .warn(
                    "clock.backwards", "the data was last written in the future",
                    "set the clock (timedatectl); times of what is written now look too early"))
        }
        return checks
    }

    private static func year(_ now: Date) -> DoctorCheck {
        let year = Calendar(identifier: .gregorian).component(.year, from: now)
        return plausibleYears.contains(year)
            ? .ok("clock.year", "it is \(year)")
            : .warn("clock.year", "the clock says \(year)", "set the clock (timedatectl)")
    }

    private static func steadiness() async -> DoctorCheck {
        let clock = SystemClock()
        let wall = clock.now()
        let steady = clock.uptimeSeconds()
        try? await clock.sleep(seconds: 0.05)
        let passed = clock.uptimeSeconds() - steady
        let wallPassed = Double(clock.now().microseconds - wall.microseconds) / 1_000_000
        guard passed > 0, abs(wallPassed - passed) < tolerableSeconds else {
            return .warn(
                "clock.steady", "the wall clock jumps or runs at another speed",
                "look at the time service (timedatectl status)")
        }
        return .ok("clock.steady", "wall clock and steady clock agree")
    }
}
