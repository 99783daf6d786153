// Parked writes, dead letters, states and leases as a mortal process reaches them.

internal import EventSourcing

struct MortalParkedWrites: ParkedWrites {
    let base: any ParkedWrites
    let life: Life

    private func through<Value>(
        _ call: String, _ body: () async throws(OperationsStoreError) -> Value
    ) async throws(OperationsStoreError) -> Value {
        try await life.through("parked.\(call)", OperationsStoreError.unavailable, body)
    }

    func park(_ writes: [ParkedWrite]) async throws(OperationsStoreError) {
        try await through("park") { () async throws(OperationsStoreError) in
            try await base.park(writes)
        }
    }

    func release(_ awaited: Awaited) async throws(OperationsStoreError) -> Int {
        try await through("release") { () async throws(OperationsStoreError) in
            try await base.release(awaited)
        }
    }

    func ready(_ group: ConsumerGroup, limit: Int) async throws(OperationsStoreError)
        -> [ParkedWrite]
    {
        try await through("ready") { () async throws(OperationsStoreError) in
            try await base.ready(group, limit: limit)
        }
    }

    func settle(_ group: ConsumerGroup, _ events: [EventID]) async throws(OperationsStoreError) {
        try await through("settle") { () async throws(OperationsStoreError) in
            try await base.settle(group, events)
        }
    }

    func waiting(_ group: ConsumerGroup, among streams: Set<StreamID>)
        async throws(OperationsStoreError) -> Set<StreamID>
    {
        try await through("waiting") { () async throws(OperationsStoreError) in
            try await base.waiting(group, among: streams)
        }
    }

    func list(_ page: PageRequest) async throws(OperationsStoreError) -> Page<ParkedWrite> {
        try await through("list") { () async throws(OperationsStoreError) in
            try await base.list(page)
        }
    }
}

struct MortalDeadLetters: DeadLetters {
    let base: any DeadLetters
    let life: Life

    private func through<Value>(
        _ call: String, _ body: () async throws(OperationsStoreError) -> Value
    ) async throws(OperationsStoreError) -> Value {
        try await life.through("letters.\(call)", OperationsStoreError.unavailable, body)
    }

    func park(_ letter: DeadLetter) async throws(OperationsStoreError) {
        try await through("park") { () async throws(OperationsStoreError) in
            try await base.park(letter)
        }
    }

    func list(_ page: PageRequest) async throws(OperationsStoreError) -> Page<DeadLetter> {
        try await through("list") { () async throws(OperationsStoreError) in
            try await base.list(page)
        }
    }

    func count() async throws(OperationsStoreError) -> Int {
        try await through("count") { () async throws(OperationsStoreError) in
            try await base.count()
        }
    }

    func retrying(_ group: ConsumerGroup) async throws(OperationsStoreError) -> [DeadLetter] {
        try await through("retrying") { () async throws(OperationsStoreError) in
            try await base.retrying(group)
        }
    }

    func blocked(_ group: ConsumerGroup, among streams: Set<StreamID>)
        async throws(OperationsStoreError) -> [StreamID: Blockage]
    {
        try await through("blocked") { () async throws(OperationsStoreError) in
            try await base.blocked(group, among: streams)
        }
    }

    func find(_ id: EventID) async throws(OperationsStoreError) -> DeadLetter? {
        try await through("find") { () async throws(OperationsStoreError) in
            try await base.find(id)
        }
    }

    func retry(_ id: EventID) async throws(OperationsStoreError) -> Bool {
        try await base.retry(id)
    }

    func discard(_ id: EventID) async throws(OperationsStoreError) -> Bool {
        try await through("discard") { () async throws(OperationsStoreError) in
            try await base.discard(id)
        }
    }
}

struct MortalStatus: CommandStatus {
    let base: any CommandStatus
    let life: Life

    var isDerived: Bool { base.isDerived }

    func set(_ state: CommandState) async throws(OperationsStoreError) {
        try await life.through("status.set", OperationsStoreError.unavailable) {
            () async throws(OperationsStoreError) in try await base.set(state)
        }
    }

    func get(_ command: EventID) async throws(OperationsStoreError) -> CommandState? {
        try await base.get(command)
    }

    func commands(_ ids: [EventID]) async throws(OperationsStoreError) -> [RecordedEvent] {
        try await base.commands(ids)
    }

    func list(_ filter: CommandFilter, _ page: PageRequest) async throws(OperationsStoreError)
        -> Page<CommandState>
    {
        try await base.list(filter, page)
    }

    func waitForChange(timeoutSeconds: Double) async {
        await base.waitForChange(timeoutSeconds: timeoutSeconds)
    }
}

struct MortalLeases: Leases {
    let base: any Leases
    let life: Life

    func acquire(_ name: String, holder: String, seconds: Double)
        async throws(OperationsStoreError) -> Lease?
    {
        try await life.through("leases.acquire", OperationsStoreError.unavailable) {
            () async throws(OperationsStoreError) in
            try await base.acquire(name, holder: holder, seconds: seconds)
        }
    }

    func renew(_ lease: Lease, seconds: Double) async throws(OperationsStoreError) -> Bool {
        try await life.through("leases.renew", OperationsStoreError.unavailable) {
            () async throws(OperationsStoreError) in
            try await base.renew(lease, seconds: seconds)
        }
    }

    func release(_ lease: Lease) async throws(OperationsStoreError) {
        try await life.through("leases.release", OperationsStoreError.unavailable) {
            () async throws(OperationsStoreError) in try await base.release(lease)
        }
    }
}
