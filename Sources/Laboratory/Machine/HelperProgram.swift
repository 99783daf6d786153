// Programs that a measurement stands beside: found on the PATH, started, ended again.

package import Foundation
import Glibc

package enum HelperProgram {
    /// Nil when there is none of this name on the PATH.
    package static func find(_ name: String, path: String) -> String? {
        if name.hasPrefix("/") {
            return FileManager.default.isExecutableFile(atPath: name) ? name : nil
        }
        return path.split(separator: ":").map { $0 + "/" + name }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    /// What it prints; throws when it fails. Blocking.
    static func output(of program: String, _ arguments: [String]) throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        wait(for: process)
        let text = String(decoding: data, as: UTF8.self)
        guard process.terminationStatus == 0 else {
            throw LaboratoryError.unexpected("\(program) failed: \(text.suffix(300))")
        }
        return text
    }

    /// A server in the background, until `stop`.
    static func start(_ program: String, _ arguments: [String], in folder: String) throws
        -> Process
    {
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        process.currentDirectoryURL = URL(filePath: folder)
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        return process
    }

    /// Until it has ended. Blocking. Foundation's own waiting turns the run loop of the thread that started it, and never
    /// comes back on another one.
    static func wait(for process: Process) {
        while process.isRunning { Thread.sleep(forTimeInterval: 0.002) }
    }

    /// Asks it to end, and ends it after some seconds. Blocking.
    package static func stop(_ process: Process) {
        process.terminate()
        for _ in 0..<100 where process.isRunning { Thread.sleep(forTimeInterval: 0.05) }
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    }
}
