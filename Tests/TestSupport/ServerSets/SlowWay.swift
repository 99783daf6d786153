// A way to a server on this host that can be held: connections are taken, and what is sent stays on the way until it is
// released, or is lost when the way is cut. While it is only held the server's answers pass; a fault spoils those.

internal import Foundation
internal import Glibc
internal import Synchronization

/// Cut it when it is not needed.
package final class SlowWay: Sendable {
    /// What a server, or the net before it, does to those who ask.
    package enum Fault: String, Sendable, CaseIterable {
        /// Connections are taken, and nothing passes in either direction.
        case hang
        /// Connections break, and new ones end at once.
        case refuse
        /// Answers come a little at a time.
        case slow
        /// In place of an answer come other bytes, after the head where it has one.
        case garbage
        /// The connection ends in the middle of an answer.
        case half
    }

    private struct State {
        var target: UInt16
        var isHeld = false
        var isCut = false
        var fault: Fault?
        var strikes = 0
        var connections: Set<Int32> = []
    }

    private let state: Mutex<State>
    private let listener: Int32
    package let port: Int
    private let isToBroker: Bool

    /// `url`: names a host of this machine and a port, in any scheme. Clients of a broker are told that it is here.
    package convenience init(to url: String, isToBroker: Bool = false) throws {
        guard let target = URLComponents(string: url)?.port.flatMap({ UInt16(exactly: $0) }) else {
            throw CheckAborted("no port in \(url)")
        }
        try self.init(target: target, isToBroker: isToBroker)
    }

    /// To a server that is yet to be named by `lead`.
    package convenience init() throws { try self.init(target: 0, isToBroker: false) }

    private init(target: UInt16, isToBroker: Bool) throws {
        self.isToBroker = isToBroker
        state = Mutex(State(target: target))
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
        port = Int(UInt16(bigEndian: address.sin_port))
        Thread.detachNewThread { [self] in
            while true {
                let connection = accept(incoming, nil, nil)
                guard connection >= 0 else { return }
                open(connection)
            }
        }
    }

    /// As the server's own address, over this way.
    package var url: String { "http://127.0.0.1:\(port)" }

    /// The server's own address, in any scheme, over this way.
    package func url(of server: String) -> String {
        server.replacing(":\(state.withLock { $0.target })", with: ":\(port)")
    }

    package func lead(to port: UInt16) { state.withLock { $0.target = port } }

    /// From now on nothing reaches the server.
    package func hold() { state.withLock { $0.isHeld = true } }

    /// What was held goes on.
    package func release() { state.withLock { $0.isHeld = false } }

    /// From now on; nil: no more, and what a fault kept back goes on.
    package func cause(_ fault: Fault?) {
        state.withLock { state in
            state.fault = fault
            state.strikes = 0
            guard fault == .refuse else { return }
            for connection in state.connections { shutdown(connection, Int32(SHUT_RDWR)) }
            state.strikes = state.connections.count
        }
    }

    /// How often the fault that is on has struck.
    package var strikes: Int { state.withLock { $0.strikes } }

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
        var address = SlowWay.address(state.withLock { $0.target })
        let isThere = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe connect(server, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
        let isOpen = state.withLock { state in
            if state.fault == .refuse { state.strikes += 1 }
            let isOpen = isThere && !state.isCut && state.fault != .refuse
            if isOpen { state.connections.formUnion([client, server]) }
            return isOpen
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
            pump(client, server, isAnswer: false)
            leave()
        }
        Thread.detachNewThread { [self] in
            pump(server, client, isAnswer: true)
            leave()
        }
    }

    private func pump(_ from: Int32, _ to: Int32, isAnswer: Bool) {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let target = state.withLock { $0.target }
        let answers =
            isAnswer && isToBroker ? BrokerAnswers(of: target, seenAt: port) : nil
        func next() -> [UInt8]? {
            if let answers { return answers.next(from: from) }
            let count = unsafe recv(from, &buffer, buffer.count, 0)
            return count > 0 ? Array(buffer[..<count]) : nil
        }
        while var piece = next() {
            waits(isAnswer: isAnswer)
            if state.withLock({ $0.isCut }) { return }
            let count = piece.count
            switch isAnswer ? strike() : nil {
            case .garbage: spoil(&piece)
            case .half:
                _ = Self.send(piece[..<(count / 2)], to)
                return
            case .slow:
                let step = max(1, count / 8)
                for start in stride(from: 0, to: count, by: step) {
                    Thread.sleep(forTimeInterval: 0.02)
                    guard Self.send(piece[start..<min(count, start + step)], to) else { return }
                }
                continue
            default: break
            }
            guard Self.send(piece[...], to) else { return }
        }
    }

    /// As long as nothing may pass.
    private func waits(isAnswer: Bool) {
        func isStopped() -> Bool {
            state.withLock { $0.fault == .hang || !isAnswer && $0.isHeld && !$0.isCut }
        }
        if isStopped() { state.withLock { $0.strikes += 1 } }
        while isStopped() { Thread.sleep(forTimeInterval: 0.005) }
    }

    /// The fault that an answer meets.
    private func strike() -> Fault? {
        state.withLock { state in
            if state.fault != nil { state.strikes += 1 }
            return state.fault
        }
    }

    /// Behind the head of an answer; of every second answer of a broker the head too.
    private func spoil(_ piece: inout [UInt8]) {
        let end = Array("\r\n\r\n".utf8)
        let head = piece.indices.first { piece[$0...].starts(with: end) }
        var start = head.map { $0 + end.count } ?? 0
        if isToBroker { start = strikes.isMultiple(of: 2) ? 0 : BrokerAnswers.head }
        for index in piece[start...].indices { piece[index] = UInt8(ascii: "?") }
    }

    private static func send(_ bytes: ArraySlice<UInt8>, _ to: Int32) -> Bool {
        var rest = bytes
        while !rest.isEmpty {
            let sent = unsafe rest.withUnsafeBytes { raw in
                unsafe Glibc.send(to, raw.baseAddress, raw.count, Int32(MSG_NOSIGNAL))
            }
            guard sent > 0 else { return false }
            rest = rest.dropFirst(sent)
        }
        return true
    }
}
