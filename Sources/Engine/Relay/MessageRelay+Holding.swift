// Records that the bus refuses for what they are, such as one that is larger than its topic allows. Each becomes a dead
// letter of the relay, later ones of the same topic and stream wait behind it, and everything else flows. It is tried
// again by itself, and when an operator says so; then it arrives before those that wait.

internal import EventSourcing
internal import JSONText

/// What the relay keeps back, as far as it remembers.
struct HeldRecords: Sendable {
    /// Topics with letters or waiting records; nil: not looked up yet.
    var topics: Set<Topic>?
    /// When the letters were last tried, and when it was last looked whether an operator did something.
    var triedAt = 0.0
    var lookedAt = 0.0
}

extension MessageRelay {
    static let refusalCode = "refused_by_bus"
    /// Between two tries of what was refused.
    static let trySeconds = 5.0
    static let operatorSeconds = 0.5
    private static let groupPrefix = "relay-"

    /// What one topic keeps back is told apart from the others': a command must not hold up an earlier one's event.
    static func group(_ topic: Topic) -> ConsumerGroup { ConsumerGroup(groupPrefix + topic.name) }

    /// Publishes, and keeps back what is refused. Nil: the bus turned out to have lost something; it is noted, and these
    /// are to be published again.
    mutating func publish(_ events: [RecordedEvent]) async throws(HandlerFailure) -> BusPosition? {
        do throws(EventBusError) {
            return try await send(events)
        } catch {
            switch error {
            case .truncated(let ends):
                try await rewind(to: ends)
                return nil
            case .refused(let refused):
                try await keepBack(refused, of: events)
                return refused.published
            default:
                throw .unavailable("the event bus does not answer: \(error)")
            }
        }
    }

    /// Those that need not wait; the others are parked.
    mutating func behindHeld(_ events: [RecordedEvent]) async throws(HandlerFailure)
        -> [RecordedEvent]
    {
        let topics = try await heldTopics().intersection(events.map(\.event.topic))
        if topics.isEmpty { return events }
        var free: [RecordedEvent] = []
        var standings: [Topic: Standing] = [:]
        for topic in topics { standings[topic] = try await standing(topic, events) }
        for event in events {
            let stream = event.event.stream
            guard let standing = standings[event.event.topic] else {
                free.append(event)
                continue
            }
            if let blockage = standing.blocked[stream] {
                // After a rewind the letter's own event comes again: it is held already.
                if blockage.event != event.event.id { try await park([event], blockage.letter) }
            } else if standing.waiting.contains(stream) {
                // The letter is gone, and what waited behind it goes first.
                try await park([event], nil)
            } else {
                free.append(event)
            }
        }
        return free
    }

    /// Tries what was refused and publishes what need not wait any more. True when there was any.
    mutating func freesHeld() async throws(HandlerFailure) -> Bool {
        let topics = try await heldTopics()
        let now = ports.clock.uptimeSeconds()
        guard !topics.isEmpty, now - holds.lookedAt >= MessageRelay.operatorSeconds else {
            return false
        }
        holds.lookedAt = now
        let isTime = now - holds.triedAt >= MessageRelay.trySeconds
        if isTime { holds.triedAt = now }
        let letters = try await letters()
        var isBusy = false
        for topic in topics.sorted(by: { $0.name < $1.name }) {
            let group = MessageRelay.group(topic)
            let own = letters.filter { $0.group == group }
            for letter in own where isTime || letter.state == .retrying {
                if try await tries(letter) { isBusy = true }
            }
            let (isFreed, isEmpty) = try await freeReady(group)
            isBusy = isBusy || isFreed
            if own.isEmpty, isEmpty, !isFreed { holds.topics?.remove(topic) }
        }
        return isBusy
    }

    // MARK: What is held

    private struct Standing {
        var blocked: [StreamID: Blockage]
        var waiting: Set<StreamID>
    }

    private func standing(_ topic: Topic, _ events: [RecordedEvent])
        async throws(HandlerFailure) -> Standing
    {
        let streams = Set(events.filter { $0.event.topic == topic }.map(\.event.stream))
        let group = MessageRelay.group(topic)
        return try await operations { () async throws(OperationsStoreError) in
            // In this order: what a letter that goes now leaves behind is seen as waiting.
            let blocked = try await ports.deadLetters.blocked(group, among: streams)
            let waiting = try await ports.parkedWrites.waiting(group, among: streams)
            return Standing(blocked: blocked, waiting: waiting)
        }
    }

    /// Looked up once, since a relay before this one may have left some.
    private mutating func heldTopics() async throws(HandlerFailure) -> Set<Topic> {
        if let known = holds.topics { return known }
        var groups = Set(try await letters().map(\.group))
        groups.formUnion(
            try await operations {
                () async throws(OperationsStoreError) -> Set<ConsumerGroup> in
                var groups: Set<ConsumerGroup> = []
                var page = PageRequest(limit: 1000)
                while true {
                    let found = try await ports.parkedWrites.list(page)
                    groups.formUnion(found.items.map(\.group))
                    guard let next = found.next else { return groups }
                    page.after = next
                }
            })
        let topics = Set(
            groups.filter { $0.name.hasPrefix(MessageRelay.groupPrefix) }.map {
                Topic(String($0.name.dropFirst(MessageRelay.groupPrefix.count)))
            })
        holds.topics = topics
        return topics
    }

