// Waits for what other processes say through Postgres (NOTIFY), on a connection of its own, which is made when somebody
// waits for the first time. News may come too often, and while the connection is away nothing is heard.

internal import Foundation
internal import Synchronization

/// Close it before letting go of it.
final class PostgresNews: Sendable {
    /// Between two looks whether this is closed.
    private static let turnSeconds = 5.0

    private struct State {
        var hasBegun = false
        var isListening = false
        var isClosed = false
        var waiting: [Int: Once<Void>] = [:]
        var last = 0
    }

    private let settings: PostgresSettings
    private let channel: String
    private let state = Mutex(State())

    init(_ settings: PostgresSettings, channel: String) {
        self.settings = settings
        self.channel = channel
    }

    /// Returns when there are news, or after so long. `isThere` is asked when news are listened for: whether what is
    /// waited for is there already. False, at once, while nothing can be heard.
    func wait(seconds: Double, unless isThere: @escaping @Sendable () async -> Bool) async
        -> Bool
    {
        begin()
        guard state.withLock({ $0.isListening }) else { return false }
        let number = state.withLock { state in
            state.last += 1
            return state.last
        }
        await withTaskCancellationHandler {
            await Once<Void>.wait(seconds: seconds, late: ()) { once in
                let isOver = state.withLock { state in
                    state.waiting[number] = once
                    return state.isClosed || Task.isCancelled
                }
                if isOver { once.resume(()) }
                Task { if await isThere() { once.resume(()) } }
            }
        } onCancel: {
            wake([number])
        }
        state.withLock { _ = $0.waiting.removeValue(forKey: number) }
        return true
    }

    /// Harmless when repeated. The thread ends within seconds.
    func close() {
        state.withLock { $0.isClosed = true }
        wake(nil)
    }

    private func begin() {
        let isFirst = state.withLock { state in
            defer { state.hasBegun = true }
            return !state.hasBegun && !state.isClosed
        }
        guard isFirst else { return }
        let thread = Thread { self.serve() }
        thread.name = "postgres news"
        thread.start()
    }

    /// Nil: everybody.
    private func wake(_ numbers: [Int]?) {
        let woken = state.withLock { state in
            (numbers ?? Array(state.waiting.keys)).compactMap {
                state.waiting.removeValue(forKey: $0)
            }
        }
        for once in woken { once.resume(()) }
    }

    private func serve() {
        while !state.withLock({ $0.isClosed }) {
            do throws(PostgresError) {
                let connection = try PostgresConnection(settings)
                _ = try connection.run(
                    [PostgresStatement("LISTEN \(channel)", isPrepared: false)],
                    deadlineSeconds: settings.statementSeconds)
                state.withLock { $0.isListening = true }
                // What was said before is not heard any more.
                wake(nil)
                while !state.withLock({ $0.isClosed }) {
                    if try connection.hears(seconds: Self.turnSeconds) { wake(nil) }
                }
            } catch {
                state.withLock { $0.isListening = false }
                wake(nil)
                Thread.sleep(forTimeInterval: 0.5)
            }
        }
    }
}
