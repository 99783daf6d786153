// What has become of a command. Terminal states are terminal.

package struct CommandState: Hashable, Sendable {
    package enum Phase: String, Hashable, Sendable, CaseIterable {
        case pending = "PENDING"
        case processing = "PROCESSING"
        case retrying = "RETRYING"
        case completed = "COMPLETED"
        case failed = "FAILED"

        /// A phase only ever gives way to one of higher rank.
        package var rank: Int {
            switch self {
            case .pending: 0
            case .processing: 1
            case .retrying: 2
            case .completed, .failed: 3
            }
        }

        package var isTerminal: Bool { rank == 3 }
    }

    package var command: RecordedEvent
    package var phase: Phase
    /// Why it waits or failed: a stable code and a sentence.
    package var code: String?
    package var reason: String?
    package var attempts: Int
    /// The domain event or failure that answered it.
    package var answer: RecordedEvent?
    package var updatedAt: Timestamp

    package init(
        command: RecordedEvent, phase: Phase, code: String? = nil, reason: String? = nil,
        attempts: Int = 1, answer: RecordedEvent? = nil, updatedAt: Timestamp
    ) {
        self.command = command
        self.phase = phase
        self.code = code
        self.reason = reason
        self.attempts = attempts
        self.answer = answer
        self.updatedAt = updatedAt
    }
}

package struct CommandFilter: Hashable, Sendable {
    package var database: String?
    package var phases: Set<CommandState.Phase>

    package init(database: String? = nil, phases: Set<CommandState.Phase> = []) {
        self.database = database
        self.phases = phases
    }
}

/// Looks up and lists the state of commands. Where the log is local it is derived from the log and `set` does nothing.
package protocol CommandStatus: Sendable {
    /// Whether it is derived from the log, so that callers need not work out states only to `set` them.
    var isDerived: Bool { get }
    /// Lower or equal ranks than the stored one are ignored.
    func set(_ state: CommandState) async throws(OperationsStoreError)
    /// Several at once, in any order.
    func set(_ states: [CommandState]) async throws(OperationsStoreError)
    func get(_ command: EventID) async throws(OperationsStoreError) -> CommandState?
    /// Those of these commands that are at hand here, in any order and with one question; the log has all of them.
    func commands(_ ids: [EventID]) async throws(OperationsStoreError) -> [RecordedEvent]
    /// Newest first.
    func list(_ filter: CommandFilter, _ page: PageRequest) async throws(OperationsStoreError)
        -> Page<CommandState>
    /// Waits until something may have changed since the last call, at most so long.
    func waitForChange(timeoutSeconds: Double) async
}

extension CommandStatus {
    package var isDerived: Bool { false }

    package func commands(_ ids: [EventID]) async throws(OperationsStoreError) -> [RecordedEvent] {
        []
    }

    package func set(_ states: [CommandState]) async throws(OperationsStoreError) {
        for state in states { try await set(state) }
    }
}
