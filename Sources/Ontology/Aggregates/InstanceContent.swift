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
        guard
            event.type == DomainEventType.instanceCreated.rawValue
                || event.type == DomainEventType.instanceUpdated.rawValue,
            let data = event.data.object
        else { return nil }
        let metadata = event.metadata.object ?? JSONObject()
        self.data = InstanceContent.payload(data: data, metadata: metadata)
        links = (metadata["links"]?.array ?? []).compactMap { try? LinkValue(json: $0) }
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
        for member in payload.members {
            if reserved.contains(member.name) {
                shadowed[member.name] = member.value
            } else {
                data[member.name] = member.value
            }
        }
        var metadata = JSONObject([("links", .array(links.map(\.json)))])
        if !shadowed.isEmpty { metadata["shadowed"] = .object(shadowed) }
        return Decided(type, data: data, metadata: metadata)
    }

    static func payload(data: JSONObject, metadata: JSONObject) -> JSONObject {
        var payload = data
        for name in reserved { payload[name] = nil }
        return payload.overlaid(by: metadata["shadowed"]?.object ?? JSONObject())
    }
}
