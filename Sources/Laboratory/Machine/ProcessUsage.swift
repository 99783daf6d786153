// What this process has used so far.

import Foundation

enum ProcessUsage {
    /// CPU time of all threads since the start.
    static func cpuMicroseconds() -> Double {
        // POSIX fixes CLOCKS_PER_SEC at one million.
        Double(clock())
    }

    /// Memory held now; 0 when the system does not say.
    static func residentBytes() -> Int {
        residentBytes((try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? "")
    }

    /// The most memory held so far; 0 when the system does not say.
    static func peakBytes() -> Int { peakBytes(status: "/proc/self/status") }

    /// The same of another process; 0 when it has ended.
    static func peakBytes(of process: Int32) -> Int {
        peakBytes(status: "/proc/\(process)/status")
    }

    private static func peakBytes(status path: String) -> Int {
        let status = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
        return bytes(of: "VmHWM:", status)
    }

    static func residentBytes(_ status: String) -> Int { bytes(of: "VmRSS:", status) }

    private static func bytes(of field: String, _ status: String) -> Int {
        for line in status.split(separator: "\n") where line.hasPrefix(field) {
            let fields = line.split { $0 == " " || $0 == "\t" }
            return fields.count > 1 ? (Int(fields[1]) ?? 0) * 1024 : 0
        }
        return 0
    }
}
