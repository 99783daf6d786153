// Use case: commands that pass a filter, newest first. The engine looks through all of them, a stretch a call: the answer
// says how far it has looked, and from where to look on.

internal import EventSourcing
internal import JSONText

package struct SearchCommands: UseCase, Hashable {
    package static let name = "search-commands"
    /// Commands looked at in one call, at most.
    package static let longestStretch = 4000
    private static let pageSize = 200

    package var database: String?
    /// In the filter language; empty: all.
    package var filter: String
    package var limit: Int
    package var after: String?
    /// Commands to look at; at most `longestStretch`.
    package var stretch: Int

    package init(
        database: String? = nil, filter: String = "", limit: Int = 100, after: String? = nil,
        stretch: Int = SearchCommands.longestStretch
    ) {
        self.database = database
        self.filter = filter
        self.limit = limit
        self.after = after
        self.stretch = stretch
    }

    package var reach: Reach { database.map { .database($0) } ?? .engine }

    /// Words that the filter does not know are left out; `CommandPage.unknown` names them.
    package func perform(in engine: Engine, _ call: CallContext) async throws(EngineError)
        -> CommandPage
    {
        let filter = CommandsFilter(self.filter)
        let now = engine.ports.clock.now()
        let dead = filter.holdsAll ? [] : try await deadEvents(engine)
        let limit = min(max(self.limit, 1), 1000)
        var answer = CommandPage(items: [], unknown: filter.unknown)
        answer.next = after
        repeat {
            let room = filter.holdsAll ? limit - answer.items.count : Self.pageSize
            let page = try await engine.commands.list(
                ListCommands(
                    database: database, statuses: filter.statuses, limit: room, after: answer.next))
            for command in page.items {
                let at = Timestamp(command.acceptedAt)
                let age = at.map { now.seconds(since: $0) }
                if let oldest = filter.oldest, let age, age > oldest {
                    answer.next = nil
                    return answer
                }
                answer.look(at: command)
                let phase = CommandPhase(command, isDead: dead.contains(command.id))
                guard filter.holds(command, phase, age: age) else { continue }
                answer.items.append(command)
            }
            answer.next = page.next
        } while answer.next != nil && answer.items.count < limit
            && answer.lookedAt < min(stretch, Self.longestStretch)
        return answer
    }

    /// The events that dead letters hold.
    private func deadEvents(_ engine: Engine) async throws(EngineError) -> Set<String> {
        var ids: Set<String> = []
        var request = ListDeadLetters(limit: 1000)
        repeat {
            let page = try await engine.deadLetters.list(request)
            ids.formUnion(page.items.compactMap(\.eventID))
            request.after = page.next
        } while request.after != nil
        return ids
    }
}

/// Commands that passed, and how far was looked. A page may hold some more than its limit, or none, and yet have a next.
package struct CommandPage: Codable, Hashable, Sendable {
    package var items: [CommandView]
    /// Where to look on; nil at the end.
    package var next: String?
    /// Commands looked at for this page.
    package var lookedAt: Int
    /// When the newest and the oldest of those were accepted.
    package var newestAt: String?
    package var oldestAt: String?
    /// Words of the filter that mean nothing.
    package var unknown: [String]

    package init(items: [CommandView], next: String? = nil, unknown: [String] = []) {
        self.items = items
        self.next = next
        self.unknown = unknown
        lookedAt = 0
        for item in items { look(at: item) }
    }

    package mutating func look(at command: CommandView) {
        lookedAt += 1
        newestAt = newestAt ?? command.acceptedAt
        oldestAt = command.acceptedAt
    }
}
