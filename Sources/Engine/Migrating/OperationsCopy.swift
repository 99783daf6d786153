// Copies what waits beside the log: dead letters, parked writes, source files, and which workers an operator paused. What
// the target has and the source has not (any more) goes, so that both hold the same. Harmless when repeated.

internal import EventSourcing

struct OperationsCopy: Sendable {
    private static let pageSize = 200

    let source: EnginePorts
    let target: EnginePorts
    let call: CallContext

    /// Letters first: dropping one marks as ready what waits behind it, and parking says again what waits.
    func letters() async throws(EngineError) -> Int {
        let wanted = try await all(source.deadLetters.list)
        let there = try await all(target.deadLetters.list)
        let ids = Set(wanted.map(\.id))
        for letter in there where !ids.contains(letter.id) { try await drop(letter) }
        let known = Dictionary(there.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        for letter in wanted where known[letter.id] != letter {
            if let old = known[letter.id] { try await drop(old) }
            try await EngineError.wrapOperations { () async throws(OperationsStoreError) in
                try await target.deadLetters.park(letter)
            }
        }
        try await check("dead letters", wanted, all(target.deadLetters.list))
        return wanted.count
    }

    func parked() async throws(EngineError) -> Int {
        let wanted = try await moved(all(source.parkedWrites.list))
        let there = try await all(target.parkedWrites.list)
        let known = Set(wanted.map(Waiting.init))
        for write in there where !known.contains(Waiting(write)) {
            try await EngineError.wrapOperations { () async throws(OperationsStoreError) in
                try await target.parkedWrites.settle(write.group, [write.event.event.id])
            }
        }
        for part in wanted.chunks(of: OperationsCopy.pageSize) {
            try await EngineError.wrapOperations { () async throws(OperationsStoreError) in
                try await target.parkedWrites.park(part)
            }
        }
        try await check("parked writes", wanted, all(target.parkedWrites.list))
        return wanted.count
    }

    /// The number of files and their bytes. Each is read back.
    func files() async throws(EngineError) -> (count: Int, bytes: Int) {
        let wanted = try await all(source.sources.list)
        let there = Set(try await all(target.sources.list))
        let meter = ProgressMeter("copying source files", clock: source.clock, call: call)
        var bytes = 0
        for (number, hash) in wanted.enumerated() {
            try LogCopy.checkCancelled()
            if !there.contains(hash) {
                let content = try await content(of: hash, source, "the source")
                _ = try await EngineError.wrapOperations { () async throws(OperationsStoreError) in
                    try await target.sources.put(content)
                }
            }
            bytes += try await content(of: hash, target, "the copy").count
            meter.tell(done: number + 1, total: wanted.count)
        }
        return (wanted.count, bytes)
    }

    // What there is to copy.
    func fileCount() async throws(EngineError) -> Int { try await all(source.sources.list).count }
    func parkedCount() async throws(EngineError) -> Int {
        try await all(source.parkedWrites.list).count
    }
    func letterCount() async throws(EngineError) -> Int {
        try await EngineError.wrapOperations { () async throws(OperationsStoreError) in
            try await source.deadLetters.count()
        }
    }

    /// Nobody may decide anything on a log of which the rest is still to come.
    func pauseWorkers() async throws(EngineError) {
        for kind in WorkerKind.all { try await set(kind, .paused) }
    }

    /// As on the source.
    func wakeWorkers() async throws(EngineError) {
        for kind in WorkerKind.all {
            let wanted = try await EngineError.wrapOperations {
                () async throws(OperationsStoreError) in try await source.board.desired(kind.name)
            }
            try await set(kind, wanted)
        }
    }

    private func set(_ kind: WorkerKind, _ state: DesiredState) async throws(EngineError) {
        try await EngineError.wrapOperations { () async throws(OperationsStoreError) in
            try await target.board.setDesired(kind.name, state)
        }
    }

    private func drop(_ letter: DeadLetter) async throws(EngineError) {
        _ = try await EngineError.wrapOperations { () async throws(OperationsStoreError) in
            try await target.deadLetters.discard(letter.id)
        }
    }

    private func content(of hash: String, _ ports: EnginePorts, _ place: String)
        async throws(EngineError) -> [UInt8]
    {
        let content = try await EngineError.wrapOperations {
            () async throws(OperationsStoreError) in try await ports.sources.get(hash)
        }
        guard let content, ContentHash.sha256Hex(content) == hash else {
            throw EngineError(
                .corrupt, "\(place) does not hold the file \(hash) as it was imported")
        }
        return content
    }

    /// The writes with the places that their events have in the target; an injected one has none.
    private func moved(_ writes: [ParkedWrite]) async throws(EngineError) -> [ParkedWrite] {
        var moved: [ParkedWrite] = []
        for part in writes.chunks(of: OperationsCopy.pageSize) {
            let places = try await places(part.map(\.event.event))
            moved += part.map { write in
                var write = write
                if let place = places[write.event.event.id] { write.event.position = place }
                return write
            }
        }
        return moved
    }

    /// A domain event is looked up by its cause: its own id may stand in no index.
    private func places(_ events: [Event]) async throws(EngineError) -> [EventID: StorePosition] {
        var found = try await EngineError.wrapStore { () async throws(EventStoreError) in
            try await target.store.find(events.filter { $0.cause == nil }.map(\.id))
        }
        for cause in Set(events.compactMap(\.cause)) {
            found += try await EngineError.wrapStore { () async throws(EventStoreError) in
                try await target.store.answers(to: cause)
            }
        }
        return Dictionary(
            found.map { ($0.event.id, $0.position) }, uniquingKeysWith: { first, _ in first })
    }

    private func all<Item: Sendable>(
        _ list: (PageRequest) async throws(OperationsStoreError) -> Page<Item>
    ) async throws(EngineError) -> [Item] {
        var items: [Item] = []
        var request = PageRequest(limit: OperationsCopy.pageSize)
        while true {
            let asked = request
            let page = try await EngineError.wrapOperations {
                () async throws(OperationsStoreError) in try await list(asked)
            }
            items += page.items
            guard let next = page.next else { return items }
            request.after = next
        }
    }

    private func check<Item: Hashable>(_ name: String, _ wanted: [Item], _ found: [Item])
        throws(EngineError)
    {
        guard Set(wanted) == Set(found) else {
            throw EngineError(
                .corrupt,
                "the \(name) of the copy are not those of its source: run it again, or remove the "
                    + "target and copy anew")
        }
    }
}

/// What tells parked writes apart.
private struct Waiting: Hashable {
    var group: ConsumerGroup
    var event: EventID

    init(_ write: ParkedWrite) {
        group = write.group
        event = write.event.event.id
    }
}
