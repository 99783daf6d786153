// What the kernel says a process is doing, asked until it is what a test waits for.

import Foundation

enum ProcessState: Character {
    case stopped = "T"

    /// False when the process is gone, or when it has not come to that state after half a minute.
    static func waits(for state: ProcessState, of process: pid_t) async -> Bool {
        let deadline = ContinuousClock.now + .seconds(30)
        while ContinuousClock.now < deadline {
            guard let letter = letter(of: process) else { return false }
            if letter == state.rawValue { return true }
            try? await Task.sleep(for: .milliseconds(1))
        }
        return false
    }

    /// The third field of /proc/PID/stat; the second is a name in parentheses that may hold anything.
    private static func letter(of process: pid_t) -> Character? {
        guard let stat = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8),
            let end = stat.lastIndex(of: ")")
        else { return nil }
        return stat[end...].dropFirst(2).first
    }
}
