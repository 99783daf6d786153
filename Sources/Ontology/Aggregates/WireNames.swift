// The names that outside tools see: aggregate types, event types, topics.

package import EventSourcing

extension AggregateType {
    package static let database = AggregateType("Database")
    package static let ontologyClass = AggregateType("OntologyClass")
    package static let instance = AggregateType("Instance")
}

extension Topic {
    package static let databaseCommands = Topic("database_commands")
    package static let ontologyCommands = Topic("ontology_commands")
    package static let instanceCommands = Topic("instance_commands")
    package static let ontologyEvents = Topic("ontology_events")
    package static let instanceEvents = Topic("instance_events")

    /// Where commands for aggregates of a type go.
    package static func commands(for type: AggregateType) -> Topic {
        switch type {
        case .database: databaseCommands
        case .ontologyClass: ontologyCommands
        default: instanceCommands
        }
    }

    /// Where domain events of a type of aggregate go.
    package static func events(for type: AggregateType) -> Topic {
        type == .instance ? instanceEvents : ontologyEvents
    }
}

/// What a command asks for. The event type of the command is this with `_REQUESTED`.
package enum CommandType: String, Hashable, Sendable, CaseIterable {
    case createDatabase = "CREATE_DATABASE"
    case deleteDatabase = "DELETE_DATABASE"
    case createClass = "CREATE_ONTOLOGY_CLASS"
    case updateClass = "UPDATE_ONTOLOGY_CLASS"
    case deleteClass = "DELETE_ONTOLOGY_CLASS"
    case createInstance = "CREATE_INSTANCE"
    case updateInstance = "UPDATE_INSTANCE"
    case deleteInstance = "DELETE_INSTANCE"

    package var eventType: String { rawValue + "_REQUESTED" }

    package init?(eventType: String) {
        guard eventType.hasSuffix("_REQUESTED") else { return nil }
        self.init(rawValue: String(eventType.dropLast("_REQUESTED".count)))
    }

    /// As people say it: `create instance`.
    package var phrase: String {
        rawValue.lowercased().replacing("ontology_", with: "").replacing("_", with: " ")
    }
}

/// What happened.
package enum DomainEventType: String, Hashable, Sendable, CaseIterable {
    case databaseCreated = "DATABASE_CREATED"
    case databaseDeleted = "DATABASE_DELETED"
    case classCreated = "ONTOLOGY_CLASS_CREATED"
    case classUpdated = "ONTOLOGY_CLASS_UPDATED"
    case classDeleted = "ONTOLOGY_CLASS_DELETED"
    case instanceCreated = "INSTANCE_CREATED"
    case instanceUpdated = "INSTANCE_UPDATED"
    case instanceDeleted = "INSTANCE_DELETED"
    case commandFailed = "COMMAND_FAILED"
}
