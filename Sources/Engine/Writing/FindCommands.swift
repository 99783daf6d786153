// Use case: commands by what they are, newest first, page by page.

internal import EventSourcing
internal import JSONText

package struct FindCommands: UseCase, Hashable {
    package static let name = "find-commands"
    /// Pages of the port looked at for one page of the answer.
    private static let maximumPages = 20

    package var database: String?
    package var statuses: [String]
    /// `CREATE_INSTANCE`, …; empty: all.
    package var types: [String]
    package var className: String?
    package var actor: String?
    /// Must occur in the address, the reason or the content, in any case.
    package var text: String?
    /// RFC 3339.
    package var since: String?
    package var until: String?
    package var limit: Int
    package var after: String?

    package init(
        database: String? = nil, statuses: [String] = [], types: [String] = [],
        className: String? = nil, actor: String? = nil, text: String? = nil,
        since: String? = nil, until: String? = nil, limit: Int = 100, after: String? = nil
    ) {
        self.database = database
        self.statuses = statuses
        self.types = types
        self.className = className
        self.actor = actor
        self.text = text
        self.since = since
        self.until = until
        self.limit = limit
        self.after = after
    }

    package var reach: Reach { database.map { .database($0) } ?? .engine }

    /// A page may be short, or empty, and yet have a next one: the scan of one call is bounded.
    package func perform(in engine: Engine, _ call: CallContext) async throws(EngineError)
        -> PageView<CommandView>
    {
        let since = try AuditReader.moment(since, "since")
        let until = try AuditReader.moment(until, "until")
        guard after.map({ StorePosition($0) != nil }) ?? true else {
            throw EngineError(.invalidRequest, "cursor is the next_cursor of the page before")
        }
        var answer = PageView<CommandView>(items: [], next: after)
        for _ in 0..<FindCommands.maximumPages {
            let page = try await engine.commands.list(
                ListCommands(
                    database: database, statuses: statuses,
                    limit: isPlain ? limit - answer.items.count : 200, after: answer.next))
            for (index, command) in page.items.enumerated() {
                let at = Timestamp(command.acceptedAt)
                if let since, let at, at < since {
                    return PageView(items: answer.items, next: nil)
                }
                guard matches(command), until.map({ (at ?? $0) <= $0 }) ?? true else { continue }
                answer.items.append(command)
                if answer.items.count == limit {
                    let isLast = index == page.items.count - 1
                    answer.next =
                        isLast ? page.next : try await cursor(before: page, index, engine)
                    return answer
                }
            }
            answer.next = page.next
            if page.next == nil { return answer }
        }
        return answer
    }

    private var isPlain: Bool {
        types.isEmpty && className == nil && actor == nil && text == nil && since == nil
            && until == nil
    }

    /// The cursor behind the `index`-th item of a page: the page that ends with it says so.
    private func cursor(before page: PageView<CommandView>, _ index: Int, _ engine: Engine)
        async throws(EngineError) -> String?
    {
        guard let id = EventID(page.items[index].id) else { return page.next }
        let found = try await EngineError.wrapStore { () async throws(EventStoreError) in
            try await engine.ports.store.find(id)
        }
        return found?.position.description ?? page.next
    }

    private func matches(_ command: CommandView) -> Bool {
        if !types.isEmpty, !types.contains(command.type) { return false }
        if let actor, command.actor != actor { return false }
        if let className {
            guard command.aggregate == className || command.aggregate.hasPrefix(className + "/")
            else { return false }
        }
        guard let text = text?.lowercased(), !text.isEmpty else { return true }
        return [command.aggregate, command.reason ?? "", command.payload.text, command.id]
            .contains { $0.lowercased().contains(text) }
    }
}
