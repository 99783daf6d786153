// A backup looks at what it copied: a log with a hole is not taken for a whole one.

import Foundation
import GRDB
import Testing

@testable import EmbeddedAdapters

@Suite struct DirectoryBackupTests {
    /// A directory with a log of some events.
    private func fill(_ path: String) async throws {
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true)
        try "1\n".write(toFile: path + "/format", atomically: true, encoding: .utf8)
        let log = try EventLog(path: path + "/events.db", partitions: 1)
        for key in ["a", "b", "c", "d"] { try await log.add(command(key)) }
        await log.close()
    }

    @Test func aLogWithAHoleIsNoBackup() async throws {
        try await withFolder { folder in
            let (path, copy) = (folder + "/data", folder + "/copy")
            try await fill(path)
            let report = try DirectoryBackup(of: path, to: copy).make()
            #expect(report.events == 4 && report.position.hasPrefix("4"))

            let file = try DatabaseQueue(path: path + "/events.db")
            try await file.write { try $0.execute(sql: "DELETE FROM event WHERE position = 2") }
            try file.close()
            let error = #expect(throws: DirectoryError.self) {
                try DirectoryBackup(of: path, to: folder + "/other").make()
            }
            guard case .damaged(_, let reason)? = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(reason.contains("3 events"), "\(reason)")
            #expect(
                try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
                    == ["copy", "data"])
        }
    }

    @Test(arguments: ["data/copy", "link/copy", "link/not/there/yet", "data/../link/copy"])
    func whatLiesInTheDirectoryItselfIsNoPlaceForIt(_ place: String) async throws {
        try await withFolder { folder in
            let path = folder + "/data"
            try await fill(path)
            let files = FileManager.default
            try files.createSymbolicLink(
                atPath: folder + "/link", withDestinationPath: path)
            try files.createSymbolicLink(
                atPath: folder + "/same", withDestinationPath: folder)
            let before = try files.contentsOfDirectory(atPath: path).sorted()
            for source in [path, folder + "/link", folder + "/same/data"] {
                let error = #expect(throws: DirectoryError.self) {
                    try DirectoryBackup(of: source, to: folder + "/" + place).make()
                }
                guard case .taken(_, let reason)? = error else {
                    Issue.record("\(String(describing: error))")
                    return
                }
                #expect(reason.contains("itself"), "\(reason)")
            }
            #expect(try files.contentsOfDirectory(atPath: path).sorted() == before)
            // Beside it, through a link, it is one.
            let report = try DirectoryBackup(of: folder + "/link", to: folder + "/same/copy").make()
            #expect(report.events == 4)
        }
    }
}
