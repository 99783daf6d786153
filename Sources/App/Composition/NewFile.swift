// Writes a file that is not there yet: whole or not at all. It grows beside its place, under another name.

import Console
import Foundation

final class NewFile: NewFileWriting {
    private let place: String
    private let draft: FileDraft

    /// A file that is there already is never replaced.
    static func create(_ path: String) -> Result<any NewFileWriting, FileRefusal> {
        let place = Paths.home(path)
        guard !FileManager.default.fileExists(atPath: place) else {
            return .failure(FileRefusal("is there already: name a new file"))
        }
        do {
            return .success(NewFile(place: place, draft: try FileDraft(beside: place)))
        } catch {
            return .failure(FileRefusal(reason(error)))
        }
    }

    private init(place: String, draft: FileDraft) {
        self.place = place
        self.draft = draft
    }

    func append(_ bytes: [UInt8]) -> String? {
        do { try draft.handle.write(contentsOf: bytes) } catch { return Self.reason(error) }
        return nil
    }

    func finish() -> String? {
        do {
            // Fails when somebody else made the file in the meantime.
            try draft.takeFree(place)
            return nil
        } catch {
            drop()
            return Self.reason(error)
        }
    }

    func drop() { draft.drop() }

    private static func reason(_ error: any Error) -> String {
        (error as NSError).localizedDescription
    }
}
