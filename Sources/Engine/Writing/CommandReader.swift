// Commands as people look at them: state, cause, timeline.

internal import EventSourcing
internal import JSONText
internal import Ontology

struct CommandReader: Sendable {
    let ports: EnginePorts
    let coverage: Coverage
    let milestones: Milestones
    /// What is accepted is on the bus by that.
    let isLogTheBus: Bool

    func view(_ text: String) async throws(EngineError) -> CommandView {
        guard let id = EventID(text) else {
            throw EngineError(.invalidRequest, "a command id is a UUID")
        }
        var state = try await EngineError.wrapOperations { () async throws(OperationsStoreError) in
            try await ports.commandStatus.get(id)
        }
        if state == nil { state = try await undecided(id) }
        if let pending = state {
            var states = [pending]
            try await addReasons(to: &states)
            state = states.first
        }
        guard let state else { throw EngineError(.notFound, "there is no command \(id)") }
        var view = CommandReader.view(of: state)
        view.stages = try await stages(state)
        return view
    }

    /// A command that the log has and of which no worker has said anything yet, or so long ago that it is forgotten.
    private func undecided(_ id: EventID) async throws(EngineError) -> CommandState? {
        let found = try await EngineError.wrapStore { () async throws(EventStoreError) in
            try await ports.store.find(id)
        }
        guard let found, found.event.kind == .command else { return nil }
        let answers = try await EngineError.wrapStore { () async throws(EventStoreError) in
            try await ports.store.answers(to: id)
        }
        if let answer = answers.last {
            let hasGraph = try await coverage.has(.graph, reached: answer.position)
            return DomainEvents.state(of: found, answeredBy: answer, inGraph: hasGraph)
        }
        return CommandState(
            command: found, phase: .pending, updatedAt: found.event.occurredAt)
    }

    func list(_ request: ListCommands) async throws(EngineError) -> PageView<CommandView> {
        var phases: Set<CommandState.Phase> = []
        for text in request.statuses {
            guard let phase = CommandState.Phase(rawValue: text.uppercased()) else {
                throw EngineError(
                    .invalidRequest,
                    "there is no status \(EngineError.quoted(text)); there are "
                        + CommandState.Phase.allCases.map(\.rawValue).joined(separator: ", "))
            }
            phases.insert(phase)
        }
        var page = try await EngineError.wrapOperations { () async throws(OperationsStoreError) in
            try await ports.commandStatus.list(
                CommandFilter(database: request.database, phases: phases),
                PageRequest(request.limit, request.after))
        }
        try await addReasons(to: &page.items)
        return PageView(page.map(CommandReader.view(of:)))
    }

    /// What pending commands wait for, where their state was set before they were parked.
    private func addReasons(to states: inout [CommandState]) async throws(EngineError) {
        let bare = states.indices.filter {
            states[$0].phase == .pending && states[$0].reason == nil
        }
        guard !ports.commandStatus.isDerived, !bare.isEmpty else { return }
        let parked = try await parkedWrites()
        for index in bare {
            let id = states[index].command.event.id
            guard let own = parked.first(where: { $0.event.event.id == id }) else { continue }
            states[index].reason = own.reason
            states[index].updatedAt = own.since
        }
    }

    private func parkedWrites() async throws(EngineError) -> [ParkedWrite] {
        var writes: [ParkedWrite] = []
        var page = PageRequest(limit: 1000)
        while true {
            let request = page
            let found = try await EngineError.wrapOperations {
                () async throws(OperationsStoreError) in
                try await ports.parkedWrites.list(request)
            }
            writes += found.items
            guard let next = found.next else { return writes }
            page.after = next
        }
    }

    static func view(of state: CommandState) -> CommandView {
        let event = state.command.event
        let type = CommandType(eventType: event.type)
        let metadata = event.data["metadata"]
        return CommandView(
            id: event.id.description, type: type?.rawValue ?? event.type,
            phrase: type?.phrase ?? event.type, database: database(event.stream),
            aggregate: aggregate(event.stream), actor: event.actor, status: state.phase.rawValue,
            code: state.code, reason: state.reason, attempts: state.attempts,
            acceptedAt: event.occurredAt.description, updatedAt: state.updatedAt.description,
            sequence: state.command.sequence.value,
            expectedSequence: event.data["expected_seq"]?.integer,
            payload: event.data["payload"] ?? .null, source: metadata?["source"],
            result: state.answer.map(\.event.data), stages: [], branch: branch(event.stream))
    }

    static func branch(_ stream: StreamID) -> String? {
        stream.branch == StreamID.mainBranch ? nil : stream.branch
    }

    static func database(_ stream: StreamID) -> String {
        stream.type == .database ? stream.key : stream.database
    }

    static func aggregate(_ stream: StreamID) -> String {
        switch stream.type {
        case .instance: "\(stream.className)/\(stream.key)"
        case .ontologyClass: stream.className
        default: stream.key
        }
    }

    private func stages(_ state: CommandState) async throws(EngineError) -> [CommandView.Stage] {
        let command = state.command
        let relayed = try await EngineError.wrapBus { () async throws(EventBusError) in
            try await ports.relayCheckpoints.first(atOrAfter: command.position)
        }
        var stages = [
            CommandView.Stage(
                name: "accepted", at: command.event.occurredAt.description, state: "done",
                detail: "sequence \(command.sequence)"),
            CommandView.Stage(
                name: "relayed", at: relayed == nil ? nil : carriedAt(command)?.description,
                state: relayed == nil ? "waiting" : "done",
                detail: relayed == nil ? "the relay is behind" : "position \(command.position)"),
        ]
        guard let answer = state.answer else {
            stages.append(
                CommandView.Stage(
                    name: "decided", at: nil, state: "waiting", detail: state.reason ?? ""))
            return stages + ["graph", "documents"].map(CommandReader.ahead)
        }
        let failed = state.phase == .failed
        stages.append(
            CommandView.Stage(
                name: "decided", at: answer.event.occurredAt.description,
                state: failed ? "failed" : "done",
                detail: failed
                    ? state.reason ?? ""
                    : "\(answer.event.type) \(answer.sequence)"
                        + (state.attempts > 1 ? " after \(state.attempts) tries" : "")))
        guard !failed else { return stages + ["graph", "documents"].map(CommandReader.ahead) }
        for kind in [WorkerKind.graph, .documents] {
            let isDone = try await coverage.has(kind, reached: answer.position)
            let lag = isDone ? 0 : try await coverage.lag(of: kind)
            stages.append(
                CommandView.Stage(
                    name: kind.name,
                    at: isDone ? milestones.moment(kind.name, of: answer)?.description : nil,
                    state: isDone ? "done" : "waiting",
                    detail: isDone ? "" : "\(lag) events behind"))
        }
        return stages
    }

    private func carriedAt(_ command: RecordedEvent) -> Timestamp? {
        isLogTheBus ? command.event.occurredAt : milestones.moment("relay", of: command)
    }

    private static func ahead(_ name: String) -> CommandView.Stage {
        CommandView.Stage(name: name, at: nil, state: "-", detail: "")
    }
}

extension PageRequest {
    /// As a request carries it; limits are brought into 1…1 000.
    init(_ limit: Int, _ after: String?) {
        self.init(limit: min(max(limit, 1), 1000), after: after.map { PageCursor($0) })
    }
}

extension PageView {
    init(_ page: Page<Item>) { self.init(items: page.items, next: page.next?.text) }
}
