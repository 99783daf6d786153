// Delivery of events to consumer groups: at least once, in order per stream.

/// Publishes events and lets groups consume them.
///
/// Promises on every adapter: at least once; in order per stream (a stream stays in one partition); a partition has
/// one member of a group at a time, and another member takes over when it leaves or dies; commits survive a restart.
package protocol EventBus: Sendable {
    /// Publishes events; durable when it returns. Answers the end of each partition touched, after them. Where the
    /// bus is a cursor on the store, events that the store holds are there already and only the answer counts.
    /// Throws `refused` when it will not take some of them as they are; all others but their followers are there then.
    /// Throws `truncated` when they came to stand where acknowledged records stood before.
    func publish(_ events: [RecordedEvent]) async throws(EventBusError) -> BusPosition

    /// Joins a group as a new member. The member shares the partitions of `topics` with the others of its group.
    func join(_ group: ConsumerGroup, topics: [Topic]) async throws(EventBusError)
        -> any BusMember

    /// For each partition of each topic the group has read: committed and end.
    func positions(of group: ConsumerGroup, topics: [Topic]) async throws(EventBusError)
        -> [PartitionProgress]

    /// The same without `oldestWaiting`, for whoever asks again and again: nobody looks how old what waits is.
    func standing(of group: ConsumerGroup, topics: [Topic]) async throws(EventBusError)
        -> [PartitionProgress]

    /// Of what was published up to `position`: where the bus ends in each partition in which it ends earlier, because
    /// it lost what it had acknowledged. Empty where nothing is lost.
    func losses(below position: BusPosition) async throws(EventBusError) -> BusPosition

    /// Where each of these partitions ends; those that are not there end at 0.
    func ends(of places: [TopicPartition]) async throws(EventBusError) -> BusPosition

    /// How long a poll of a member may reasonably wait: what its caller looks at between two polls is not looked at
    /// before.
    var pollSeconds: Double { get }

    /// Ends the waits of all members of this process, so that their callers look around.
    func stir()
}

extension EventBus {
    package var pollSeconds: Double { 0.5 }

    package func stir() {}

    package func standing(of group: ConsumerGroup, topics: [Topic])
        async throws(EventBusError) -> [PartitionProgress]
    {
        try await positions(of: group, topics: topics)
    }

    /// A bus that is a cursor on the store cannot lose anything by itself.
    package func losses(below position: BusPosition) async throws(EventBusError) -> BusPosition {
        BusPosition()
    }

    package func ends(of places: [TopicPartition]) async throws(EventBusError) -> BusPosition {
        BusPosition()
    }
}

/// One member of a consumer group. Used by one task at a time.
package protocol BusMember: Sendable {
    /// Up to `limit` records of the partitions assigned to this member, as soon as there are any, else an empty poll
    /// after `timeoutSeconds`. Cancelling the task ends the wait early with an empty poll.
    func poll(limit: Int, timeoutSeconds: Double) async throws(EventBusError) -> BusPoll

    /// Everything below these offsets is done. Offsets of partitions that are no longer assigned are refused with
    /// `notAssigned`.
    func commit(_ position: BusPosition) async throws(EventBusError)

    /// The next poll reads from these offsets.
    func seek(_ position: BusPosition) async throws(EventBusError)

    /// Stops or resumes delivery from a partition without giving it up.
    func hold(_ partition: TopicPartition, _ held: Bool) async throws(EventBusError)

    /// Leaves the group; its partitions go to the other members. Harmless when repeated.
    func leave() async
}

/// What one poll brought.
package struct BusPoll: Sendable {
    package var records: [BusRecord]
    /// Commit this when all records are done: it also passes over records of no concern to the group's topics.
    package var position: BusPosition
    /// Partitions that this member got since the last poll.
    package var assigned: [TopicPartition]
    /// Partitions that it lost: their records in flight must not be committed.
    package var revoked: [TopicPartition]

    package init(
        records: [BusRecord] = [], position: BusPosition = BusPosition(),
        assigned: [TopicPartition] = [], revoked: [TopicPartition] = []
    ) {
        self.records = records
        self.position = position
        self.assigned = assigned
        self.revoked = revoked
    }
}

/// One delivered record.
package struct BusRecord: Sendable {
    package enum Content: Sendable {
        case event(RecordedEvent)
        /// Bytes that are no event, with the reason.
        case unreadable([UInt8], String)
    }

    package var place: TopicPartition
    package var offset: Int64
    package var content: Content

    package init(place: TopicPartition, offset: Int64, content: Content) {
        self.place = place
        self.offset = offset
        self.content = content
    }
}

/// How far a group is in one partition. Lag = the records of its topic between committed and end.
package struct PartitionProgress: Hashable, Sendable {
    package var place: TopicPartition
    package var committed: Int64
    /// False: the group has committed nothing there; `committed` is where it would start.
    package var hasCommitted: Bool
    package var end: Int64
    /// Records between the two that are of the topic; offsets may skip numbers.
    package var lag: Int
    /// When the oldest waiting record happened; nil when nothing waits, or the bus did not tell in time.
    package var oldestWaiting: Timestamp?

    package init(
        place: TopicPartition, committed: Int64, hasCommitted: Bool = true, end: Int64, lag: Int,
        oldestWaiting: Timestamp?
    ) {
        self.place = place
        self.committed = committed
        self.hasCommitted = hasCommitted
        self.end = end
        self.lag = lag
        self.oldestWaiting = oldestWaiting
    }
}

package enum EventBusError: Error, Hashable, Sendable, CustomStringConvertible {
    case unavailable(String)
    case notAssigned(TopicPartition)
    case corrupt(String)
    case closed
    /// The bus takes all but these.
    case refused(RefusedRecords)
    /// It lost what it had acknowledged from these offsets on; what was just published may stand there now.
    case truncated(BusPosition)

    package var description: String {
        switch self {
        case .unavailable(let reason): reason
        case .notAssigned(let place):
            "partition \(place.partition) of \(place.topic.name) has gone to another worker"
        case .corrupt(let reason): "what it holds cannot be read: \(reason)"
        case .closed: "the engine is shutting down"
        case .refused(let records):
            "it does not take \(records.reasons.count) of the records: "
                + Set(records.reasons.values).sorted().joined(separator: "; ")
        case .truncated: "it lost records that it had acknowledged; they are published again"
        }
    }
}

/// Records that the bus refuses for what they are, and would refuse again.
package struct RefusedRecords: Hashable, Sendable {
    /// Why, for each of them.
    package var reasons: [EventID: String]
    /// Later ones of the same topic and stream, which were kept back so that they do not overtake.
    package var followers: Set<EventID>
    /// The end of each partition that the others touched.
    package var published: BusPosition

    package init(
        reasons: [EventID: String], followers: Set<EventID> = [], published: BusPosition
    ) {
        self.reasons = reasons
        self.followers = followers
        self.published = published
    }
}
