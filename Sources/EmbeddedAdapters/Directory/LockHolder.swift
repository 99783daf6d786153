// Who holds a data directory, as the lock file says.

package import EventSourcing
import JSONText

package struct LockHolder: Hashable, Sendable {
    package var pid: Int
    package var command: String
    package var since: Timestamp
    package var socketPath: String

    package init(pid: Int, command: String, since: Timestamp, socketPath: String) {
        self.pid = pid
        self.command = command
        self.since = since
        self.socketPath = socketPath
    }

    var bytes: [UInt8] {
        let json: JSON = [
            "pid": .integer(pid), "command": .string(command),
            "since": .string(since.description), "socket": .string(socketPath),
        ]
        return json.bytes + [UInt8(ascii: "\n")]
    }

    /// Reads what `bytes` wrote; nil for anything else, as when the holder is about to write it.
    init?(_ bytes: [UInt8]) {
        guard let json = try? JSON(parsing: bytes), let pid = json["pid"]?.integer,
            let command = json["command"]?.string,
            let since = json["since"]?.string.flatMap(Timestamp.init),
            let socket = json["socket"]?.string
        else { return nil }
        self.init(pid: pid, command: command, since: since, socketPath: socket)
    }
}
