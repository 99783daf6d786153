// The index of documents as somebody else may have made it, before the engine looks: with a field of another type.

import HTTPClient
import JSONText
import ServerAdapters
import Testing

struct SearchIndex {
    let alias: String
    private let url: String

    init(_ settings: ElasticSettings) {
        alias = settings.prefix + "spice_documents"
        url = settings.url
    }

    /// `type`: of the field that holds an instance's key, which is a keyword where the engine makes it.
    func make(keysAre type: String) async throws {
        let keywords = ["kind", "db_name", "branch", "class_id", "event_id", "words", "equals"]
        var fields = keywords.map { ($0, ["type": "keyword"] as JSON) }
        fields.append(("instance_id", ["type": .string(type)]))
        fields.append(("data", ["type": "object", "enabled": false]))
        try await put(
            "/\(alias)-v1", ["mappings": ["properties": .object(JSONObject(fields))]])
        try await put("/\(alias)-v1/_alias/\(alias)", ["is_write_index": true])
    }

    private func put(_ path: String, _ body: JSON) async throws {
        let answer = try await HTTPClient().send(
            HTTPRequest(
                "PUT", .url(url), path: path,
                headers: [HTTPHeader("Content-Type", "application/json")], body: body.bytes,
                deadlineSeconds: 10))
        try #require(answer.status == 200, "\(String(decoding: answer.body, as: UTF8.self))")
    }
}
