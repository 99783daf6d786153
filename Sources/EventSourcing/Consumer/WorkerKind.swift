// What one kind of consumer is called, and what it reads.

package struct WorkerKind: Hashable, Sendable {
    /// As every screen shows it.
    package let name: String
    package let group: ConsumerGroup
    package let topics: [Topic]

    package init(name: String, group: ConsumerGroup, topics: [Topic]) {
        self.name = name
        self.group = group
        self.topics = topics
    }
}
