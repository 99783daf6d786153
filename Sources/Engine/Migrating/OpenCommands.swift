// The commands of a log that are not answered in it: whoever goes on with the log has to decide them.

internal import EventSourcing

struct OpenCommands: Sendable {
    private struct Place: Sendable {
        var number: Int
        /// Where the event before it stands.
        var before: StorePosition
    }

    private var places: [EventID: Place] = [:]
    private var count = 0
    private var last = StorePosition.start

    /// In log order. Holds O(commands that are open at once).
    mutating func add(_ recorded: RecordedEvent) {
        count += 1
        if recorded.event.kind == .command {
            places[recorded.event.id] = Place(number: count, before: last)
        } else if let cause = recorded.event.cause {
            places[cause] = nil
        }
        last = recorded.position
    }

    /// In log order.
    var ids: [EventID] {
        places.sorted { $0.value.number < $1.value.number }.map(\.key)
    }

    /// Everything up to here is decided; the end of the log when all is.
    var decidedUpTo: StorePosition {
        places.values.min { $0.number < $1.number }?.before ?? last
    }
}
