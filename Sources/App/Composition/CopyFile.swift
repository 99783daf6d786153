// The file for texts that are too long for the terminal to copy: one, below $XDG_STATE_HOME/spice, that only its owner
// reads; the next such text takes its place.

import Console
import Foundation

enum CopyFile {
    static func write(_ text: String, environment: [String: String]) -> KeptCopy {
        let folder = StateFolder.path(environment)
        let place = folder + "/copied.txt"
        do {
            try StateFolder.make(folder)
            let draft = try FileDraft(beside: place)
            do {
                try draft.handle.write(contentsOf: Data(text.utf8))
                try draft.take(place)
            } catch {
                draft.drop()
                throw error
            }
            return .written(path: place)
        } catch {
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
