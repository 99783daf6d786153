// Where the console keeps its session: one file for each profile or engine, below $XDG_STATE_HOME/spice. Losing it costs
// nothing, so what cannot be written is left alone. A file of an older version is brought up to date, and kept beside as
// it was; one that cannot be read is kept beside too.

import Console
import Foundation
import JSONText

struct SessionFile: Sendable {
    private let path: String

    /// `place`: a profile, a data directory, or the address of the engine.
    init(place: String, environment: [String: String]) {
        // FNV-1a: a short name for any path, the same every time.
        let hash = place.utf8.reduce(into: UInt64(0xcbf2_9ce4_8422_2325)) { hash, byte in
            hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
        }
        path = StateFolder.path(environment) + "/console-" + String(hash, radix: 16) + ".json"
    }

    /// Nil when there is none, or none that this version understands.
    func read() -> ConsoleSession? {
        guard let data = FileManager.default.contents(atPath: path) else { return nil }
        guard case .object(let json)? = try? JSON(parsing: Array(data)),
            let version = json["version"]?.integer
        else {
            keep(data, as: "broken")
            return nil
        }
        // A newer program wrote it, and will want it back.
        guard version <= ConsoleSession.version else {
            keep(data, as: "v\(version)")
            return nil
        }
        if version < ConsoleSession.version { keep(data, as: "v\(version)") }
        let current = JSON.object(Self.migrated(json, from: version))
        guard
            let session = try? JSONDecoder().decode(ConsoleSession.self, from: Data(current.bytes))
        else {
            keep(data, as: "broken")
            return nil
        }
        return session
    }

    /// One step a version.
    static func migrated(_ json: JSONObject, from version: Int) -> JSONObject {
        var json = json
        if version < 2 {
            // The mouse was always off.
            json = json.overlaid(by: JSONObject([("isMouseOn", .bool(false))]))
        }
        return json.overlaid(by: JSONObject([("version", .integer(ConsoleSession.version))]))
    }

    private func keep(_ data: Data, as mark: String) {
        try? data.write(to: URL(filePath: path + "." + mark), options: .atomic)
    }

    /// Whole or not at all.
    func write(_ session: ConsoleSession) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
        guard let data = try? encoder.encode(session) else { return }
        try? StateFolder.make(URL(filePath: path).deletingLastPathComponent().path)
        try? data.write(to: URL(filePath: path), options: .atomic)
    }
}
