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

/// Keeps dead letters until an operator decides. While one waits, later events of its stream wait behind it.
package protocol DeadLetters: Sendable {
    /// Stores one; the same group and event again only raises its attempts and renews its cause.
    func park(_ letter: DeadLetter) async throws(OperationsStoreError)
    func list(_ page: PageRequest) async throws(OperationsStoreError) -> Page<DeadLetter>
    func find(_ id: EventID) async throws(OperationsStoreError) -> DeadLetter?
    /// Marks it for another try by its group; false when there is none.
    func retry(_ id: EventID) async throws(OperationsStoreError) -> Bool
    /// Drops it and marks what is parked behind it as ready, both or neither: its event will not be handled; later
    /// ones go on. False when there is none.
    func discard(_ id: EventID) async throws(OperationsStoreError) -> Bool
}

extension DeadLetters {
    /// Every letter, page by page. O(letters).
    package func all() async throws(OperationsStoreError) -> [DeadLetter] {
        var letters: [DeadLetter] = []
        var page = PageRequest(limit: 1000)
        while true {
            let found = try await list(page)
            letters += found.items
            guard let next = found.next else { return letters }
            page.after = next
        }
    }
}

/// Dead letters, parked writes, leases, the worker board and source files fail in the same two ways.
package enum OperationsStoreError: Error, Hashable, Sendable {
    case unavailable(String)
    case storageFull
}
