// What happened on a branch, newest first: decided changes, and the commits that somebody noted. The end of the log is
// looked through first, about as many events as the branch has streams; where too little of it is the branch's, the rest
// comes from the branch's own streams. So it costs at most about twice what the better of the two does.

internal import EventSourcing
internal import JSONText
internal import Ontology

struct HistoryReader: Sendable {
    private static let window: Int64 = 1024
    private static let maximumScanned = 200_000
    private static let maximumPage = 4096

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
        let limit = min(max(request.limit, 0), HistoryReader.maximumPage)
        var found = Found(skip: max(request.offset, 0), wanted: limit + 1)
        var scanned = 0
        var bound: Int?
        while end > .start, !found.isFull {
            if Task.isCancelled { throw EngineError(.cancelled, "cancelled") }
            if scanned > 0 {
                let most = if let bound { bound } else { await streams(of: request.branch) }
                bound = most
                if scanned >= most { break }
            }
            let start = StorePosition(segment: max(0, end.segment - HistoryReader.window))
            let events = try await events(after: start, upTo: end)
            scanned += events.count
            for event in events.reversed() { found.add(commit(event, request.branch)) }
            end = start
        }
        if end > .start, !found.isFull {
            var streams = try await StreamsBackwards(
                engine.ports.store, try await ends(of: request.branch), upTo: end)
            while !found.isFull, let event = try await streams.next() {
                found.add(commit(event, request.branch))
            }
        }
        var commits = found.commits
        for index in commits.indices where index + 1 < commits.count {
            commits[index].parent = commits[index + 1].id
        }
        return Array(commits.prefix(limit))
    }

    /// A page as it fills; one more than asked for is wanted, as the parent of the last.
    private struct Found {
        var commits: [CommitView] = []
        var skip: Int
        let wanted: Int

        init(skip: Int, wanted: Int) {
            self.skip = skip
            self.wanted = wanted
        }

        var isFull: Bool { commits.count >= wanted }

        mutating func add(_ commit: CommitView?) {
            guard let commit else { return }
            if skip > 0 { skip -= 1 } else { commits.append(commit) }
        }
    }

    /// About how many there are: what stands is counted, what is gone is not.
    private func streams(of branch: String) async -> Int {
        let counts = try? await engine.ports.graph.counts(brancher.scope(of: branch))
        let nodes = counts?.reduce(0) { $0 + $1.nodes } ?? 0
        return min(nodes, HistoryReader.maximumScanned)
    }

    /// Where the streams end in which a branch's history stands.
    private func ends(of branch: String) async throws(EngineError) -> [StreamEnd] {
        let scope = brancher.scope(of: branch)
        let address = BranchAddress(
            database: scope.database, epoch: scope.epoch, branch: scope.branch)
        var ends: [StreamEnd] = []
        for type in [AggregateType.instance, .ontologyClass] {
            ends += try await EngineError.wrapStore { () async throws(EventStoreError) in
                try await engine.ports.store.ends(of: type, on: address)
            }
        }
        let name = try EngineError.wrapName { () throws(NameError) in
            try DatabaseName(scope.database)
        }
        for stream in [
            DatabaseAggregate.stream(name), BranchBook.stream(scope.database, scope.epoch),
        ] {
            let facts = try await engine.registry.book.read(stream)
            if let last = facts.last { ends.append(StreamEnd(last)) }
        }
        return ends
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
