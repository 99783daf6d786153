// A way to a server on this host that can be held: connections are taken, and what is sent stays on the way until it is
// released, or is lost when the way is cut. The server's answers always pass.

internal import Foundation
internal import Glibc
internal import Synchronization

/// Cut it when it is not needed.
package final class SlowWay: Sendable {
    private struct State {
        var isHeld = false
        var isCut = false
        var connections: Set<Int32> = []
    }

    private let state = Mutex(State())
    private let listener: Int32
    private let target: UInt16
    package let port: Int
    /// As the server's own, over this way.
    package let url: String

    /// `url`: `http://127.0.0.1:port`.
    package init(to url: String) throws {
        guard let port = url.split(separator: ":").last.flatMap({ UInt16($0) }) else {
            throw CheckAborted("no port in \(url)")
        }
        target = port
        let incoming = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        listener = incoming
        var address = SlowWay.address(0)
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { raw -> Bool in
                var length = size
                return unsafe bind(incoming, raw, size) == 0 && listen(incoming, 64) == 0
                    && getsockname(incoming, raw, &length) == 0
            }
        }
        guard isBound else { throw CheckAborted("no port for a slow way") }
        self.port = Int(UInt16(bigEndian: address.sin_port))
        self.url = "http://127.0.0.1:\(self.port)"
        Thread.detachNewThread { [self] in
            while true {
                let connection = accept(incoming, nil, nil)
                guard connection >= 0 else { return }
                open(connection)
            }
        }
    }

    /// From now on nothing reaches the server.
    package func hold() { state.withLock { $0.isHeld = true } }

    /// What was held goes on.
    package func release() { state.withLock { $0.isHeld = false } }

    /// For good: what is held is lost. Harmless when repeated.
    package func cut() {
        let isFirst = state.withLock { state in
            defer { state.isCut = true }
            for connection in state.connections { shutdown(connection, Int32(SHUT_RDWR)) }
            return !state.isCut
        }
        guard isFirst else { return }
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
    }

    private static func address(_ port: UInt16) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return address
    }

    private func open(_ client: Int32) {
        let server = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = SlowWay.address(target)
        let isThere = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe connect(server, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
        let isOpen = state.withLock { state in
            if isThere, !state.isCut { state.connections.formUnion([client, server]) }
            return isThere && !state.isCut
        }
        guard isOpen else {
            close(client)
            close(server)
            return
        }
        // Each end is closed by the pump that reads from it, when both are done with it.
        let left = Mutex(2)
        let leave: @Sendable () -> Void = { [self] in
            shutdown(client, Int32(SHUT_RDWR))
            shutdown(server, Int32(SHUT_RDWR))
            let isLast = left.withLock { left in
                left -= 1
                return left == 0
            }
            guard isLast else { return }
            state.withLock { $0.connections.subtract([client, server]) }
            close(client)
            close(server)
        }
        Thread.detachNewThread { [self] in
            pump(client, server, isHoldable: true)
            leave()
        }
        Thread.detachNewThread { [self] in
            pump(server, client, isHoldable: false)
            leave()
        }
    }

    private func pump(_ from: Int32, _ to: Int32, isHoldable: Bool) {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = unsafe recv(from, &buffer, buffer.count, 0)
            guard count > 0 else { return }
            while isHoldable, state.withLock({ $0.isHeld && !$0.isCut }) {
                Thread.sleep(forTimeInterval: 0.005)
            }
            if state.withLock({ $0.isCut }) { return }
            var sent = 0
            while sent < count {
                let more = unsafe buffer.withUnsafeBytes { raw in
                    unsafe send(
                        to, raw.baseAddress?.advanced(by: sent), count - sent,
                        Int32(MSG_NOSIGNAL))
                }
                guard more > 0 else { return }
                sent += more
            }
        }
    }
}
