// Who of a consumer group works which partitions. Pure: joining and leaving give the next assignment.

import EventSourcing

/// The members of one group, in the order in which they joined.
struct GroupMembership {
    private(set) var members: [(id: Int, topics: Set<Topic>)] = []

    mutating func join(_ id: Int, topics: Set<Topic>) { members.append((id, topics)) }

    mutating func leave(_ id: Int) { members.removeAll { $0.id == id } }

    /// For each member its partitions. Partition p of every topic goes to the same member where all members take
    /// all topics, so a stream's commands and events meet in one place.
    func assignment(partitions: Int) -> [Int: Set<TopicPartition>] {
        var result: [Int: Set<TopicPartition>] = [:]
        for member in members { result[member.id] = [] }
        for topic in Set(members.flatMap(\.topics)) {
            let takers = members.filter { $0.topics.contains(topic) }
            for partition in 0..<partitions {
                let taker = takers[partition % takers.count]
                result[taker.id]?.insert(TopicPartition(topic, partition))
            }
        }
        return result
    }
}
