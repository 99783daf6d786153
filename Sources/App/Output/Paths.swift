// Paths of the command line, made absolute: the engine that reads them may run elsewhere on this host.

import Foundation

enum Paths {
    static func absolute(_ path: String) -> String {
        URL(fileURLWithPath: path).standardizedFileURL.path
    }

    /// With `~` written out, as no shell has done it for a line of a file.
    static func home(_ path: String) -> String { absolute((path as NSString).expandingTildeInPath) }
}
