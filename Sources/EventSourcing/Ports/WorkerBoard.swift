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

package enum DesiredState: String, Hashable, Sendable { case running, paused }

package protocol WorkerBoard: Sendable {
    /// Replaces the worker's last report, but that `redelivered` is added to what was told before.
    func report(_ report: WorkerReport) async throws(OperationsStoreError)
    func list() async throws(OperationsStoreError) -> [WorkerReport]
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
