// `spice up` of this program as a child, on a directory and free ports of its own.

import Foundation
import JSONText
import Laboratory

struct ServedDirectory: Sendable {
    let directory: String
    /// `http://127.0.0.1:port`.
    let oms: String
    private let process: Process

    /// Throws when it does not say within ten seconds where it listens.
    static func start(below folder: String) async throws -> ServedDirectory {
        let directory = folder + "/data"
        let process = Process()
        process.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        process.arguments = [
            "up", "--json", "--data-dir", directory, "--oms-port", "0", "--bff-port", "0",
            "--funnel-port", "0",
        ]
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        try process.run()
        let deadline = ContinuousClock.now + .seconds(10)
        var text = ""
        while ContinuousClock.now < deadline, process.isRunning {
            text += String(decoding: pipe.fileHandleForReading.availableData, as: UTF8.self)
            for line in text.split(separator: "\n") {
                guard let json = try? JSON(parsing: String(line)), json["service"] == "OMS",
                    let address = json["address"]?.string
                else { continue }
                return ServedDirectory(directory: directory, oms: address, process: process)
            }
        }
        process.terminate()
        throw StartError("spice up did not start", code: "program_missing")
    }

    func stop() {
        HelperProgram.stop(process)
    }
}
