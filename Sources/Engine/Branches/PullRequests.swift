// Proposals to merge a branch, with what they would bring: opened, then merged or closed. Facts in the log.

internal import EventSourcing
internal import JSONText
internal import Ontology

package struct PullRequestView: Codable, Hashable, Sendable {
    package enum State: String, Codable, Hashable, Sendable { case open, merged, closed }

    package var id: String
    package var database: String
    package var source: String
    package var target: String
    package var title: String
    package var description: String
    package var author: String
    package var state: State
    package var createdAt: String
    package var endedAt: String?
    package var endedBy: String?
    /// Why it was closed, or with which words it was merged.
    package var note: String?
}

/// Use case: opens one. There is at most one open for a pair of branches.
package struct OpenPullRequest: DatabaseUseCase, Hashable {
    package static let name = "open-pull-request"
    package static let requiredRole = Principal.Role.writer
    package var database: String
    package var source: String
    package var target: String
    package var title: String
    package var description: String
    package var author: String?

    package init(
        database: String, source: String, target: String, title: String, description: String,
        author: String?
    ) {
        self.database = database
        self.source = source
        self.target = target
        self.title = title
        self.description = description
        self.author = author
    }

    package func perform(in engine: Engine, _ call: CallContext) async throws(EngineError)
        -> PullRequestView
    {
        try await PullRequestDesk(engine, database).open(self, call)
    }
}

package struct ListPullRequests: DatabaseUseCase, Hashable {
    package static let name = "list-pull-requests"
    package var database: String

    package init(database: String) { self.database = database }

    /// Newest first.
    package func perform(in engine: Engine, _ call: CallContext) async throws(EngineError)
        -> PageView<PullRequestView>
    {
        PageView(items: try await PullRequestDesk(engine, database).list(), next: nil)
    }
}

/// Use case: merges an open one, or closes it. With conflicts nothing is merged and it stays open.
package struct EndPullRequest: DatabaseUseCase, Hashable {
    package static let name = "end-pull-request"
    package static let requiredRole = Principal.Role.writer
    package var database: String
    package var id: String
    package var merges: Bool
    package var note: String?

    package init(database: String, id: String, merges: Bool, note: String?) {
        self.database = database
        self.id = id
        self.merges = merges
        self.note = note
    }

    package func perform(in engine: Engine, _ call: CallContext) async throws(EngineError)
        -> EndedPullRequest
    {
        try await PullRequestDesk(engine, database).end(self, call)
    }
}

package struct EndedPullRequest: Codable, Hashable, Sendable {
    package var view: PullRequestView
    /// Of a merge; not merged: it has conflicts.
    package var report: MergeReport?
}

struct PullRequestDesk: Sendable {
    private static let opened = "PULL_REQUEST_OPENED"
    private static let ended = "PULL_REQUEST_ENDED"

    private let engine: Engine
    private let brancher: Brancher
    private let stream: StreamID

    init(_ engine: Engine, _ database: String) async throws(EngineError) {
        self.engine = engine
        brancher = try await Brancher(engine, database)
        stream = RecordBook.stream("PullRequest", of: brancher.scope)
    }

    func list() async throws(EngineError) -> [PullRequestView] {
        fold(try await engine.registry.book.read(stream)).reversed()
    }

    func open(_ request: OpenPullRequest, _ call: CallContext) async throws(EngineError)
        -> PullRequestView
    {
        guard (1...500).contains(request.title.count), request.description.count <= 5000 else {
            throw EngineError(
                .invalidRequest, "a title has 1 to 500 characters, a description at most 5000")
        }
        guard request.source != request.target else {
            throw EngineError(.invalidRequest, "source and target are the same branch")
        }
        let id = call.id(of: PullRequestDesk.opened)
        if let id, let view = try await list().first(where: { $0.id == id.description }) {
            return view
        }
        let branches = try await brancher.fold()
        for name in [request.source, request.target] where branches.branches[name] == nil {
            throw EngineError(
                .invalidRequest, "there is no branch \(EngineError.quoted(name))")
        }
        for name in [request.source, request.target] { _ = try branches.whole(name) }
        let data = JSONObject([
            ("source", .string(request.source)), ("target", .string(request.target)),
            ("title", .string(request.title)), ("description", .string(request.description)),
            ("author", .string(request.author ?? call.principal.actor)),
        ])
        let facts = try await engine.registry.book.append(
            to: stream, actor: call.principal.actor, id: id
        ) { (facts) throws(EngineError) in
            let isTaken = fold(facts).contains {
                $0.state == .open && $0.source == request.source && $0.target == request.target
            }
            guard !isTaken else {
                throw EngineError(
                    .invalidRequest,
                    "a request from \(request.source) to \(request.target) is open already")
            }
            return (PullRequestDesk.opened, data)
        }
        let views = fold(facts)
        let own = id.flatMap { id in views.first { $0.id == id.description } }
        guard let view = own ?? views.last else {
            throw EngineError(.internal, "the request was not kept")
        }
        return view
    }

    func end(_ request: EndPullRequest, _ call: CallContext) async throws(EngineError)
        -> EndedPullRequest
    {
        guard let view = try await list().first(where: { $0.id == request.id }) else {
            throw EngineError(
                .notFound, "there is no pull request \(EngineError.quoted(request.id))")
        }
        let id = call.id(of: PullRequestDesk.ended)
        if try await engine.registry.book.kept(id) != nil {
            return EndedPullRequest(view: view, report: try await brancher.mergeReport(call))
        }
        guard view.state == .open else {
            throw EngineError(.invalidRequest, "it is \(view.state.rawValue) already")
        }
        var report: MergeReport?
        if request.merges {
            let merged = try await MergeBranches(
                database: request.database, source: view.source, target: view.target,
                message: request.note
            ).perform(in: engine, call)
            guard merged.isMerged else { return EndedPullRequest(view: view, report: merged) }
            report = merged
        }
        var data = JSONObject([
            ("id", .string(view.id)), ("state", .string(request.merges ? "merged" : "closed")),
        ])
        data["note"] = request.note.map(JSON.string)
        try await engine.registry.book.append(
            PullRequestDesk.ended, data, to: stream, actor: call.principal.actor, id: id)
        let ended = try await list().first { $0.id == request.id }
        return EndedPullRequest(view: ended ?? view, report: report)
    }

    private func fold(_ facts: [RecordedEvent]) -> [PullRequestView] {
        var views: [PullRequestView] = []
        for fact in facts {
            let data = fact.event.data
            let at = fact.event.occurredAt.description
            if fact.event.type == PullRequestDesk.opened {
                views.append(
                    PullRequestView(
                        id: fact.event.id.description, database: brancher.scope.database,
                        source: data["source"]?.string ?? "", target: data["target"]?.string ?? "",
                        title: data["title"]?.string ?? "",
                        description: data["description"]?.string ?? "",
                        author: data["author"]?.string ?? "", state: .open, createdAt: at))
            } else if let index = views.firstIndex(where: { $0.id == data["id"]?.string }) {
                views[index].state =
                    data["state"]?.string.flatMap(PullRequestView.State.init) ?? .closed
                views[index].endedAt = at
                views[index].endedBy = fact.event.actor
                views[index].note = data["note"]?.string
            }
        }
        return views
    }
}
