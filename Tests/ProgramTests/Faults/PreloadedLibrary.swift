// Small C libraries of this folder, compiled when first needed, for LD_PRELOAD.

import Foundation
import TestSupport

enum PreloadedLibrary {
    /// Makes a file when the exit handlers of a program run.
    static let exitMark = compiled("exit.c")

    /// The path of the compiled library; nil, with a printed reason, when there is no C compiler.
    static func compiled(_ source: String) -> String? {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
        let name = source.split(separator: ".").first ?? "library"
        let target = NSTemporaryDirectory() + "spice-\(name)-\(getpid()).so"
        let compiler = Process()
        compiler.executableURL = URL(filePath: "/usr/bin/env")
        compiler.arguments = [
            "cc", "-O2", "-shared", "-fPIC", "-o", target, folder.appending(path: source).path,
        ]
        guard (try? compiler.start()) != nil else { return nil }
        compiler.waitUntilExit()
        guard compiler.terminationStatus == 0 else {
            print("skipped: \(source) needs a C compiler named cc")
            return nil
        }
        return target
    }
}
