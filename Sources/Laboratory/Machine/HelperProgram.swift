// Programs that a measurement stands beside: found on the PATH, started, asked.

import Foundation
import Processes

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
        var launch = Launch(program, arguments)
        (launch.output, launch.errors) = (.pipe, .likeOutput)
        let child = try ChildProcess(launch)
        let text = String(decoding: child.output?.readToEnd() ?? [], as: UTF8.self)
        guard child.wait() == .exited(0) else {
            throw LaboratoryError.unexpected("\(program) failed: \(text.suffix(300))")
        }
        return text
    }

    /// A server in the background, until it is stopped.
    static func start(_ program: String, _ arguments: [String], in folder: String) throws
        -> ChildProcess
    {
        var launch = Launch(program, arguments)
        launch.folder = folder
        return try ChildProcess(launch)
    }
}
