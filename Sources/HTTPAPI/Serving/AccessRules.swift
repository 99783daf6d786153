// Who may ask at all, as long as there are no tokens: only programs of this host, never a web page
// in a browser on it. A page can reach loopback ports, but it cannot hide its Origin, nor the Host
// that a rebound name gives.

internal import WireFormat

package struct AccessRules: Hashable, Sendable {
    /// Any Host is let in (an explicit choice of the operator).
    package var allowsAnyHost: Bool

    package init(allowsAnyHost: Bool = false) { self.allowsAnyHost = allowsAnyHost }

    /// Nil: may pass.
    func refusal(isWrite: Bool, host: String?, origin: String?) -> WireError? {
        if let host, !allowsAnyHost, !AccessRules.isLoopback(host) {
            return refused("the Host \(host) is not this host: ask by localhost or 127.0.0.1")
        }
        guard let origin else { return nil }
        if isWrite {
            return refused("a web page may not write: send no Origin")
        }
        guard let authority = AccessRules.authority(of: origin), AccessRules.isLoopback(authority)
        else {
            return refused("the Origin \(origin) is foreign")
        }
        return nil
    }

    private func refused(_ message: String) -> WireError {
        WireError(status: 403, code: "forbidden", message: message)
    }

    private static func authority(of origin: String) -> String? {
        guard let scheme = origin.firstRange(of: "://") else { return nil }
        return String(origin[scheme.upperBound...])
    }

    /// `localhost`, 127.0.0.0/8 or `[::1]`, with or without a port.
    static func isLoopback(_ authority: String) -> Bool {
        var host = authority.lowercased()[...]
        if host.hasPrefix("[") {
            guard let end = host.firstIndex(of: "]") else { return false }
            return host[..<end] == "[::1"
        }
        if let colon = host.firstIndex(of: ":") { host = host[..<colon] }
        if host == "localhost" { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }
}
