// A database: exists or not. Its epoch counts how often it was created, so that a deleted and
// re-created database starts empty.

package import EventSourcing
package import JSONText

package struct DatabaseAggregate: Aggregate {
    package private(set) var isLive = false
    package private(set) var description = ""
    package private(set) var epoch = 0

    package init() {}

    package static func stream(_ name: DatabaseName) -> StreamID {
        StreamID(database: "", epoch: 0, type: .database, key: name.text)
    }

    package mutating func evolve(
        _ type: DomainEventType, data: JSONObject, metadata: JSONObject
    ) {
        switch type {
        case .databaseCreated:
            isLive = true
            description = data["description"]?.string ?? ""
            epoch = metadata["epoch"]?.integer ?? epoch + 1
        case .databaseDeleted:
            isLive = false
        default: break
        }
    }

    package func decide(_ command: CommandContent, _ context: Void) throws(Rejection) -> Decided {
        let name = command.stream.key
        switch command.type {
        case .createDatabase:
            guard !isLive else {
                throw Rejection(.alreadyExists, "there is a database \(name) already")
            }
            let data = JSONObject([
                ("db_name", .string(name)), ("label", .null),
                ("description", command.payload["description"] ?? .null),
            ])
            return Decided(
                .databaseCreated, data: data,
                metadata: JSONObject([("epoch", .integer(epoch + 1))]))
        case .deleteDatabase:
            guard isLive else { throw Rejection(.notFound, "there is no database \(name)") }
            let data = JSONObject([("db_name", .string(name))])
            return Decided(
                .databaseDeleted, data: data, metadata: JSONObject([("epoch", .integer(epoch))]))
        default:
            throw Rejection(.unknownCommand, "a database knows no \(command.type.rawValue)")
        }
    }
}
