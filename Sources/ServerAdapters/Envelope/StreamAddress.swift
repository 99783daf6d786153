// A stream's address as one text that can be compared, sorted and stored: a JSON array of its six parts.

package import EventSourcing
internal import JSONText

package enum StreamAddress {
    /// Unambiguous, unlike the wire's `aggregate_id`.
    package static func text(_ stream: StreamID) -> String { json(stream).text }

    /// Reads what `text` wrote, else nil.
    package static func stream(_ text: String) -> StreamID? {
        (try? JSON(parsing: text)).flatMap(stream)
    }

    /// Between which texts the addresses stand that have database, epoch, branch and type of this one.
    static func range(like stream: StreamID) -> (first: String, end: String) {
        let parts = json(stream).array?.prefix(4) ?? []
        let head = String(JSON.array(Array(parts)).text.dropLast())
        // The next part follows a comma; behind the comma comes the minus.
        return (head + ",", head + "-")
    }

    static func json(_ stream: StreamID) -> JSON {
        [
            .string(stream.database), .integer(stream.epoch), .string(stream.branch),
            .string(stream.type.name), .string(stream.className), .string(stream.key),
        ]
    }

    static func stream(_ json: JSON) -> StreamID? {
        guard let parts = json.array, parts.count == 6, let database = parts[0].string,
            let epoch = parts[1].integer, let branch = parts[2].string,
            let type = parts[3].string, let className = parts[4].string,
            let key = parts[5].string
        else { return nil }
        return StreamID(
            database: database, epoch: epoch, branch: branch, type: AggregateType(type),
            className: className, key: key)
    }
}
