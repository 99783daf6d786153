// What came of one partition and was not given out yet.

internal import EventSourcing

struct KafkaQueue {
    var records: [BusRecord] = []
    var first = 0
    var count: Int { records.count - first }

    mutating func take(_ limit: Int) -> ArraySlice<BusRecord> {
        let end = min(records.count, first + limit)
        defer {
            first = end
            if first == records.count || first > 1000 {
                records.removeFirst(first)
                first = 0
            }
        }
        return records[first..<end]
    }
}
