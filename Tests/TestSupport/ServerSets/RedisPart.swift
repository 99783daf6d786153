// States of commands with Redis before the store of the part that stands before it.

internal import EventSourcing
internal import ServerAdapters
internal import Synchronization

package final class RedisPart: ServerPart {
    private let settings: RedisSettings
    private let status = Mutex<RedisCommandStatus?>(nil)

    package init(_ url: String) throws {
        guard
            let settings = RedisSettings(url: url, prefix: TestServers.uniqueName("t") + ":")
        else { throw CheckAborted("\(url) is no address of Redis") }
        self.settings = settings
    }

    package func open(_ ports: inout Ports, clock: FixedClock) async throws {
        let new = RedisCommandStatus(before: ports.status, RedisClient(settings))
        status.withLock { $0 = new }
        ports.status = new
    }

    package func kill() async {
        status.withLock { status in
            status?.close()
            status = nil
        }
    }

    package func end() async {}
}
