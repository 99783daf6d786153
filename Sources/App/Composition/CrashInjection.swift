// Arms one crash point by the environment: with ENABLE_CHAOS_INJECTION=true the process ends at CHAOS_CRASH_POINT as
// if it were killed, with CHAOS_CRASH_EXIT_CODE (42). CHAOS_CRASH_AFTER (0): it passes the point so many times before.
// CHAOS_CRASH_ONCE (true): once a data directory; a marker file there remembers that it fired.

import Engine
import Foundation
import Synchronization

enum CrashInjection {
    /// Inert unless the environment enables it. A point that does not exist is refused: it would never be reached,
    /// and a test that waits for it would prove nothing.
    static func points(
        _ environment: [String: String], directory: String, isConnected: Bool = false
    ) throws(UsageError) -> CrashPoints {
        guard try flag("ENABLE_CHAOS_INJECTION", environment, default: false),
            let name = environment["CHAOS_CRASH_POINT"], !name.isEmpty
        else { return .inert }
        guard let point = CrashPoint.named(name) else {
            let known = CrashPoint.allCases.filter {
                isConnected || $0.existsEmbedded
            }.map(\.name)
            throw UsageError(
                "CHAOS_CRASH_POINT: there is no \(name); there are "
                    + known.joined(separator: ", "))
        }
        guard isConnected || point.existsEmbedded else {
            throw UsageError(
                "CHAOS_CRASH_POINT: \(name) is never reached in embedded mode, where the bus is a "
                    + "cursor on the store; it exists in connected mode")
        }
        let code = try exitCode(environment)
        let passes = Passes(left: try passes(environment))
        guard try flag("CHAOS_CRASH_ONCE", environment, default: true) else {
            return CrashPoints { reached in if reached == point, passes.isOver { die(code) } }
        }
        let file = point.name.replacingOccurrences(of: ":", with: ".")
        let marker = directory + "/crashed-at-\(file)"
        return CrashPoints { reached in
            if reached == point, passes.isOver, isFirst(marker) { die(code) }
        }
    }

    /// Makes the marker; false when it is there already. One that cannot be made counts as there: dying again and
    /// again would be worse.
    private static func isFirst(_ marker: String) -> Bool {
        (try? Data().write(to: URL(filePath: marker), options: .withoutOverwriting)) != nil
    }

    /// At once: no buffers are written, no files closed, no handlers run.
    private static func die(_ code: Int32) -> Never { _exit(code) }

    private static func flag(
        _ name: String, _ environment: [String: String], default standard: Bool
    ) throws(UsageError) -> Bool {
        switch environment[name]?.lowercased() {
        case nil, "": return standard
        case "true", "1", "yes": return true
        case "false", "0", "no": return false
        case let other?: throw UsageError("\(name) is true or false, not \(other)")
        }
    }

    private static func passes(_ environment: [String: String]) throws(UsageError) -> Int {
        guard let text = environment["CHAOS_CRASH_AFTER"], !text.isEmpty else { return 0 }
        guard let count = Int(text), count >= 0 else {
            throw UsageError("CHAOS_CRASH_AFTER is a number from 0 on, not \(text)")
        }
        return count
    }

    private static func exitCode(_ environment: [String: String]) throws(UsageError) -> Int32 {
        guard let text = environment["CHAOS_CRASH_EXIT_CODE"], !text.isEmpty else { return 42 }
        guard let code = Int32(text), (0...255).contains(code) else {
            throw UsageError("CHAOS_CRASH_EXIT_CODE is a number from 0 to 255, not \(text)")
        }
        return code
    }
}

/// Counts how often the point is passed.
private final class Passes: Sendable {
    private let left: Mutex<Int>

    init(left: Int) { self.left = Mutex(left) }

    /// Counts once more.
    var isOver: Bool {
        left.withLock { left in
            defer { left -= 1 }
            return left <= 0
        }
    }
}
