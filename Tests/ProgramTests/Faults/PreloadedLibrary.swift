// Small C libraries of this folder, compiled when first needed, for LD_PRELOAD.

import Foundation
import Processes

enum PreloadedLibrary {
    /// Makes a file when the exit handlers of a program run.
    static let exitMark = compiled("exit.c")

    /// The path of the compiled library; nil, with a printed reason, when there is no C compiler.
    static func compiled(_ source: String) -> String? {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
        let name = source.split(separator: ".").first ?? "library"
        let target = NSTemporaryDirectory() + "spice-\(name)-\(getpid()).so"
        let compiler = Launch(
            "cc", ["-O2", "-shared", "-fPIC", "-o", target, folder.appending(path: source).path])
        guard (try? ChildProcess(compiler).wait()) == .exited(0) else {
            print("skipped: \(source) needs a C compiler named cc")
            return nil
        }
        return target
    }
}
