// The sets of adapters that every contract check runs over.

import TestSupport

enum AdapterSets {
    static let all: [AdapterSet] = [
        .loose(partitions: 1), .loose(partitions: 4), .embedded(partitions: 1),
        .embedded(partitions: 4),
    ]
}
