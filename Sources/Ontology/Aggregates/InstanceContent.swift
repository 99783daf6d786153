// How an instance stands in its domain events: names and payload side by side (the contract's flat shape), and the
// links in the metadata. A payload member that is called like one of the names stands in the metadata instead.

package import EventSourcing
package import JSONText

/// The names, data and links of an instance at one event.
package struct InstanceContent: Hashable, Sendable {
    package var data: JSONObject
    package var links: [LinkValue]

    private static let reserved = ["db_name", "class_id", "instance_id"]

    /// Reads a created or updated event; nil for others.
    package init?(_ event: Event) {
        guard let data = InstanceContent.data(of: event) else { return nil }
        self.data = data
        links = InstanceContent.links(of: event)
    }

    /// The data alone of a created or updated event; nil for others.
    package static func data(of event: Event) -> JSONObject? {
        guard
            event.type == DomainEventType.instanceCreated.rawValue
                || event.type == DomainEventType.instanceUpdated.rawValue,
            let data = event.data.object
        else { return nil }
        return payload(data: data, metadata: event.metadata.object ?? JSONObject())
    }

    /// The links alone.
    package static func links(of event: Event) -> [LinkValue] {
        (event.metadata["links"]?.array ?? []).compactMap { try? LinkValue(json: $0) }
    }

    static func names(_ stream: StreamID) -> JSONObject {
        JSONObject([
            ("db_name", .string(stream.database)), ("class_id", .string(stream.className)),
            ("instance_id", .string(stream.key)),
        ])
    }

    static func decided(
        _ type: DomainEventType, payload: JSONObject, links: [LinkValue], _ stream: StreamID
    ) -> Decided {
        var data = names(stream)
        var shadowed = JSONObject()
        if payload.members.contains(where: { reserved.contains($0.name) }) {
            for member in payload.members where reserved.contains(member.name) {
                shadowed[member.name] = member.value
            }
            data.append(contentsOf: payload.without(reserved))
        } else {
            data.append(contentsOf: payload)
        }
        var metadata = JSONObject([("links", .array(links.map(\.json)))])
        if !shadowed.isEmpty { metadata["shadowed"] = .object(shadowed) }
        return Decided(type, data: data, metadata: metadata)
    }

    static func payload(data: JSONObject, metadata: JSONObject) -> JSONObject {
        let payload = data.without(reserved)
        guard let shadowed = metadata["shadowed"]?.object else { return payload }
        return payload.overlaid(by: shadowed)
    }
}
