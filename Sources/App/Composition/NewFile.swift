// Writes a file that is not there yet: whole or not at all.

import Foundation

enum NewFile {
    /// What was wrong; nil when it is written. A file that is there already is never replaced.
    static func write(_ bytes: [UInt8], to path: String) -> String? {
        let place = Paths.home(path)
        guard !FileManager.default.fileExists(atPath: place) else {
            return "is there already: name a new file"
        }
        let aside = place + ".part-\(ProcessInfo.processInfo.processIdentifier)"
        do {
            try Data(bytes).write(to: URL(filePath: aside))
            // Fails when somebody else made the file in the meantime.
            try FileManager.default.moveItem(atPath: aside, toPath: place)
            return nil
        } catch {
            try? FileManager.default.removeItem(atPath: aside)
            return (error as NSError).localizedDescription
        }
    }
}
