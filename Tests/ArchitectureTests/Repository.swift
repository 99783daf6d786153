// The files of the repository, found from this source file.

import Foundation
import Synchronization

struct Repository {
    let root: String

    /// What was read already, by path: several rules look at each file.
    private static let read = Mutex([String: SourceText]())

    init(from source: String = #filePath) {
        root =
            URL(fileURLWithPath: source).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().path
    }

    /// Paths of all files below a folder, relative to the root, sorted.
    func files(below folder: String, ending suffix: String = "") -> [String] {
        guard let walker = FileManager.default.enumerator(atPath: root + "/" + folder) else {
            return []
        }
        return walker.compactMap { $0 as? String }.map { folder + "/" + $0 }
            .filter { $0.hasSuffix(suffix) && !isFolder($0) }.sorted()
    }

    func isFolder(_ path: String) -> Bool {
        let attributes = try? FileManager.default.attributesOfItem(atPath: root + "/" + path)
        return attributes?[.type] as? FileAttributeType == .typeDirectory
    }

    func names(in folder: String = "") -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: root + "/" + folder)) ?? []).sorted()
    }

    func text(_ path: String) throws -> String {
        try String(contentsOfFile: root + "/" + path, encoding: .utf8)
    }

    func source(_ path: String) throws -> SourceText {
        let place = root + "/" + path
        if let known = Repository.read.withLock({ $0[place] }) { return known }
        let source = SourceText(path: path, try text(path))
        Repository.read.withLock { $0[place] = source }
        return source
    }

    func sources(below folder: String) throws -> [SourceText] {
        try files(below: folder, ending: ".swift").map(source)
    }
}
