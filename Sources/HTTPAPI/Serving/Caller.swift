// Who stands behind a connection. Without tokens whoever can open it is admin; the actor is the
// peer's user on a Unix socket, else the user that this process runs as.

package import Engine
internal import Glibc
package import NIOCore

package struct Caller: Sendable {
    package let identify: @Sendable ((any Channel)?) async -> Principal

    package init(identify: @escaping @Sendable ((any Channel)?) async -> Principal) {
        self.identify = identify
    }

    /// The user of this process.
    package static let ownUser = Caller { _ in .localAdmin(userName(of: getuid())) }

    /// The user at the other end of a Unix socket.
    package static let peer = Caller { channel in
        guard let channel, let uid = await peerUser(channel) else {
            return .localAdmin(userName(of: getuid()))
        }
        return .localAdmin(userName(of: uid))
    }

    /// As in `struct ucred`, which Swift does not see.
    private struct Credentials: Sendable {
        var process: Int32 = 0
        var user: UInt32 = 0
        var group: UInt32 = 0
    }

    private static func peerUser(_ channel: any Channel) async -> uid_t? {
        guard let provider = channel as? any SocketOptionProvider else { return nil }
        let future: EventLoopFuture<Credentials> = provider.unsafeGetSocketOption(
            level: .socket, name: NIOBSDSocket.Option(rawValue: SO_PEERCRED))
        return try? await future.get().user
    }

    /// The user's name; for a user without one `uid:1000`.
    static func userName(of uid: uid_t) -> String {
        var entry = unsafe passwd()
        var found: UnsafeMutablePointer<passwd>?
        var buffer = [CChar](repeating: 0, count: 16384)
        let result = unsafe buffer.withUnsafeMutableBufferPointer { bytes in
            guard let start = bytes.baseAddress else { return ENOMEM }
            return unsafe getpwuid_r(uid, &entry, start, bytes.count, &found)
        }
        guard result == 0, unsafe found != nil, let name = unsafe entry.pw_name else {
            return "uid:\(uid)"
        }
        return unsafe String(cString: name)
    }
}
