// One object of the log: the events of many submissions that were stored together, or the note that nothing will ever
// be stored under this number. A first line carries the SHA-256 of the rest.

package import EventSourcing
internal import JSONText

package struct Segment: Hashable, Sendable {
    package struct Member: Hashable, Sendable {
        package var events: [RecordedEvent]
        package var key: IdempotencyKey?

        package init(events: [RecordedEvent], key: IdempotencyKey?) {
            self.events = events
            self.key = key
        }
    }

    /// Nil: closed without content.
    package var members: [Member]?

    package init(members: [Member]?) { self.members = members }

    package static let closed = Segment(members: nil)
    package static let directory = "log/"

    /// Fixed width, all in one directory: every kind of listing has them in order.
    package static func objectKey(_ number: Int64) -> String {
        let digits = String(number)
        return directory + String(repeating: "0", count: max(0, 20 - digits.count)) + digits
    }

    /// The number in an object's key, else nil.
    package static func number(of key: String) -> Int64? {
        guard key.hasPrefix(directory) else { return nil }
        return Int64(key.dropFirst(directory.count))
    }

    package var events: [RecordedEvent] { (members ?? []).flatMap(\.events) }

    package var bytes: [UInt8] {
        let content = json.bytes
        return Array("spice-segment 1 \(ContentHash.sha256Hex(content))\n".utf8) + content
    }

    package init(bytes: [UInt8]) throws(UnreadableEnvelope) {
        guard let lineEnd = bytes.firstIndex(of: 0x0A) else {
            throw UnreadableEnvelope(reason: "the segment has no first line")
        }
        let content = Array(bytes[(lineEnd + 1)...])
        let line = String(decoding: bytes[..<lineEnd], as: UTF8.self)
        guard line == "spice-segment 1 \(ContentHash.sha256Hex(content))" else {
            throw UnreadableEnvelope(reason: "the segment's checksum does not fit its content")
        }
        let json: JSON
        do { json = try JSON(parsing: content) } catch {
            throw UnreadableEnvelope(reason: "the segment is no JSON: \(error)")
        }
        guard json["state"]?.string != "closed" else {
            members = nil
            return
        }
        guard let list = json["submissions"]?.array else {
            throw UnreadableEnvelope(reason: "the segment has no submissions")
        }
        var members: [Member] = []
        for entry in list {
            var events: [RecordedEvent] = []
            for event in entry["events"]?.array ?? [] {
                events.append(try EventEnvelope.decode(event))
            }
            members.append(Member(events: events, key: entry["key"].flatMap(Segment.key)))
        }
        self.members = members
    }

    private var json: JSON {
        guard let members else { return ["state": "closed"] }
        let list = members.map { member in
            var entry: [(String, JSON)] = [
                ("events", .array(member.events.map(EventEnvelope.json)))
            ]
            if let key = member.key {
                entry.append(
                    (
                        "key",
                        [
                            .string(key.scope), .string(key.key),
                            .string(ContentHash.hex(key.contentHash)),
                        ]
                    ))
            }
            return JSON.object(JSONObject(entry))
        }
        return .object(JSONObject([("state", "events"), ("submissions", .array(list))]))
    }

    private static func key(_ json: JSON) -> IdempotencyKey? {
        guard let parts = json.array, parts.count == 3, let scope = parts[0].string,
            let key = parts[1].string, let hash = parts[2].string
        else { return nil }
        let digits = Array(hash.utf8).map { UInt8($0 < 58 ? $0 - 48 : $0 - 87) }
        let bytes = stride(from: 0, to: digits.count - 1, by: 2).map {
            digits[$0] << 4 | digits[$0 + 1]
        }
        return IdempotencyKey(scope: scope, key: key, contentHash: bytes)
    }
}

extension Event {
    /// A hash of what makes it the same fact as another with its id (see `sameFact`).
    var factHash: [UInt8] {
        var text: [UInt8] = []
        for part in [
            id.description, kind.rawValue, type, StreamAddress.text(stream),
            cause?.description ?? "", String(ordinal), data.canonicalText,
        ] {
            text += Array("\(part.utf8.count):".utf8) + Array(part.utf8)
        }
        return ContentHash.of(text)
    }
}
