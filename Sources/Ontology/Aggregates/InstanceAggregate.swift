// An instance of a class. A patch applies to the latest state, so two accepted patches both survive; events keep the
// whole state and the links as written.

internal import EventSourcing
package import JSONText

package struct InstanceAggregate: Aggregate {
    /// Nil while it does not exist.
    package private(set) var data: JSONObject?

    package init() {}

    package var isLive: Bool { data != nil }

    package mutating func evolve(
        _ type: DomainEventType, data: JSONObject, metadata: JSONObject
    ) {
        switch type {
        case .instanceCreated, .instanceUpdated:
            self.data = InstanceContent.payload(data: data, metadata: metadata)
        case .instanceDeleted: self.data = nil
        default: break
        }
    }

    /// `context`: the class as it stands.
    package func decide(_ command: CommandContent, _ context: ClassDefinition) throws(Rejection)
        -> Decided
    {
        let name = "\(command.stream.className)/\(command.stream.key)"
        switch command.type {
        case .createInstance:
            guard data == nil else { throw Rejection(.alreadyExists, "there is \(name) already") }
            let complete = context.withDefaults(command.payload)
            return try content(.instanceCreated, complete, command.stream, context)
        case .updateInstance:
            guard let old = data else { throw Rejection(.notFound, "there is no \(name)") }
            let merged = old.overlaid(by: command.payload)
            return try content(.instanceUpdated, merged, command.stream, context)
        case .deleteInstance:
            guard data != nil else { throw Rejection(.notFound, "there is no \(name)") }
            return Decided(.instanceDeleted, data: InstanceContent.names(command.stream))
        default:
            throw Rejection(.unknownCommand, "an instance knows no \(command.type.rawValue)")
        }
    }

    /// What `decide` would refuse of a new instance whose key was made of its data, without making the event.
    /// `isChecked`: the data itself is known to fit.
    package static func checkCreation(
        _ payload: JSONObject, _ definition: ClassDefinition, isChecked: Bool
    ) throws(Rejection) {
        do throws(SchemaError) {
            let complete = definition.withDefaults(payload)
            if !isChecked { try definition.check(complete, isComplete: true) }
            _ = try definition.links(of: complete)
        } catch {
            throw Rejection(.invalid, "\(error.path): \(error.message)")
        }
    }

    private func content(
        _ type: DomainEventType, _ payload: JSONObject, _ stream: StreamID,
        _ definition: ClassDefinition
    ) throws(Rejection) -> Decided {
        do throws(SchemaError) {
            try definition.check(payload, isComplete: true)
            try checkKey(payload, stream, definition)
            return InstanceContent.decided(
                type, payload: payload, links: try definition.links(of: payload), stream)
        } catch {
            throw Rejection(.invalid, "\(error.path): \(error.message)")
        }
    }

    /// The key properties must go on saying what the key says.
    private func checkKey(
        _ payload: JSONObject, _ stream: StreamID, _ definition: ClassDefinition
    ) throws(SchemaError) {
        guard let key = try definition.key(of: payload), key.text != stream.key else { return }
        throw SchemaError(
            .keyChanged, at: "data",
            "the key properties say \(key), but this is \(stream.key): the key cannot change; "
                + "create another instance and delete this one")
    }
}
