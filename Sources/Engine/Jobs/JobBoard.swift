// Jobs of this process, with start and end as facts in the log: after a restart an ended one can still be looked at, and
// one that did not end is told as interrupted, never as running.

internal import EventSourcing
internal import JSONText
internal import Synchronization

final class JobBoard: Sendable {
    private static let stream = RecordBook.stream("Job")
    private static let started = "JOB_STARTED"
    private static let ended = "JOB_ENDED"
    /// Ended jobs shown from the log.
    private static let maximumShown = 1000
    private static let pollSeconds = 0.02

    private struct Running: Sendable {
        var view: JobView
        var task: Task<Void, Never>?
    }

    private let book: RecordBook
    private let clock: any Clock
    private let ids: any IDs
    private let running = Mutex<[String: Running]>([:])

    init(book: RecordBook, clock: any Clock, ids: any IDs) {
        self.book = book
        self.clock = clock
        self.ids = ids
    }

    static func unknown(_ id: String) -> EngineError {
        EngineError(.notFound, "there is no job \(EngineError.quoted(id))")
    }

    static func coded(_ value: some Encodable) throws(EngineError) -> JSON {
        do throws(JSONShapeError) {
            return try JSONEncoding.encode(value)
        } catch {
            throw EngineError(.internal, "the result cannot be written down: \(error)")
        }
    }

    func start(
        _ name: String, kind: String, database: String, _ call: CallContext,
        _ work: @escaping @Sendable (CallContext) async throws(EngineError) -> JSON
    ) async throws(EngineError) -> JobView {
        let own = call.id(of: "job " + kind)
        if let own, let view = try await known(own.description) { return view }
        let id = (own ?? ids.next()).description
        let data = JSONObject([
            ("id", .string(id)), ("name", .string(name)), ("kind", .string(kind)),
            ("database", .string(database)),
        ])
        let fact = try await book.append(
            JobBoard.started, data, to: JobBoard.stream, actor: call.principal.actor, id: own)
        let view = JobView(
            id: id, name: name, kind: kind, database: database, actor: call.principal.actor,
            state: .processing, startedAt: fact.event.occurredAt.description)
        running.withLock { $0[id] = Running(view: view) }
        let inner = CallContext(call.principal, once: call.once) { [weak self] step in
            self?.running.withLock { $0[id]?.view.progress = step }
        }
        let task = Task { [self] in
            let outcome: Result<JSON, EngineError>
            do throws(EngineError) {
                outcome = .success(try await work(inner))
            } catch {
                outcome = .failure(error)
            }
            await end(id, outcome)
        }
        running.withLock { $0[id]?.task = task }
        return view
    }

    /// The job that this request has started already; nil also when it was interrupted: then it is done anew under the
    /// same id, and finds what it has written.
    private func known(_ id: String) async throws(EngineError) -> JobView? {
        guard let view = try await list().first(where: { $0.id == id }),
            view.state == .processing || view.endedAt != nil
        else { return nil }
        return view
    }

    private func end(_ id: String, _ outcome: Result<JSON, EngineError>) async {
        guard var view = running.withLock({ $0[id]?.view }) else { return }
        switch outcome {
        case .success(let result):
            view.state = .completed
            view.result = result
        case .failure(let error):
            view.state = error.code == .cancelled ? .cancelled : .failed
            view.errorCode = error.code.rawValue
            view.error = error.message
        }
        view.endedAt = clock.now().description
        var data = JSONObject([("id", .string(id)), ("state", .string(view.state.rawValue))])
        data["result"] = view.result
        data["code"] = view.errorCode.map(JSON.string)
        data["error"] = view.error.map(JSON.string)
        let isKept =
            (try? await book.append(
                JobBoard.ended, data, to: JobBoard.stream, actor: view.actor ?? "engine")) != nil
        running.withLock { $0[id] = isKept ? nil : Running(view: view) }
    }

    func cancel(_ id: String) -> Bool {
        let task = running.withLock { $0[id]?.task }
        task?.cancel()
        return task != nil
    }

    func job(_ id: String, waitSeconds: Double) async throws(EngineError) -> JobView {
        let deadline = clock.uptimeSeconds() + min(waitSeconds, 60)
        while let view = running.withLock({ $0[id]?.view }), view.state == .processing {
            guard clock.uptimeSeconds() < deadline, !Task.isCancelled else { return view }
            try? await clock.sleep(seconds: JobBoard.pollSeconds)
        }
        if let view = try await list().first(where: { $0.id == id }) { return view }
        throw JobBoard.unknown(id)
    }

    /// Newest first.
    func list() async throws(EngineError) -> [JobView] {
        var views: [JobView] = []
        var places: [String: Int] = [:]
        for fact in try await book.read(JobBoard.stream) {
            let data = fact.event.data
            guard let id = data["id"]?.string else { continue }
            if fact.event.type == JobBoard.started {
                places[id] = views.count
                views.append(
                    JobView(
                        id: id, name: data["name"]?.string ?? "", kind: data["kind"]?.string ?? "",
                        database: data["database"]?.string ?? "", actor: fact.event.actor,
                        state: .failed, startedAt: fact.event.occurredAt.description,
                        errorCode: "interrupted",
                        error: "the engine stopped before it ended: start it again"))
            } else if let place = places[id] {
                views[place].state = data["state"]?.string.flatMap(JobView.State.init) ?? .failed
                views[place].endedAt = fact.event.occurredAt.description
                views[place].result = data["result"]
                views[place].errorCode = data["code"]?.string
                views[place].error = data["error"]?.string
            }
        }
        let live = running.withLock { $0.mapValues(\.view) }
        for (id, view) in live {
            if let place = places[id] { views[place] = view }
        }
        return views.suffix(JobBoard.maximumShown).reversed()
    }
}
