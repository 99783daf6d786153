// Command states as they were set, in a store of their own: nothing is derived from the log.

internal import EventSourcing
internal import Synchronization

final class LooseStatusState: Sendable {
    let states = Mutex<[EventID: CommandState]>([:])
    let signal = LooseSignal()
}

final class LooseCommandStatus: CommandStatus {
    private let state: LooseStatusState
    private let clock: any EventSourcing.Clock
    private let connection: LooseConnection
    /// The version of the signal that the last wait ended with.
    private let seen = Mutex(0)

    init(state: LooseStatusState, clock: any EventSourcing.Clock, connection: LooseConnection) {
        self.state = state
        self.clock = clock
        self.connection = connection
    }

    private func check() throws(OperationsStoreError) {
        try connection.check(.status, OperationsStoreError.unavailable)
    }

    func set(_ new: CommandState) async throws(OperationsStoreError) {
        try check()
        state.states.withLock { states in
            let id = new.command.event.id
            if let known = states[id], known.phase.rank >= new.phase.rank { return }
            states[id] = new
        }
        state.signal.fire()
    }

    func get(_ command: EventID) async throws(OperationsStoreError) -> CommandState? {
        try check()
        return state.states.withLock { $0[command] }
    }

    func list(_ filter: CommandFilter, _ page: PageRequest) async throws(OperationsStoreError)
        -> Page<CommandState>
    {
        try check()
        let states = state.states.withLock { Array($0.values) }
        let wanted = states.filter { state in
            let stream = state.command.event.stream
            let database = stream.database.isEmpty ? stream.key : stream.database
            return (filter.database ?? database) == database
                && (filter.phases.isEmpty || filter.phases.contains(state.phase))
        }
        return keysetPage(wanted, page) { state in
            let position = state.command.position
            return sortKey(
                sortable(Int.max - Int(position.segment)),
                sortable(Int.max - Int(position.ordinal)))
        }
    }

    func waitForChange(timeoutSeconds: Double) async {
        let since = seen.withLock { $0 }
        await state.signal.wait(since: since, seconds: timeoutSeconds, clock: clock)
        let version = state.signal.version
        seen.withLock { $0 = max($0, version) }
    }
}
