// What a round trip between two threads over TCP on this machine costs: 64 bytes there and back. Blocking.

import Foundation
import Glibc

struct LoopbackProbe: Sendable {
    static let messageBytes = 64

    func run(count: Int) throws -> Latencies {
        let listener = try listen()
        defer { close(listener.socket) }
        let client = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard client >= 0 else { throw LaboratoryError.probeFailed("socket") }
        defer { close(client) }
        var address = listener.address
        guard
            unsafe withAddress(&address, { unsafe connect(client, $0, $1) }) == 0
        else { throw LaboratoryError.probeFailed("connect") }
        let server = unsafe accept(listener.socket, nil, nil)
        guard server >= 0 else { throw LaboratoryError.probeFailed("accept") }
        for end in [client, server] { try sendAtOnce(end) }
        // Ends when the client closes.
        Thread.detachNewThread { echo(server) }
        var times: [Double] = []
        for _ in 0..<count {
            let started = ContinuousClock.now
            guard trip(client) else { throw LaboratoryError.probeFailed("send") }
            times.append((ContinuousClock.now - started) / .microseconds(1))
        }
        return Latencies(times)
    }

    private func listen() throws -> (socket: Int32, address: sockaddr_in) {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard listener >= 0 else { throw LaboratoryError.probeFailed("socket") }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        guard unsafe withAddress(&address, { unsafe bind(listener, $0, $1) }) == 0,
            Glibc.listen(listener, 1) == 0
        else {
            close(listener)
            throw LaboratoryError.probeFailed("bind")
        }
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let named = unsafe withAddress(&address) { pointer, _ in
            unsafe getsockname(listener, pointer, &length)
        }
        guard named == 0 else { throw LaboratoryError.probeFailed("getsockname") }
        return (listener, address)
    }

    private func withAddress(
        _ address: inout sockaddr_in,
        _ body: (UnsafeMutablePointer<sockaddr>, socklen_t) -> Int32
    ) -> Int32 {
        unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
    }

    private func sendAtOnce(_ socket: Int32) throws {
        var on: Int32 = 1
        let size = socklen_t(MemoryLayout<Int32>.size)
        guard unsafe setsockopt(socket, Int32(IPPROTO_TCP), TCP_NODELAY, &on, size) == 0 else {
            throw LaboratoryError.probeFailed("setsockopt")
        }
    }

    private func trip(_ socket: Int32) -> Bool {
        var message = [UInt8](repeating: 1, count: LoopbackProbe.messageBytes)
        let size = message.count
        return unsafe send(socket, &message, size, 0) == size
            && recv(socket, &message, size, Int32(MSG_WAITALL)) == size
    }

    private func echo(_ socket: Int32) {
        var message = [UInt8](repeating: 0, count: LoopbackProbe.messageBytes)
        let size = message.count
        while unsafe recv(socket, &message, size, Int32(MSG_WAITALL)) == size,
            unsafe send(socket, &message, size, Int32(MSG_NOSIGNAL)) == size
        {}
        close(socket)
    }
}
