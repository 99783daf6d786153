// Use case of the services' doors: what was asked of the engine from outside, kept as facts in the log. Several
// accesses stand in one fact, so that reads do not cost a flush each. It is in no catalogue.

internal import EventSourcing
internal import JSONText

/// One access: a login, a refusal, a read, an action of an admin.
package struct AccessEntry: Codable, Hashable, Sendable {
    /// `login`, `refused`, `read`, `write`, `admin`.
    package var kind: String
    package var actor: String
    /// Of the token; nil for who came through the socket or without one.
    package var tokenID: String?
    package var method: String
    package var path: String
    package var status: Int
    package var requestID: String
    package var at: String

    package init(
        kind: String, actor: String, tokenID: String?, method: String, path: String, status: Int,
        requestID: String, at: String
    ) {
        self.kind = kind
        self.actor = actor
        self.tokenID = tokenID
        self.method = method
        self.path = path
        self.status = status
        self.requestID = requestID
        self.at = at
    }
}

package struct RecordAccess: UseCase, Hashable {
    package static let name = "record-access"
    package static let stream = "Access"
    package static let eventType = "ACCESS_RECORDED"

    package var entries: [AccessEntry]
    /// Accesses that happened since the fact before and stand nowhere: the log could not keep up.
    package var lost: Int

    package init(entries: [AccessEntry], lost: Int = 0) {
        self.entries = entries
        self.lost = lost
    }

    package var reach: Reach { .anyone }

    package func perform(in engine: Engine, _ call: CallContext) async throws(EngineError) -> Int {
        guard !entries.isEmpty || lost > 0 else { return 0 }
        let items = entries.map { entry in
            JSON.object(
                JSONObject([
                    ("kind", .string(entry.kind)), ("actor", .string(entry.actor)),
                    ("token", entry.tokenID.map(JSON.string) ?? .null),
                    ("method", .string(entry.method)), ("path", .string(entry.path)),
                    ("status", .integer(entry.status)), ("request_id", .string(entry.requestID)),
                    ("at", .string(entry.at)),
                ]))
        }
        var data = JSONObject([("entries", .array(items))])
        if lost > 0 { data["lost"] = .integer(lost) }
        try await engine.registry.book.append(
            RecordAccess.eventType, data,
            to: RecordBook.stream(RecordAccess.stream), actor: call.principal.actor)
        return entries.count
    }
}
