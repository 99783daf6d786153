// `spice up` of this program as a child, on a directory and free ports of its own.

import Foundation
import JSONText
import Processes

struct ServedDirectory: Sendable {
    let directory: String
    /// `http://127.0.0.1:port`.
    let oms: String
    private let child: ChildProcess

    /// Throws when it does not say within ten seconds where it listens.
    static func start(below folder: String) async throws -> ServedDirectory {
        let directory = folder + "/data"
        var launch = Launch(
            URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().path,
            [
                "up", "--json", "--data-dir", directory, "--oms-port", "0", "--bff-port", "0",
                "--funnel-port", "0",
            ])
        launch.output = .pipe
        let child = try ChildProcess(launch)
        let deadline = ContinuousClock.now + .seconds(10)
        var text = ""
        while let part = child.output?.read(seconds: (deadline - .now) / .seconds(1)), !part.isEmpty
        {
            text += String(decoding: part, as: UTF8.self)
            for line in text.split(separator: "\n") {
                guard let json = try? JSON(parsing: String(line)), json["service"] == "OMS",
                    let address = json["address"]?.string
                else { continue }
                return ServedDirectory(directory: directory, oms: address, child: child)
            }
        }
        child.stop()
        throw StartError("spice up did not start", code: "program_missing")
    }

    func stop() { child.stop() }
}
