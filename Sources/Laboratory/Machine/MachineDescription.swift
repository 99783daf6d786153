// On what a figure was measured; without it no figure means anything. Read from /proc, so Linux only.

import Foundation

package struct MachineDescription: Codable, Hashable, Sendable {
    package var cpu: String
    package var cores: Int
    package var memoryBytes: Int
    package var kernel: String
    /// Of the folder that the data was in: `ext4`, `overlay`, `tmpfs`.
    package var filesystem: String
    /// Over 1, 5 and 15 minutes, before the first measure.
    package var loadBefore: [Double]
    /// `release` or `debug`.
    package var build: String

    package static func current(dataFolder: String) -> MachineDescription {
        MachineDescription(
            cpu: cpu(read("/proc/cpuinfo")),
            cores: ProcessInfo.processInfo.activeProcessorCount,
            memoryBytes: Int(ProcessInfo.processInfo.physicalMemory),
            kernel: read("/proc/sys/kernel/osrelease").trimmingCharacters(in: .newlines),
            filesystem: filesystem(of: dataFolder, mounts: read("/proc/mounts")),
            loadBefore: read("/proc/loadavg").split(separator: " ").prefix(3).compactMap {
                Double($0)
            },
            build: build)
    }

    private static var build: String {
        #if DEBUG
            "debug"
        #else
            "release"
        #endif
    }

    static func cpu(_ text: String) -> String {
        for line in text.split(separator: "\n") where line.hasPrefix("model name") {
            guard let colon = line.firstIndex(of: ":") else { continue }
            return line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
        }
        return "unknown"
    }

    /// The type of the mount with the longest path above the folder; of several at one place the last, which hides
    /// the others.
    static func filesystem(of folder: String, mounts: String) -> String {
        var best = (length: -1, type: "unknown")
        for line in mounts.split(separator: "\n") {
            let fields = line.split(separator: " ")
            guard fields.count > 2 else { continue }
            let place = fields[1].replacing("\\040", with: " ")
            let isAbove = place == "/" || folder == place || folder.hasPrefix(place + "/")
            if isAbove, place.count >= best.length {
                best = (place.count, String(fields[2]))
            }
        }
        return best.type
    }

    private static func read(_ path: String) -> String {
        (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    }
}