    /// The relay's letters, oldest first.
    private func letters() async throws(HandlerFailure) -> [DeadLetter] {
        try await operations { () async throws(OperationsStoreError) -> [DeadLetter] in
            var letters: [DeadLetter] = []
            var page = PageRequest(limit: 200)
            while true {
                let found = try await ports.deadLetters.list(page)
                letters += found.items.filter {
                    $0.group.name.hasPrefix(MessageRelay.groupPrefix)
                }
                guard let next = found.next else { return letters }
                page.after = next
            }
        }
    }

    // MARK: Keeping back

    private mutating func keepBack(_ refused: RefusedRecords, of events: [RecordedEvent])
        async throws(HandlerFailure)
    {
        var letters: [TopicStream: EventID] = [:]
        for event in events {
            let place = TopicStream(event)
            if let reason = refused.reasons[event.event.id] {
                let letter = try await hold(event, reason)
                letters[place] = letters[place] ?? letter
            } else if refused.followers.contains(event.event.id) {
                try await park([event], letters[place])
            }
        }
    }

    private struct TopicStream: Hashable {
        let topic: Topic
        let stream: StreamID

        init(_ event: RecordedEvent) {
            topic = event.event.topic
            stream = event.event.stream
        }
    }

    private mutating func hold(_ event: RecordedEvent, _ reason: String)
        async throws(HandlerFailure) -> EventID
    {
        let group = MessageRelay.group(event.event.topic)
        let letter = DeadLetter(
            id: DeadLetter.id(group, event.event.id), group: group, event: event.event.id,
            stream: event.event.stream, eventType: event.event.type,
            code: MessageRelay.refusalCode, cause: reason, attempts: 1, at: ports.clock.now(),
            bytes: event.event.data.bytes)
        meter.note(error: reason)
        holds.topics = (holds.topics ?? []).union([event.event.topic])
        try await operations { () async throws(OperationsStoreError) in
            try await ports.deadLetters.park(letter)
        }
        try await tell(event, reason)
        return letter.id
    }

    /// The command that this is, or that it answers, waits and says why.
    private func tell(_ event: RecordedEvent, _ reason: String) async throws(HandlerFailure) {
        guard !ports.commandStatus.isDerived else { return }
        var command: RecordedEvent? = event
        if event.event.kind != .command {
            guard let cause = event.event.cause else { return }
            command = try await store { () async throws(EventStoreError) in
                try await ports.store.find(cause)
            }
        }
        guard let command else { return }
        let state = CommandState(
            command: command, phase: .retrying, code: MessageRelay.refusalCode, reason: reason,
            updatedAt: ports.clock.now())
        try await operations { () async throws(OperationsStoreError) in
            try await ports.commandStatus.set(state)
        }
    }

    /// Behind a letter; without one it is ready, and waits only for earlier ones of its stream.
    private func park(_ events: [RecordedEvent], _ letter: EventID?) async throws(HandlerFailure) {
        let now = ports.clock.now()
        let writes = events.map { event in
            ParkedWrite(
                group: MessageRelay.group(event.event.topic), event: event,
                awaited: letter.map { .deadLetter($0) } ?? .earlier(event.event.stream),
                reason: "the event bus refuses an earlier record of it", since: now,
                isReady: letter == nil)
        }
        try await operations { () async throws(OperationsStoreError) in
            try await ports.parkedWrites.park(writes)
            guard let letter else { return }
            // An operator may have given the letter up between the look and the parking.
            if try await ports.deadLetters.find(letter) == nil {
                _ = try await ports.parkedWrites.release(.deadLetter(letter))
            }
        }
    }

    // MARK: Letting go

    /// True when it is on the bus now; what waits behind it is ready then.
    private mutating func tries(_ letter: DeadLetter) async throws(HandlerFailure) -> Bool {
        guard let id = letter.event else { return false }
        let event = try await store { () async throws(EventStoreError) in
            try await ports.store.find(id)
        }
        guard let event else { return false }
        do throws(EventBusError) {
            _ = try await send([event])
        } catch {
            switch error {
            case .truncated(let ends):
                try await rewind(to: ends)
                return true
            case .refused(let refused):
                if letter.state == .retrying {
                    _ = try await hold(event, refused.reasons[id] ?? letter.cause)
                }
                return false
            default: throw .unavailable("the event bus does not answer: \(error)")
            }
        }
        _ = try await operations { () async throws(OperationsStoreError) in
            try await ports.deadLetters.discard(letter.id)
        }
        return true
    }

    /// Whether something was published, and whether nothing of the group is ready now.
    private mutating func freeReady(_ group: ConsumerGroup) async throws(HandlerFailure)
        -> (isFreed: Bool, isEmpty: Bool)
    {
        let ready = try await operations { () async throws(OperationsStoreError) in
            try await ports.parkedWrites.ready(group, limit: 512)
        }
        if ready.isEmpty { return (false, true) }
        // What is refused here gets a letter, and its followers are parked behind it: both by the same names as before.
        var refused: RefusedRecords?
        do throws(EventBusError) {
            _ = try await send(ready.map(\.event))
        } catch {
            switch error {
            case .truncated(let ends):
                try await rewind(to: ends)
                return (true, false)
            case .refused(let records):
                refused = records
                try await keepBack(records, of: ready.map(\.event))
            default: throw .unavailable("the event bus does not answer: \(error)")
            }
        }
        let waiting = refused?.followers ?? []
        let done = ready.map(\.event.event.id).filter { !waiting.contains($0) }
        try await operations { () async throws(OperationsStoreError) in
            try await ports.parkedWrites.settle(group, done)
        }
        return (true, false)
    }
}
