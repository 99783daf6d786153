// A program that the console is held against: how it is started, and a word that its first useful frame shows.

import Foundation

struct ConsolePeer: Sendable {
    var name: String
    var command: [String]
    var word: String
    var folder: String?
    var environment: [String: String] = [:]
    /// Whether it has a list to walk with Down.
    var hasList = true

    /// Where the shell would find it; nil when it is not installed.
    static func find(_ names: [String]) -> String? {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        return names.lazy.flatMap { name in folders.lazy.map { "\($0)/\(name)" } }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    static let visidata = "visidata"

    /// Those that are installed, and the names of the others.
    static func installed(table: String, repository: String?, home: String) -> (
        peers: [ConsolePeer], missing: [String]
    ) {
        var peers: [ConsolePeer] = []
        var missing: [String] = []
        func add(_ name: String, _ programs: [String], _ build: (String) -> ConsolePeer?) {
            if let path = find(programs), let peer = build(path) {
                peers.append(peer)
            } else {
                missing.append(name)
            }
        }
        let own = ["HOME": home, "XDG_CONFIG_HOME": home + "/.config"]
        add("tig", ["tig"]) { path in
            repository.map {
                ConsolePeer(
                    name: "tig", command: [path], word: "commit 1 of", folder: $0, environment: own)
            }
        }
        add("htop", ["htop"]) {
            ConsolePeer(name: "htop", command: [$0], word: "PID", environment: own)
        }
        add(visidata, ["visidata", "vd"]) {
            ConsolePeer(name: visidata, command: [$0, table], word: "user 1", environment: own)
        }
        add("btop", ["btop"]) {
            ConsolePeer(
                name: "btop", command: [$0, "--utf-force"], word: "Program", environment: own,
                hasList: false)
        }
        return (peers, missing)
    }

    /// The same program on another table.
    func opening(_ table: String) -> ConsolePeer {
        var peer = self
        peer.command[peer.command.count - 1] = table
        return peer
    }

    /// A table that VisiData and the Mapping pane open.
    static func writeTable(rows: Int, to path: String) throws {
        var text = "id,name,email,amount,created\n"
        for row in 1...rows {
            text +=
                "\(row),user \(row),user\(row)@example.org,\(row % 9973).50,2024-\(10 + row % 3)-11\n"
        }
        try Data(text.utf8).write(to: URL(filePath: path))
    }
}
