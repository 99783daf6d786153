// Every order in which a few things can arrive.

extension Array {
    /// n! of them; a second way to the same order where elements are equal.
    var orders: [[Element]] {
        if isEmpty { return [[]] }
        return indices.flatMap { index in
            var rest = self
            let first = rest.remove(at: index)
            return rest.orders.map { [first] + $0 }
        }
    }
}
