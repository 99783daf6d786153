// Where an engine is, as a person writes it: `http://host:port`, `unix:PATH`, `ssh://[user@]host[:port][/data-dir]`,
// or a data directory.

import HTTPClient
import ServerAdapters

enum EngineTarget: Hashable, Sendable {
    case directory(String)
    case unixSocket(String)
    case url(String)
    case ssh(SSHAddress)

    /// An address that is no directory.
    init(address text: String) throws(UsageError) {
        if text.hasPrefix("unix:") {
            self = .unixSocket(String(text.dropFirst("unix:".count)))
        } else if text.hasPrefix("ssh://") {
            self = .ssh(try SSHAddress(text))
        } else if text.hasPrefix("http://") || text.hasPrefix("https://") {
            self = .url(text.hasSuffix("/") ? String(text.dropLast()) : text)
        } else {
            throw UsageError(
                "--connect takes http://host:port, ssh://[user@]host[:port][/data-dir] or unix:PATH, not \(text)"
            )
        }
    }

    /// As it is kept and shown.
    var text: String {
        switch self {
        case .directory(let path): path
        case .unixSocket(let path): "unix:" + path
        case .url(let url): url
        case .ssh(let address): address.text
        }
    }

    /// Short enough for the title.
    var label: String {
        switch self {
        case .directory(let path), .unixSocket(let path):
            String(path.split(separator: "/").last ?? "/")
        case .url(let url): String(url.drop { $0 != "/" }.drop { $0 == "/" }.prefix { $0 != "/" })
        case .ssh(let address): address.host
        }
    }

    /// The engine there, where nothing has to be set up for it first.
    func remote(token: String?) -> RemoteEngine? {
        switch self {
        case .unixSocket(let path): RemoteEngine(.unixSocket(path: path))
        case .url(let url): RemoteEngine(.url(url), token: token)
        case .directory, .ssh: nil
        }
    }
}

/// A host that `ssh` reaches, and the data directory there; nil: the one that `spice` takes there by itself.
struct SSHAddress: Hashable, Sendable {
    var host: String
    var user: String?
    var port: Int?
    var dataDirectory: String?

    /// Refuses what `ssh` could take for an option.
    init(_ text: String) throws(UsageError) {
        let rest = text.dropFirst("ssh://".count)
        let slash = rest.firstIndex(of: "/") ?? rest.endIndex
        var place = rest[..<slash]
        let path = rest[slash...]
        dataDirectory = path.count > 1 ? String(path) : nil
        if let at = place.lastIndex(of: "@") {
            user = String(place[..<at])
            place = place[place.index(after: at)...]
        }
        if place.hasPrefix("["), let end = place.firstIndex(of: "]") {
            host = String(place[place.index(after: place.startIndex)..<end])
            place = place[place.index(after: end)...]
        } else {
            let colon = place.firstIndex(of: ":") ?? place.endIndex
            host = String(place[..<colon])
            place = place[colon...]
        }
        if !place.isEmpty {
            guard place.first == ":", let number = Int(place.dropFirst()),
                (1...65_535).contains(number)
            else {
                throw UsageError(
                    "\(text): after the host stands a port from 1 to 65535, then /data-dir")
            }
            port = number
        }
        for name in [host] + (user.map { [$0] } ?? []) {
            guard !name.isEmpty, !name.hasPrefix("-"),
                name.allSatisfy({ $0.isLetter || $0.isNumber || "._-:%".contains($0) })
            else { throw UsageError("\(text): ssh://[user@]host[:port][/data-dir]") }
        }
    }

    var text: String {
        let name = host.contains(":") ? "[\(host)]" : host
        return "ssh://" + (user.map { $0 + "@" } ?? "") + name + (port.map { ":\($0)" } ?? "")
            + (dataDirectory ?? "")
    }
}
