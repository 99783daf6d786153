// What the disk alone can do: 4 KiB appended to a growing file and flushed, the least that a durable answer costs.

import Foundation
import SystemPackage

struct DiskProbe: Sendable {
    static let blockBytes = 4096

    /// A file to be made and removed again.
    let path: String

    /// One after the other without pause.
    func run(count: Int) throws -> Latencies {
        try withFile { file, block in
            var times: [Double] = []
            for _ in 0..<count { times.append(try append(block, to: file)) }
            return times
        }
    }

    /// One every `milliseconds` until the flag is raised.
    func run(every milliseconds: Double, until stop: Flag) throws -> Latencies {
        try withFile { file, block in
            var times: [Double] = []
            var next = ContinuousClock.now
            while !stop.isRaised {
                times.append(try append(block, to: file))
                next = max(next + .seconds(milliseconds / 1000), .now)
                let wait = (next - .now) / .seconds(1)
                if wait > 0 { Thread.sleep(forTimeInterval: wait) }
            }
            return times
        }
    }

    private func withFile(_ body: (FileDescriptor, [UInt8]) throws -> [Double]) throws -> Latencies
    {
        let file = try FileDescriptor.open(
            FilePath(path), .writeOnly, options: [.create, .append, .closeOnExec],
            permissions: .ownerReadWrite)
        defer {
            try? file.close()
            try? FileManager.default.removeItem(atPath: path)
        }
        let block = [UInt8](repeating: 0x5A, count: DiskProbe.blockBytes)
        return Latencies(try body(file, block))
    }

    private func append(_ block: [UInt8], to file: FileDescriptor) throws -> Double {
        let started = ContinuousClock.now
        try file.writeAll(block)
        guard fdatasync(file.rawValue) == 0 else { throw LaboratoryError.probeFailed("fdatasync") }
        return (ContinuousClock.now - started) / .microseconds(1)
    }
}
