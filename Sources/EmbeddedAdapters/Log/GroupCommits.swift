// How far the groups of the bus are: what the file held at the start, commits that were kept with events since, once
// those are published, and commits that ride along with what is written next. Only ever grows, as the rows do.

import EventSourcing
import GRDB
import Synchronization

final class GroupCommits: Sendable {
    private let positions = Mutex<[ConsumerGroup: BusPosition]>([:])

    subscript(group: ConsumerGroup) -> BusPosition {
        positions.withLock { $0[group] ?? BusPosition() }
    }

    func note(_ commit: GroupCommit) {
        positions.withLock { positions in
            let before = positions[commit.group] ?? BusPosition()
            positions[commit.group] = before.merged(with: commit.position)
        }
    }

    /// All that the file holds, before anything is written. Where the number of partitions has changed since a group's
    /// commits, all of a topic start at the lowest.
    func load(_ database: Database, partitions: Int) throws {
        var offsets: [ConsumerGroup: [Topic: [(partition: Int, of: Int, offset: Int64)]]] = [:]
        for row in try database.all(
            "SELECT name, topic, partition, partitions, position FROM consumer", [])
        {
            offsets[ConsumerGroup(row["name"]), default: [:]][
                Topic(row["topic"]), default: []
            ].append((row["partition"], row["partitions"], row["position"]))
        }
        for (group, topics) in offsets {
            var position = BusPosition()
            for (topic, places) in topics {
                let isSame = places.allSatisfy { $0.of == partitions }
                let lowest = places.map(\.offset).min() ?? 1
                for partition in 0..<partitions where !isSame {
                    position.offsets[TopicPartition(topic, partition)] = lowest
                }
                for place in places where isSame {
                    position.offsets[TopicPartition(topic, place.partition)] = place.offset
                }
            }
            note(GroupCommit(group: group, position: position))
        }
    }
}
