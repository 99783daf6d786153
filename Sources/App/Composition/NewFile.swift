// Writes a file that is not there yet: whole or not at all. It grows beside its place, under another name.

import Console
import Foundation
import Synchronization

final class NewFile: NewFileWriting {
    private let place: String
    private let aside: String
    private let handle: FileHandle

    /// A file that is there already is never replaced.
    static func create(_ path: String) -> Result<any NewFileWriting, FileRefusal> {
        let place = Paths.home(path)
        guard !FileManager.default.fileExists(atPath: place) else {
            return .failure(FileRefusal("is there already: name a new file"))
        }
        let aside = place + ".part-\(ProcessInfo.processInfo.processIdentifier)"
        do {
            try Data().write(to: URL(filePath: aside))
            let handle = try FileHandle(forWritingTo: URL(filePath: aside))
            return .success(NewFile(place: place, aside: aside, handle: handle))
        } catch {
            return .failure(FileRefusal(reason(error)))
        }
    }

    private init(place: String, aside: String, handle: FileHandle) {
        self.place = place
        self.aside = aside
        self.handle = handle
    }

    func append(_ bytes: [UInt8]) -> String? {
        do { try handle.write(contentsOf: bytes) } catch { return Self.reason(error) }
        return nil
    }

    func finish() -> String? {
        do {
            try handle.synchronize()
            try handle.close()
            // Fails when somebody else made the file in the meantime.
            try FileManager.default.moveItem(atPath: aside, toPath: place)
            return nil
        } catch {
            drop()
            return Self.reason(error)
        }
    }

    func drop() {
        try? handle.close()
        try? FileManager.default.removeItem(atPath: aside)
    }

    private static func reason(_ error: any Error) -> String {
        (error as NSError).localizedDescription
    }
}
