// How much memory a command of this program holds at most: it runs as a process of its own, and the
// system is asked for its high-water mark until it ends.

import Foundation

package enum PeakMemory {
    /// Runs this program with `arguments`, its output thrown away; bytes, or nil when it could not run or failed.
    package static func bytes(of arguments: [String]) -> Int? {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        process.arguments = arguments
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return nil }
        var peak = 0
        while process.isRunning {
            peak = max(peak, ProcessUsage.peakBytes(of: process.processIdentifier))
            Thread.sleep(forTimeInterval: 0.005)
        }
        return process.terminationStatus == 0 && peak > 0 ? peak : nil
    }
}
