// States of commands, published live and kept at hand by Redis, before the store that holds them for good. Without
// Redis everything works as before, slower.

package import EventSourcing
internal import Foundation
internal import JSONText
internal import Synchronization

/// Close it before letting go of it.
package final class RedisCommandStatus: CommandStatus {
    private struct State {
        var changes = 0
        var seen = 0
        var isListening = false
        var isClosed = false
        var waiters: [Once<Void>] = []
    }

    private static let channel = "command_updates"

    private let store: any CommandStatus
    private let client: RedisClient
    private let state = Mutex(State())

    package init(before store: any CommandStatus, _ client: RedisClient) {
        self.store = store
        self.client = client
        let thread = Thread { self.listen() }
        thread.name = "redis updates"
        thread.start()
    }

    package func set(_ state: CommandState) async throws(OperationsStoreError) {
        try await set([state])
    }

    /// Answers when the store has them; Redis is told afterwards and may not be there.
    package func set(_ states: [CommandState]) async throws(OperationsStoreError) {
        try await store.set(states)
        if states.isEmpty { return }
        _ = try? await client.send(states.map(request))
    }

    private func request(_ state: CommandState) -> [String] {
        let id = state.command.event.id.description
        let prefix = client.settings.prefix
        return [
            "EVAL", Self.raise, "1", "\(prefix)command:\(id):status", String(state.phase.rank),
            RedisStatusDocument.json(state).text, String(client.settings.keptSeconds),
            "\(prefix)\(Self.channel):\(id)", "\(prefix)\(Self.channel)", id,
        ]
    }

    /// Only what is terminal is taken from Redis: anything else may have gone on without it.
    package func get(_ command: EventID) async throws(OperationsStoreError) -> CommandState? {
        let key = "\(client.settings.prefix)command:\(command):status"
        if let reply = try? await client.send([["GET", key]]).first, let text = reply.text,
            let state = RedisStatusDocument.state(text), state.phase.isTerminal
        {
            return state
        }
        return try await store.get(command)
    }

    package func commands(_ ids: [EventID]) async throws(OperationsStoreError) -> [RecordedEvent] {
        try await store.commands(ids)
    }

    package func list(_ filter: CommandFilter, _ page: PageRequest)
        async throws(OperationsStoreError) -> Page<CommandState>
    {
        try await store.list(filter, page)
    }

    package func waitForChange(timeoutSeconds: Double) async {
        guard state.withLock({ $0.isListening }) else {
            return await store.waitForChange(timeoutSeconds: timeoutSeconds)
        }
        await withTaskCancellationHandler {
            await Once<Void>.wait(seconds: max(0, timeoutSeconds), late: ()) { once in
                let isNow = state.withLock { state in
                    if state.changes == state.seen, !Task.isCancelled {
                        state.waiters.append(once)
                    }
                    return state.changes != state.seen || Task.isCancelled
                }
                if isNow { once.resume(()) }
            }
        } onCancel: {
            wake()
        }
        state.withLock { $0.seen = $0.changes }
    }

    package func close() {
        state.withLock { $0.isClosed = true }
        client.close()
        wake()
    }

    private func wake() {
        let waiters = state.withLock { state in
            defer { state.waiters = [] }
            return state.waiters
        }
        for waiter in waiters { waiter.resume(()) }
    }

    /// Subscribes, again and again; what changed while it could not hear is told as one change.
    private func listen() {
        let line = RedisLine(client.settings)
        let request = ["SUBSCRIBE", client.settings.prefix + Self.channel].map { Array($0.utf8) }
        while !state.withLock({ $0.isClosed }) {
            guard (try? line.send([request])) != nil else {
                Thread.sleep(forTimeInterval: 0.2)
                continue
            }
            state.withLock { state in
                state.isListening = true
                state.changes += 1
            }
            wake()
            while !state.withLock({ $0.isClosed }), let news = line.receive(seconds: 0.5) {
                guard !news.isEmpty else { continue }
                state.withLock { $0.changes += 1 }
                wake()
            }
            state.withLock { $0.isListening = false }
            wake()
        }
    }

    /// Never over a state of the same or a higher rank; then tells who listens. The rank stands at the front of what
    /// this program writes; only another one's text is read whole.
    private static let raise = """
        local kept = redis.call('GETRANGE', KEYS[1], 0, 63)
        if kept ~= '' then
            local rank = string.match(kept, '^{"status":"%u+","rank":(%d),')
                or cjson.decode(redis.call('GET', KEYS[1]))['rank']
            if tonumber(rank) >= tonumber(ARGV[1]) then return 0 end
        end
        redis.call('SET', KEYS[1], ARGV[2], 'EX', ARGV[3])
        redis.call('PUBLISH', ARGV[4], ARGV[2])
        redis.call('PUBLISH', ARGV[5], ARGV[6])
        return 1
        """
}
