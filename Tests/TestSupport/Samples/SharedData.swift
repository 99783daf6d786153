// Data that is too large for the repository. Tests that want it run where SPICE_TEST_SHARED names the folder that
// holds data/, field/, tools/ and services/, and say so where it does not.

internal import Foundation

package enum SharedData {
    package static let variable = "SPICE_TEST_SHARED"

    /// The path of a file or folder below the shared folder; nil, with a printed reason, when it is not there.
    package static func path(
        _ relative: String, environment: [String: String] = ProcessInfo.processInfo.environment
    ) -> String? {
        guard let root = environment[variable], !root.isEmpty else {
            print("skipped: needs \(relative); set \(variable) to the folder that holds data/")
            return nil
        }
        let path = root + "/" + relative
        guard FileManager.default.fileExists(atPath: path) else {
            print("skipped: \(variable) is set, but there is no \(relative) in it")
            return nil
        }
        return path
    }
}
