// What a process has used and holds, read from outside. What cannot be read is nil: a figure of nothing would look like
// the best one.

import Foundation
import Glibc

struct ProcessReading: Sendable {
    var cpuSeconds: Double?
    var residentBytes: Int?
    /// How often its threads went to sleep and woke up by themselves so far.
    var wakeUps: Int?

    init(cpuSeconds: Double? = nil, residentBytes: Int? = nil, wakeUps: Int? = nil) {
        self.cpuSeconds = cpuSeconds
        self.residentBytes = residentBytes
        self.wakeUps = wakeUps
    }

    init(process: pid_t) {
        cpuSeconds = Self.cpuSeconds(of: process)
        let status = Self.status("/proc/\(process)")
        let resident = status.map { ProcessUsage.residentBytes($0) } ?? 0
        residentBytes = resident > 0 ? resident : nil
        wakeUps = Self.wakeUps(of: process)
    }

    /// Between two readings of a process.
    func rates(since before: ProcessReading, seconds: Double) -> (
        cpuPercent: Double?, wakesPerSecond: Double?
    ) {
        var rates: (cpuPercent: Double?, wakesPerSecond: Double?) = (nil, nil)
        if let now = cpuSeconds, let then = before.cpuSeconds {
            rates.cpuPercent = (now - then) / seconds * 100
        }
        if let now = wakeUps, let then = before.wakeUps {
            rates.wakesPerSecond = Double(now - then) / seconds
        }
        return rates
    }

    /// By the process's own clock: ticks of `/proc` are a hundredth of a second, too coarse for what is idle.
    private static func cpuSeconds(of process: pid_t) -> Double? {
        var clock = clockid_t()
        var time = timespec()
        guard unsafe clock_getcpuclockid(process, &clock) == 0,
            unsafe clock_gettime(clock, &time) == 0
        else { return nil }
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    private static func wakeUps(of process: pid_t) -> Int? {
        let tasks = "/proc/\(process)/task"
        guard let threads = try? FileManager.default.contentsOfDirectory(atPath: tasks),
            !threads.isEmpty
        else { return nil }
        // A thread that ended meanwhile has no status any more.
        return threads.reduce(0) { sum, thread in
            let lines = status("\(tasks)/\(thread)")?.split(separator: "\n") ?? []
            let line = lines.first { $0.hasPrefix("voluntary_ctxt") }
            return sum + (line?.split(separator: "\t").last.flatMap { Int($0) } ?? 0)
        }
    }

    private static func status(_ folder: String) -> String? {
        try? String(contentsOfFile: folder + "/status", encoding: .utf8)
    }
}
