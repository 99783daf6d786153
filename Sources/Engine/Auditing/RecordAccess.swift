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

    package init(entries: [AccessEntry]) { self.entries = entries }

    package var reach: Reach { .anyone }

    package func perform(in engine: Engine, _ call: CallContext) async throws(EngineError) -> Int {
        guard !entries.isEmpty else { return 0 }
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
        try await engine.registry.book.append(
            RecordAccess.eventType, JSONObject([("entries", .array(items))]),
            to: RecordBook.stream(RecordAccess.stream), actor: call.principal.actor)
        return entries.count
    }
}
