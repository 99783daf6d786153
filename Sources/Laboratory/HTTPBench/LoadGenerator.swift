// wrk, the load generator: one thread, some connections, some seconds; its report read back. Blocking.

import Foundation

package struct LoadGenerator: Sendable {
    /// What one run came to.
    package struct Outcome: Hashable, Sendable {
        package var perSecond: Double
        package var p50Microseconds: Double
        package var p99Microseconds: Double
        /// Answers that were neither 2xx nor 3xx, and connections that broke.
        package var faults: Int
    }

    let program: String
    let connections: Int
    let seconds: Int

    /// `script`: a file of Lua that says what is sent; nil: GET.
    func run(_ address: String, script: String? = nil) throws -> Outcome {
        var arguments = ["-t1", "-c\(connections)", "-d\(seconds)s", "--latency"]
        if let script { arguments += ["-s", script] }
        let text = try HelperProgram.output(of: program, arguments + [address])
        guard let outcome = LoadGenerator.read(text) else {
            throw LaboratoryError.unexpected("wrk says \(text.prefix(200))")
        }
        return outcome
    }

    /// Nil when the text is no report of wrk's.
    package static func read(_ text: String) -> Outcome? {
        func value(after name: String) -> Substring? {
            text.split(separator: "\n").lazy.map { $0.drop { $0 == " " } }
                .first { $0.hasPrefix(name) }?.dropFirst(name.count).drop { $0 == " " }
        }
        guard let rate = value(after: "Requests/sec:").flatMap({ Double($0) }),
            let middle = value(after: "50%").flatMap(microseconds),
            let slow = value(after: "99%").flatMap(microseconds)
        else { return nil }
        let refused = value(after: "Non-2xx or 3xx responses:").flatMap { Int($0) } ?? 0
        // `connect 0, read 3, write 0, timeout 0`
        let broken = (value(after: "Socket errors:") ?? "").split(separator: ",").compactMap {
            $0.split(separator: " ").last.flatMap { Int($0) }
        }.reduce(0, +)
        return Outcome(
            perSecond: rate, p50Microseconds: middle, p99Microseconds: slow,
            faults: refused + broken)
    }

    /// `612.00us`, `1.25ms`, `2.01s`.
    private static func microseconds(_ text: Substring) -> Double? {
        let text = text.drop { $0 == " " }
        for (unit, factor) in [("us", 1.0), ("ms", 1e3), ("s", 1e6)] where text.hasSuffix(unit) {
            return Double(text.dropLast(unit.count)).map { $0 * factor }
        }
        return nil
    }
}
