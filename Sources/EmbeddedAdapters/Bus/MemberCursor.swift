// What one member of a group knows: its partitions, the next offset of each, what is held. Pure; the member wraps it
// in a lock.

import EventSourcing

struct MemberCursor {
    private(set) var assigned: Set<TopicPartition> = []
    private var next: [TopicPartition: Int64] = [:]
    private var held: Set<TopicPartition> = []
    private var gained: Set<TopicPartition> = []
    private var lost: Set<TopicPartition> = []
    var hasLeft = false

    /// The group was rebalanced.
    mutating func assign(_ partitions: Set<TopicPartition>) {
        let leaving = assigned.subtracting(partitions)
        // What came and went between two polls was never seen.
        lost.formUnion(leaving.subtracting(gained))
        gained.subtract(leaving)
        gained.formUnion(partitions.subtracting(assigned))
        for place in leaving {
            next[place] = nil
            held.remove(place)
        }
        assigned = partitions
    }

    /// What changed since the last call.
    mutating func takeNotices() -> (gained: [TopicPartition], lost: [TopicPartition]) {
        defer {
            gained = []
            lost = []
        }
        return (gained.sorted(), lost.sorted())
    }

    var hasNotices: Bool { !gained.isEmpty || !lost.isEmpty }

    /// Partitions whose offset has to be read from the group's commits.
    var unplaced: [TopicPartition] { assigned.filter { next[$0] == nil } }

    /// Where a partition starts, unless a seek has said so already.
    mutating func place(_ place: TopicPartition, at offset: Int64) {
        if assigned.contains(place), next[place] == nil { next[place] = offset }
    }

    mutating func seek(_ place: TopicPartition, to offset: Int64) { next[place] = offset }

    mutating func hold(_ place: TopicPartition, _ isHeld: Bool) {
        if isHeld { held.insert(place) } else { held.remove(place) }
    }

    /// The partitions to read from now, with their next offsets.
    var open: [TopicPartition: Int64] {
        next.filter { assigned.contains($0.key) && !held.contains($0.key) }
    }

    /// Everything below `offset` was delivered or is of no concern. Partitions that were taken away, sought or held
    /// since `before` was read are left alone.
    mutating func advance(_ before: [TopicPartition: Int64], to offset: Int64) -> BusPosition {
        var position = BusPosition()
        for (place, old) in before where next[place] == old && assigned.contains(place) {
            next[place] = max(old, offset)
            position.offsets[place] = max(old, offset)
        }
        return position
    }
}
