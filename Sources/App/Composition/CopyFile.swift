// The file for texts that are too long for the terminal to copy: one, below $XDG_STATE_HOME/spice, that only its owner
// reads; the next such text takes its place.

import Console
import Foundation

enum CopyFile {
    static func write(_ text: String, environment: [String: String]) -> KeptCopy {
        let folder = StateFolder.path(environment)
        let place = folder + "/copied.txt"
        let aside = place + ".part-\(ProcessInfo.processInfo.processIdentifier)"
        do {
            try StateFolder.make(folder)
            guard
                FileManager.default.createFile(
                    atPath: aside, contents: Data(text.utf8),
                    attributes: [.posixPermissions: 0o600])
            else { return .failed(reason: "\(place) cannot be written") }
            _ = try FileManager.default.replaceItemAt(
                URL(filePath: place), withItemAt: URL(filePath: aside))
            return .written(path: place)
        } catch {
            try? FileManager.default.removeItem(atPath: aside)
            return .failed(reason: (error as NSError).localizedDescription)
        }
    }
}

/// Where the console keeps what is to be found again.
enum StateFolder {
    static func path(_ environment: [String: String]) -> String {
        (environment["XDG_STATE_HOME"] ?? (environment["HOME"] ?? "/") + "/.local/state") + "/spice"
    }

    static func make(_ path: String) throws {
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
    }
}
