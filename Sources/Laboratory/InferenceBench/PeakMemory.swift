// How much memory a command of this program holds at most: it runs as a process of its own, and the
// system is asked for its high-water mark until it ends.

import Foundation
import Processes

package enum PeakMemory {
    /// Runs this program with `arguments`, its output thrown away; bytes, or nil when it could not run or failed.
    package static func bytes(of arguments: [String]) -> Int? {
        let program = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().path
        guard let child = try? ChildProcess(Launch(program, arguments)) else { return nil }
        var peak = 0
        while child.isRunning {
            peak = max(peak, ProcessUsage.peakBytes(of: child.pid))
            Thread.sleep(forTimeInterval: 0.005)
        }
        return child.end == .exited(0) && peak > 0 ? peak : nil
    }
}
