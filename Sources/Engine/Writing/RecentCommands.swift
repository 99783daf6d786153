// The single commands that were accepted last and may still be on their way: who writes and then asks waits for them.

internal import EventSourcing
internal import Synchronization

final class RecentCommands: Sendable {
    /// Beyond it the oldest are forgotten: whoever writes so much does not wait for each.
    private static let maximumKept = 256

    private let commands = Mutex<[String: [RecordedEvent]]>([:])
    private let count = Mutex(0)

    /// How many commands this process has accepted.
    var accepted: Int { count.withLock { $0 } }

    func note(_ command: RecordedEvent, database: String) {
        count.withLock { $0 += 1 }
        commands.withLock { commands in
            commands[database, default: []].append(command)
            let surplus = (commands[database]?.count ?? 0) - RecentCommands.maximumKept
            if surplus > 0 { commands[database]?.removeFirst(surplus) }
        }
    }

    /// Bulk commands only count.
    func note(bulk: Int) { count.withLock { $0 += bulk } }

    /// Where something is pending.
    var databases: [String] {
        commands.withLock { commands in commands.filter { !$0.value.isEmpty }.map(\.key) }
    }

    func pending(_ database: String) -> [RecordedEvent] {
        commands.withLock { $0[database] ?? [] }
    }

    func settle(_ ids: Set<EventID>, database: String) {
        commands.withLock { commands in
            commands[database]?.removeAll { ids.contains($0.event.id) }
        }
    }
}
