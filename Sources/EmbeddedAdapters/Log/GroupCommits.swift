// How far the groups of the bus are, as this process knows it: commits that were kept with events, and those that ride
// along with what is written next. Only ever grows, as the rows in the file do.

import EventSourcing
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
}
