// What of an event is stored as JSON text in its row: `{"schema":1,"actor":…,"data":…,"metadata":…}`. Actor and
// metadata are left out when there are none. The rest of the event stands in columns.

import EventSourcing
import JSONText

enum EventBody {
    static func encode(_ event: Event) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(512)
        output.append(contentsOf: #"{"schema":"#.utf8)
        output.append(contentsOf: String(event.schemaVersion).utf8)
        if let actor = event.actor {
            output.append(contentsOf: #","actor":"#.utf8)
            JSON.writeString(actor, to: &output)
        }
        output.append(contentsOf: #","data":"#.utf8)
        event.data.write(to: &output)
        if event.metadata != .object(JSONObject()) {
            output.append(contentsOf: #","metadata":"#.utf8)
            event.metadata.write(to: &output)
        }
        output.append(UInt8(ascii: "}"))
        return output
    }

    struct Content {
        var schemaVersion: Int
        var actor: String?
        var data: JSON
        var metadata: JSON
    }

    static func decode(_ bytes: [UInt8]) throws(UnreadableEvent) -> Content {
        let json: JSON
        do {
            json = try JSON(parsing: bytes)
        } catch {
            throw UnreadableEvent(reason: "the stored body is no JSON: \(error)")
        }
        guard let members = json.object, let version = members["schema"]?.integer,
            let data = members["data"]
        else { throw UnreadableEvent(reason: "the stored body has no schema version or no data") }
        return Content(
            schemaVersion: version, actor: members["actor"]?.string, data: data,
            metadata: members["metadata"] ?? .object(JSONObject()))
    }
}

/// Stored bytes that are no event.
struct UnreadableEvent: Error, Hashable, CustomStringConvertible {
    var reason: String

    var description: String { reason }
}
