// Events that failed for good. They survive a restart, with cause, attempts and their original bytes.

/// An event that a consumer could not handle.
package struct DeadLetter: Hashable, Sendable {
    package enum State: String, Hashable, Sendable { case waiting, retrying }

    package var id: EventID
    package var group: ConsumerGroup
    /// The event's id and stream, nil when the bytes could not be read.
    package var event: EventID?
    package var stream: StreamID?
    package var eventType: String
    /// A stable code of the error, then its sentence.
    package var code: String
    package var cause: String
    package var attempts: Int
    package var at: Timestamp
    package var bytes: [UInt8]
    package var state: State

    package init(
        id: EventID, group: ConsumerGroup, event: EventID?, stream: StreamID?, eventType: String,
        code: String, cause: String, attempts: Int, at: Timestamp, bytes: [UInt8],
        state: State = .waiting
    ) {
        self.id = id
        self.group = group
        self.event = event
        self.stream = stream
        self.eventType = eventType
        self.code = code
        self.cause = cause
        self.attempts = attempts
        self.at = at
        self.bytes = bytes
        self.state = state
    }
}

/// Behind what the later events of a stream wait.
package struct Blockage: Hashable, Sendable {
    package var letter: EventID
    /// The event that the letter holds.
    package var event: EventID?

    package init(letter: EventID, event: EventID?) {
        self.letter = letter
        self.event = event
    }
}

/// Keeps dead letters until an operator decides. While one waits, later events of its stream wait behind it.
package protocol DeadLetters: Sendable {
    /// Stores one; the same group and event again only raises its attempts and renews its cause.
    func park(_ letter: DeadLetter) async throws(OperationsStoreError)
    func list(_ page: PageRequest) async throws(OperationsStoreError) -> Page<DeadLetter>
    /// How many there are.
    func count() async throws(OperationsStoreError) -> Int
    /// Those of the group that are marked for another try, oldest first. Reads no bytes of the others: asked for on every
    /// turn of a worker.
    func retrying(_ group: ConsumerGroup) async throws(OperationsStoreError) -> [DeadLetter]
    /// Which of these streams have a letter in the group, and its oldest. Reads no bytes: asked for with every batch.
    func blocked(_ group: ConsumerGroup, among streams: Set<StreamID>)
        async throws(OperationsStoreError) -> [StreamID: Blockage]
    func find(_ id: EventID) async throws(OperationsStoreError) -> DeadLetter?
    /// Marks it for another try by its group; false when there is none.
    func retry(_ id: EventID) async throws(OperationsStoreError) -> Bool
    /// Drops it and marks what is parked behind it as ready, both or neither: its event will not be handled; later
    /// ones go on. False when there is none.
    func discard(_ id: EventID) async throws(OperationsStoreError) -> Bool
}

/// Dead letters, parked writes, leases, the worker board and source files fail in the same two ways.
package enum OperationsStoreError: Error, Hashable, Sendable, CustomStringConvertible {
    case unavailable(String)
    case storageFull

    package var description: String {
        switch self {
        case .unavailable(let reason): reason
        case .storageFull: "no space is left: make room"
        }
    }
}
