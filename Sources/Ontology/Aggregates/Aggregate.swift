// The pure core of the write side: a state that evolves by events and decides commands. No I/O, clock or chance.

package import EventSourcing
package import JSONText

/// Why a command cannot be done. A business failure: it is written to the log and never tried again.
package struct Rejection: Error, Hashable, Sendable, CustomStringConvertible {
    package enum Code: String, Hashable, Sendable {
        case alreadyExists = "already_exists"
        case notFound = "not_found"
        case stale = "stale"
        case dependencyFailed = "dependency_failed"
        case invalid = "invalid"
        case hasInstances = "has_instances"
        case unknownCommand = "unknown_command"
        /// The log does not take the event that would answer it.
        case notStorable = "not_storable"
    }

    package let code: Code
    package let message: String

    package init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    package var description: String { message }
}

/// A domain event before it has an id, a time and a place.
package struct Decided: Hashable, Sendable {
    package var type: DomainEventType
    package var data: JSONObject
    package var metadata: JSONObject

    package init(
        _ type: DomainEventType, data: JSONObject, metadata: JSONObject = JSONObject()
    ) {
        self.type = type
        self.data = data
        self.metadata = metadata
    }
}

/// A command as the write side sees it.
package struct CommandContent: Hashable, Sendable {
    package var type: CommandType
    package var stream: StreamID
    package var payload: JSONObject

    package init(type: CommandType, stream: StreamID, payload: JSONObject) {
        self.type = type
        self.stream = stream
        self.payload = payload
    }

    /// The content of a command event; throws `unknownCommand` or `invalid` for anything else.
    package init(_ event: Event) throws(Rejection) {
        guard event.kind == .command, let type = CommandType(eventType: event.type) else {
            throw Rejection(.unknownCommand, "no worker knows \(event.type)")
        }
        guard let payload = event.data["payload"]?.object else {
            throw Rejection(.invalid, "the command has no payload")
        }
        self.init(type: type, stream: event.stream, payload: payload)
    }
}

/// The state of one aggregate.
package protocol Aggregate: Hashable, Sendable {
    /// What a decision needs besides the aggregate itself.
    associatedtype Context: Sendable

    /// Before any event.
    init()

    /// Whether it exists now.
    var isLive: Bool { get }

    /// Takes in what happened. Events of unknown type change nothing.
    mutating func evolve(_ type: DomainEventType, data: JSONObject, metadata: JSONObject)

    /// What a command brings about.
    func decide(_ command: CommandContent, _ context: Context) throws(Rejection) -> Decided
}

extension Aggregate {
    package mutating func evolve(_ event: Event) {
        guard event.kind == .domain, let type = DomainEventType(rawValue: event.type) else {
            return
        }
        evolve(
            type, data: event.data.object ?? JSONObject(),
            metadata: event.metadata.object ?? JSONObject())
    }
}
