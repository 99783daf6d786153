// Ports of this host: whether somebody listens, and one that is free.

import Glibc

package enum Loopback {
    /// Whether somebody listens at a port of this host.
    static func answers(port: Int) -> Bool {
        let end = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard end >= 0 else { return false }
        defer { close(end) }
        var address = address(port)
        return unsafe withUnsafePointer(to: &address) {
            unsafe $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe connect(end, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        } == 0
    }

    /// A port that nobody has at this moment.
    package static func freePort() throws -> Int {
        let end = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard end >= 0 else { throw LaboratoryError.probeFailed("socket") }
        defer { close(end) }
        var address = address(0)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let failed = unsafe withUnsafeMutablePointer(to: &address) {
            unsafe $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe bind(end, $0, length) != 0 || getsockname(end, $0, &length) != 0
            }
        }
        guard !failed else { throw LaboratoryError.probeFailed("bind") }
        return Int(UInt16(bigEndian: address.sin_port))
    }

    private static func address(_ port: Int) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        return address
    }
}
