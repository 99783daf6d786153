// Who listens on which TCP port, by what the system lists in /proc. A port of a process of another user has no name.

import Foundation

struct ListeningSockets {
    /// Socket numbers by port.
    private let sockets: [Int: Set<String>]

    init() {
        let tables = ["/proc/net/tcp", "/proc/net/tcp6"].map {
            (try? String(contentsOfFile: $0, encoding: .utf8)) ?? ""
        }
        self.init(tables: tables)
    }

    init(tables: [String]) {
        var sockets: [Int: Set<String>] = [:]
        for line in tables.flatMap({ $0.split(separator: "\n") }) {
            let fields = line.split(separator: " ")
            // 0A is LISTEN.
            guard fields.count > 9, fields[3] == "0A",
                let text = fields[1].split(separator: ":").last, let port = Int(text, radix: 16)
            else { continue }
            sockets[port, default: []].insert(String(fields[9]))
        }
        self.sockets = sockets
    }

    func isTaken(_ port: Int) -> Bool { sockets[port] != nil }

    /// The process that listens; nil when it cannot be seen.
    func process(at port: Int) -> (pid: Int, name: String)? {
        let wanted = Set((sockets[port] ?? []).map { "socket:[\($0)]" })
        guard !wanted.isEmpty else { return nil }
        let files = FileManager.default
        for pid in (try? files.contentsOfDirectory(atPath: "/proc"))?.compactMap({ Int($0) }) ?? []
        {
            let folder = "/proc/\(pid)/fd"
            let numbers = (try? files.contentsOfDirectory(atPath: folder)) ?? []
            let holds = numbers.contains { number in
                let target = try? files.destinationOfSymbolicLink(atPath: folder + "/" + number)
                return target.map { wanted.contains($0) } ?? false
            }
            if holds {
                let name = try? String(contentsOfFile: "/proc/\(pid)/comm", encoding: .utf8)
                return (pid, name?.trimmingCharacters(in: .newlines) ?? "?")
            }
        }
        return nil
    }
}
