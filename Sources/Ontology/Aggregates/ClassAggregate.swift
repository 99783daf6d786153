// A class of an ontology. An update replaces the members that it names; the event keeps the whole class after it.

package import EventSourcing
package import JSONText

package struct ClassAggregate: Aggregate {
    /// Nil while the class does not exist.
    package private(set) var definition: ClassDefinition?

    package init() {}

    package var isLive: Bool { definition != nil }

    package static func stream(
        database: DatabaseName, epoch: Int, branch: String = StreamID.mainBranch, _ id: ClassID
    ) -> StreamID {
        StreamID(
            database: database.text, epoch: epoch, branch: branch, type: .ontologyClass,
            className: id.text)
    }

    package mutating func evolve(
        _ type: DomainEventType, data: JSONObject, metadata: JSONObject
    ) {
        switch type {
        case .classCreated: definition = ClassAggregate.definition(in: data)
        case .classUpdated:
            definition =
                data["merged_data"]?.object.flatMap(ClassAggregate.definition(in:)) ?? definition
        case .classDeleted: definition = nil
        default: break
        }
    }

    /// `context`: how many live instances the class has, as far as deletion is concerned.
    package func decide(_ command: CommandContent, _ context: Int) throws(Rejection) -> Decided {
        let id = command.stream.className
        switch command.type {
        case .createClass:
            guard definition == nil else {
                throw Rejection(.alreadyExists, "there is a class \(id) already")
            }
            let created = try ClassAggregate.read(command.payload, id: id)
            return Decided(.classCreated, data: content(command.stream, created))
        case .updateClass:
            let old = try live(id)
            let updates = command.payload["updates"]?.object ?? JSONObject()
            guard let members = old.json.object?.overlaid(by: updates) else {
                throw Rejection(.invalid, "the update is no object")
            }
            let merged = try ClassAggregate.read(members, id: id)
            var data = names(command.stream)
            data["updates"] = .object(updates)
            data["merged_data"] = merged.json
            return Decided(.classUpdated, data: data)
        case .deleteClass:
            _ = try live(id)
            guard context == 0 else {
                throw Rejection(
                    .hasInstances,
                    "\(id) has \(context) instances: delete them first, or ask for cascade")
            }
            return Decided(.classDeleted, data: names(command.stream))
        default:
            throw Rejection(.unknownCommand, "a class knows no \(command.type.rawValue)")
        }
    }

    private func live(_ id: String) throws(Rejection) -> ClassDefinition {
        guard let definition else { throw Rejection(.notFound, "there is no class \(id)") }
        return definition
    }

    private func names(_ stream: StreamID) -> JSONObject {
        JSONObject([
            ("db_name", .string(stream.database)), ("class_id", .string(stream.className)),
        ])
    }

    private func content(_ stream: StreamID, _ definition: ClassDefinition) -> JSONObject {
        names(stream).overlaid(by: definition.json.object ?? JSONObject())
    }

    private static func read(_ members: JSONObject, id: String) throws(Rejection) -> ClassDefinition
    {
        var members = members
        members["id"] = .string(id)
        do throws(SchemaError) {
            return try ClassDefinition(json: .object(members))
        } catch {
            throw Rejection(.invalid, "\(error.path): \(error.message)")
        }
    }

    private static func definition(in data: JSONObject) -> ClassDefinition? {
        try? ClassDefinition(json: .object(data))
    }
}
