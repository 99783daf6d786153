// Of several partitions those that are still ours. What went to another member meanwhile is that one's to commit and to
// find done, and it begins where the group has committed. Leaving the group over it would only make the next rebalance.

extension BusMember {
    func commit(ours position: BusPosition) async throws(EventBusError) {
        var rest = position
        while !rest.offsets.isEmpty {
            do throws(EventBusError) { return try await commit(rest) } catch {
                try rest.giveUp(after: error)
            }
        }
    }

    func seek(ours position: BusPosition) async throws(EventBusError) {
        var rest = position
        while !rest.offsets.isEmpty {
            do throws(EventBusError) { return try await seek(rest) } catch {
                try rest.giveUp(after: error)
            }
        }
    }
}

extension BusPosition {
    /// Goes on without the partition that is another member's by now; throws any other error.
    fileprivate mutating func giveUp(after error: EventBusError) throws(EventBusError) {
        guard case .notAssigned(let place) = error, offsets.removeValue(forKey: place) != nil
        else { throw error }
    }
}
