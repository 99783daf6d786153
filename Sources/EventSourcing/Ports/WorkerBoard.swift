// Where workers say how they are, and learn whether they should run.

package struct WorkerReport: Hashable, Sendable {
    package enum State: String, Hashable, Sendable { case running, idle, paused, failing, stopped }

    package var name: String
    package var state: State
    /// Events handled since the start, and a second over the last ten.
    package var handled: Int
    package var ratePerSecond: Double
    package var lastError: String?
    package var restarts: Int
    /// Events that came again although they had been begun or done before: of this worker in all processes.
    package var redelivered: Int
    package var at: Timestamp

    package init(
        name: String, state: State, handled: Int, ratePerSecond: Double, lastError: String?,
        restarts: Int, redelivered: Int = 0, at: Timestamp
    ) {
        self.name = name
        self.state = state
        self.handled = handled
        self.ratePerSecond = ratePerSecond
        self.lastError = lastError
        self.restarts = restarts
        self.redelivered = redelivered
        self.at = at
    }
}

package enum DesiredState: String, Hashable, Sendable {
    case running, paused
    /// Its read model is being made again, maybe by another process; or that did not come to its end.
    case rebuilding
}

package protocol WorkerBoard: Sendable {
    /// Replaces the worker's last report, but that `redelivered` is added to what was told before.
    func report(_ report: WorkerReport) async throws(OperationsStoreError)
    /// One for each worker, taken together over the processes that run it: the worst state, what all of them do.
    func list() async throws(OperationsStoreError) -> [WorkerReport]
    /// What each process that lives and runs this worker said last.
    func members(of worker: String) async throws(OperationsStoreError) -> [WorkerReport]
    /// What an operator wants of this worker; running unless said otherwise. Survives a restart.
    func desired(_ worker: String) async throws(OperationsStoreError) -> DesiredState
    func setDesired(_ worker: String, _ state: DesiredState) async throws(OperationsStoreError)

    /// Whether other processes read the reports: then even an unchanged one is told again now and then, so that they can
    /// tell a worker that rests from one that is gone.
    var isReadElsewhere: Bool { get }
}

extension WorkerBoard {
    package var isReadElsewhere: Bool { true }
}

/// Where one process has all workers.
extension WorkerBoard {
    package func members(of worker: String) async throws(OperationsStoreError) -> [WorkerReport] {
        try await list().filter { $0.name == worker }
    }
}

extension WorkerReport {
    /// What the processes that live say of this worker, as one report: the worst state, and what all of them do. This one
    /// where none lives.
    package func together(with reports: [WorkerReport]) -> WorkerReport {
        guard let newest = reports.map(\.at).max() else { return self }
        var all = self
        all.at = newest
        all.state = reports.map(\.state).max { $0.urgency < $1.urgency } ?? state
        all.handled = reports.map(\.handled).reduce(0, +)
        all.ratePerSecond = reports.map(\.ratePerSecond).reduce(0, +)
        all.restarts = reports.map(\.restarts).reduce(0, +)
        let erring = reports.filter { $0.lastError != nil }
        all.lastError =
            (erring.first { $0.state == .failing } ?? erring.max { $0.at < $1.at })?.lastError
        return all
    }
}

extension WorkerReport.State {
    /// Which one of several an operator has to see.
    fileprivate var urgency: Int {
        switch self {
        case .stopped: 0
        case .idle: 1
        case .running: 2
        case .paused: 3
        case .failing: 4
        }
    }
}
