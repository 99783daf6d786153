// The preloaded library that plays a disk with a volatile cache, and a data directory on such a disk.

import Foundation
import TestSupport
import Testing

struct FaultyDisk {
    /// The compiled library; nil, with a printed reason, when there is no C compiler.
    static let library = PreloadedLibrary.compiled("disk.c")

    static var isThere: Bool { library != nil }

    /// The directory that the program works in.
    let live: String
    /// What has been flushed.
    let disk: String
    private let folder: TemporaryFolder

    init(_ folder: TemporaryFolder) throws {
        self.folder = folder
        live = folder.file("live")
        disk = folder.file("disk")
        try FileManager.default.createDirectory(
            atPath: disk, withIntermediateDirectories: true)
    }

    /// The disk holds this directory already.
    init(_ folder: TemporaryFolder, holding imported: Imported) throws {
        self.folder = folder
        live = folder.file("live")
        disk = folder.file("disk")
        try imported.copy(to: live)
        try imported.copy(to: disk)
    }

    /// The environment of a program on this disk. `crashAt`: at which counted operation the power goes.
    func environment(crashAt: Int? = nil, tornBy seed: Int? = nil, liesFrom: Int? = nil)
        throws -> [String: String]
    {
        var values = [
            "LD_PRELOAD": try #require(FaultyDisk.library), "FAULT_DIR": live, "FAULT_DISK": disk,
            "FAULT_COUNT": folder.file("count"),
        ]
        values["FAULT_CRASH"] = crashAt.map(String.init)
        values["FAULT_TORN"] = seed.map(String.init)
        values["FAULT_LIE"] = liesFrom.map(String.init)
        return values
    }

    /// The operations counted up to the last flush.
    func operations() throws -> Int {
        let text = try String(contentsOfFile: folder.file("count"), encoding: .utf8)
        return try #require(text.split(separator: " ").first.flatMap { Int($0) })
    }
}
