// Messages for people go to stderr, one line each; answers go to stdout.

import Foundation
import Logging

enum Log {
    /// For services beside a one-shot command: only what must be known.
    static var quiet: Logger {
        var logger = Logger(label: "spice", factory: { StreamLogHandler.standardError(label: $0) })
        logger.logLevel = .critical
        return logger
    }

    /// For a service in the foreground.
    static var service: Logger {
        var logger = Logger(label: "spice", factory: { StreamLogHandler.standardError(label: $0) })
        logger.logLevel = .warning
        return logger
    }

    /// A line on stdout that is there at once, also through a pipe; nothing when nobody reads any more.
    static func stdout(_ text: String) {
        try? FileHandle.standardOutput.write(contentsOf: Data((text + "\n").utf8))
    }

    static func stderr(_ text: String) {
        let line = Visible.text(text) + "\n"
        try? FileHandle.standardError.write(contentsOf: Data(line.utf8))
    }
}
