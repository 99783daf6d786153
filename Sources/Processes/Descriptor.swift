// One end of a pipe. Blocks the thread that reads; closed when it is let go of, so never under somebody who reads.

internal import CSpawn
internal import Glibc

package final class Descriptor: Sendable {
    struct Pipe {
        var reading: Descriptor
        var writing: Descriptor
    }

    let number: Int32

    private init(_ number: Int32) { self.number = number }

    deinit { close(number) }

    /// Nil, with `errno`, when there are no more. Neither end stands where a standard stream does, nor reaches another
    /// program by itself.
    static func pipe() -> Pipe? {
        var ends: [Int32] = [-1, -1]
        guard unsafe pipe2(&ends, O_CLOEXEC) == 0 else { return nil }
        let moved = ends.map { end in
            if end > 2 { return end }
            defer { close(end) }
            return fcntl(end, F_DUPFD_CLOEXEC, 3)
        }
        let (reading, writing) = (Descriptor(moved[0]), Descriptor(moved[1]))
        return moved.contains { $0 < 0 } ? nil : Pipe(reading: reading, writing: writing)
    }

    /// What has come, once something has; empty when nothing will any more.
    package func read() -> [UInt8] {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = unsafe buffer.withUnsafeMutableBytes {
                unsafe Glibc.read(number, $0.baseAddress, $0.count)
            }
            if count < 0, errno == EINTR { continue }
            return count > 0 ? Array(buffer[..<count]) : []
        }
    }

    /// The same; nil when nothing comes within so many seconds.
    package func read(seconds: Double) -> [UInt8]? {
        let end = ContinuousClock.now + .seconds(seconds)
        while true {
            let left = max(0, (end - .now) / .milliseconds(1))
            var entry = pollfd(fd: number, events: Int16(POLLIN), revents: 0)
            let ready = unsafe poll(&entry, 1, Int32(left.rounded(.up)))
            if ready > 0 { return read() }
            if ready == 0 { return nil }
            if errno != EINTR { return [] }
        }
    }

    /// Everything until its end.
    package func readToEnd() -> [UInt8] {
        var bytes: [UInt8] = []
        while true {
            let part = read()
            if part.isEmpty { return bytes }
            bytes += part
        }
    }
}
