// A connection with a deadline on everything, plain over TCP or through TLS. Blocks its thread.

internal import Glibc
internal import HTTPClient

/// Closed when dropped.
protocol RedisChannel: AnyObject {
    /// False when the connection broke or the time is over.
    func send(_ bytes: [UInt8], seconds: Double) -> Bool
    /// Nil when the connection broke; empty when nothing came in time.
    func receive(seconds: Double) -> [UInt8]?
    /// What broke it, if that is known.
    var trouble: String? { get }
}

extension TLSConnection: RedisChannel {}

/// Closed when dropped.
@safe final class RedisSocket: RedisChannel {
    private let descriptor: Int32

    /// Nil with nobody there, or nobody who answers in time.
    init?(host: String, port: Int, seconds: Double) {
        var hints = unsafe addrinfo()
        unsafe hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        guard unsafe getaddrinfo(host, String(port), &hints, &list) == 0 else { return nil }
        defer { unsafe freeaddrinfo(list) }
        var connected: Int32?
        var next = unsafe list
        while let entry = unsafe next, connected == nil {
            let address = unsafe entry.pointee
            let new = unsafe socket(
                address.ai_family,
                address.ai_socktype | Int32(SOCK_NONBLOCK.rawValue)
                    | Int32(SOCK_CLOEXEC.rawValue), address.ai_protocol)
            if new >= 0 {
                let result = unsafe connect(new, address.ai_addr, address.ai_addrlen)
                if result == 0 || (errno == EINPROGRESS && RedisSocket.finish(new, seconds)) {
                    connected = new
                } else {
                    close(new)
                }
            }
            unsafe next = address.ai_next
        }
        guard let connected else { return nil }
        descriptor = connected
        var on: Int32 = 1
        unsafe _ = setsockopt(
            connected, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
        unsafe _ = setsockopt(
            connected, SOL_SOCKET, SO_KEEPALIVE, &on, socklen_t(MemoryLayout<Int32>.size))
    }

    deinit { close(descriptor) }

    var trouble: String? { nil }

    /// False when the connection broke or the time is over.
    func send(_ bytes: [UInt8], seconds: Double) -> Bool {
        let end = RedisSocket.uptime() + seconds
        var sent = 0
        while sent < bytes.count {
            let count = unsafe bytes.withUnsafeBytes { buffer in
                unsafe Glibc.send(
                    descriptor, buffer.baseAddress.map { unsafe $0 + sent }, bytes.count - sent,
                    Int32(MSG_NOSIGNAL))
            }
            if count > 0 {
                sent += count
            } else if errno == EAGAIN {
                guard wait(POLLOUT, until: end) else { return false }
            } else if errno != EINTR {
                return false
            }
        }
        return true
    }

    /// Nil when the connection broke; empty when nothing came in time.
    func receive(seconds: Double) -> [UInt8]? {
        let end = RedisSocket.uptime() + seconds
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = unsafe recv(descriptor, &buffer, buffer.count, 0)
            if count > 0 { return Array(buffer[..<count]) }
            if count == 0 { return nil }
            if errno == EAGAIN {
                guard wait(POLLIN, until: end) else { return [] }
            } else if errno != EINTR {
                return nil
            }
        }
    }

    private func wait(_ event: Int32, until end: Double) -> Bool {
        let left = end - RedisSocket.uptime()
        guard left > 0 else { return false }
        return RedisSocket.wait(descriptor, event, left)
    }

    private static func finish(_ descriptor: Int32, _ seconds: Double) -> Bool {
        guard wait(descriptor, POLLOUT, seconds) else { return false }
        var error: Int32 = 0
        var size = socklen_t(MemoryLayout<Int32>.size)
        unsafe _ = getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &error, &size)
        return error == 0
    }

    private static func wait(_ descriptor: Int32, _ event: Int32, _ seconds: Double) -> Bool {
        var entry = pollfd(fd: descriptor, events: Int16(event), revents: 0)
        return unsafe poll(&entry, 1, Int32((seconds * 1000).rounded(.up))) > 0
    }

    private static func uptime() -> Double {
        var time = timespec()
        unsafe clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
