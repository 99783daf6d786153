// Where the console keeps its session: one file for each engine, below $XDG_STATE_HOME/spice. Losing it costs nothing,
// so what cannot be read or written is left alone.

import Console
import Foundation

struct SessionFile: Sendable {
    private let path: String

    /// `place`: the data directory, or the address of the engine.
    init(place: String, environment: [String: String]) {
        let home =
            environment["XDG_STATE_HOME"] ?? (environment["HOME"] ?? "/") + "/.local/state"
        // FNV-1a: a short name for any path, the same every time.
        let hash = place.utf8.reduce(into: UInt64(0xcbf2_9ce4_8422_2325)) { hash, byte in
            hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
        }
        path = home + "/spice/console-" + String(hash, radix: 16) + ".json"
    }

    /// Nil when there is none of this version.
    func read() -> ConsoleSession? {
        guard let data = FileManager.default.contents(atPath: path),
            let session = try? JSONDecoder().decode(ConsoleSession.self, from: data)
        else { return nil }
        return session.version == ConsoleSession.version ? session : nil
    }

    /// Whole or not at all.
    func write(_ session: ConsoleSession) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
        guard let data = try? encoder.encode(session) else { return }
        try? FileManager.default.createDirectory(
            at: URL(filePath: path).deletingLastPathComponent(), withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        try? data.write(to: URL(filePath: path), options: .atomic)
    }
}
