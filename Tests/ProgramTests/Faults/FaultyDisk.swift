// The preloaded library that plays a disk with a volatile cache, compiled when first needed, and a data directory on
// such a disk.

import Foundation
import TestSupport
import Testing

struct FaultyDisk {
    /// The compiled library; nil, with a printed reason, when there is no C compiler.
    static let library: String? = {
        let source = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "disk.c")
        let target = NSTemporaryDirectory() + "spice-disk-\(getpid()).so"
        let compiler = Process()
        compiler.executableURL = URL(filePath: "/usr/bin/env")
        compiler.arguments = ["cc", "-O2", "-shared", "-fPIC", "-o", target, source.path]
        guard (try? compiler.run()) != nil else { return nil }
        compiler.waitUntilExit()
        guard compiler.terminationStatus == 0 else {
            print("skipped: the faulty disk needs a C compiler named cc")
            return nil
        }
        return target
    }()

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
