// What happened on a branch, newest first: decided changes, and the commits that somebody noted.

internal import EventSourcing
internal import JSONText
internal import Ontology

struct HistoryReader: Sendable {
    private static let window: Int64 = 1024
    private static let maximumScanned = 200_000

    let engine: Engine
    let brancher: Brancher

    init(_ engine: Engine, _ database: String) async throws(EngineError) {
        self.engine = engine
        brancher = try await Brancher(engine, database)
    }

    func page(_ request: BranchHistory) async throws(EngineError) -> [CommitView] {
        _ = try await brancher.fold().branch(request.branch)
        var end = try await EngineError.wrapStore { () async throws(EventStoreError) in
            try await engine.ports.store.head()
        }
        var commits: [CommitView] = []
        var skip = request.offset
        var scanned = 0
        // One more, for the parent of the last.
        while end > .start, commits.count <= request.limit, scanned < HistoryReader.maximumScanned {
            let start = StorePosition(segment: max(0, end.segment - HistoryReader.window))
            let events = try await events(after: start, upTo: end)
            scanned += events.count
            for event in events.reversed() {
                guard let commit = commit(event, request.branch) else { continue }
                if skip > 0 {
                    skip -= 1
                    continue
                }
                commits.append(commit)
            }
            end = start
        }
        for index in commits.indices where index + 1 < commits.count {
            commits[index].parent = commits[index + 1].id
        }
        return Array(commits.prefix(max(request.limit, 0)))
    }

    private func events(after start: StorePosition, upTo end: StorePosition)
        async throws(EngineError) -> [RecordedEvent]
    {
        var found: [RecordedEvent] = []
        var position = start
        while position < end {
            let from = position
            let batch = try await EngineError.wrapStore { () async throws(EventStoreError) in
                try await engine.ports.store.read(
                    after: from, limit: Int(HistoryReader.window))
            }
            guard let last = batch.last else { break }
            found += batch.filter { $0.position <= end }
            position = last.position
        }
        return found
    }

    private func commit(_ recorded: RecordedEvent, _ branch: String) -> CommitView? {
        let event = recorded.event
        let stream = event.stream
        let scope = brancher.scope
        let isOfDatabase =
            (stream.database == scope.database && stream.epoch == scope.epoch)
            || (stream.type == .database && stream.key == scope.database)
        guard isOfDatabase, event.kind == .domain,
            event.type != DomainEventType.commandFailed.rawValue
        else { return nil }
        var message: String
        var author = event.actor
        if event.type == BranchBook.noted {
            guard event.data["name"]?.string == branch else { return nil }
            message = event.data["message"]?.string ?? ""
            author = event.data["author"]?.string ?? author
        } else {
            guard let type = DomainEventType(rawValue: event.type),
                stream.branch == branch || stream.type == .database
            else { return nil }
            message =
                type.rawValue.lowercased().replacing("_", with: " ") + " "
                + CommandReader.aggregate(stream)
        }
        return CommitView(
            id: event.id.description, message: message, author: author,
            at: event.occurredAt.description, position: recorded.position.description,
            parent: nil, branch: branch)
    }
}
