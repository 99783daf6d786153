// BFF: label mappings of a database as a file that can be taken out and put in again.

internal import Engine
internal import EventSourcing
internal import JSONText
internal import WireFormat

extension BFF {
    static func labelRoutes() -> [Route] {
        let base = "/api/v1/database/{db}/mappings"
        let group = "labels"
        let file = Schema.object(["file": Schema.text])
        let shown = Schema.envelope(Schema.object)
        return [
            route(
                Endpoint(
                    .post, base + "/export", "exportLabels", group: group,
                    "All labels as a JSON file.", failures: [400, 404]
                ).doing(.reads), exportLabels),
            route(
                Endpoint(
                    .post, base + "/import", "importLabels", group: group,
                    "Takes the labels of a file in; all or none.", body: file, answer: shown,
                    failures: [400, 404, 413, 422]
                ).doing(.writes).form, importLabels),
            route(
                Endpoint(
                    .post, base + "/validate", "validateLabels", group: group,
                    "What an import of the file would do.", body: file, answer: shown,
                    failures: [400, 404, 413, 422]
                ).doing(.reads).form, validateLabels),
            route(
                Endpoint(
                    .get, base, "labelSummary", group: group, "How many labels there are.",
                    failures: [400, 404]), labelSummary),
            route(
                Endpoint(
                    .delete, base, "clearLabels", group: group, "Forgets all labels.",
                    failures: [400, 404]
                ).doing(.writes), clearLabels
            ).ofWholeDatabase,
        ]
    }

    private static func exportLabels(_ request: RouteRequest) async throws(WireError) -> Reply {
        let database = try request.database()
        let list = try await request.run(ListLabels(database: database))
        let file = LabelFile.json(list.rows, database: database, at: request.now.description)
        return Reply(
            body: .file(
                file.bytes, mediaType: "application/json", name: "\(database)_mappings.json"))
    }

    private struct Sent {
        var database: String
        var rows: [LabelRow]
        var hash: String
        var stats: JSON
    }

    private static func sent(_ request: RouteRequest) throws(WireError) -> Sent {
        let database = try request.database()
        guard let part = try request.form()["file"], let name = part.fileName else {
            throw request.style.error(
                in: "body", path: ["file"], problem: "is missing", type: "missing")
        }
        guard name.lowercased().hasSuffix(".json") || name.lowercased().hasSuffix(".txt") else {
            throw WireError(EngineError(.invalidRequest, "the file is a .json or .txt"))
        }
        let json: JSON
        do throws(JSONError) {
            json = try JSON(parsing: part.content)
        } catch {
            throw WireError(EngineError(.invalidRequest, "the file is not JSON: \(error)"))
        }
        let rows: [LabelRow]
        do throws(LabelFile.Problem) {
            rows = try LabelFile.rows(json, database: database)
        } catch {
            throw WireError(EngineError(.invalidRequest, error.message))
        }
        return Sent(
            database: database, rows: rows,
            hash: String(ContentHash.sha256Hex(part.content).prefix(16)),
            stats: LabelFile.stats(rows))
    }

    private static func importLabels(_ request: RouteRequest) async throws(WireError) -> Reply {
        let started = ContinuousClock.now
        let sent = try sent(request)
        let report = try await request.run(
            ImportLabels(
                database: sent.database, branch: try request.branch(), rows: sent.rows))
        let seconds = (ContinuousClock.now - started) / .seconds(1)
        return Reply(
            Envelope.success(
                "\(report.accepted) labels are in",
                [
                    "database": .string(sent.database), "stats": sent.stats,
                    "processing_time_seconds": JSON(seconds), "content_hash": .string(sent.hash),
                    "imported_at": .string(request.now.description),
                    "warnings": .array(report.findings.map { .string($0.message) }),
                ]))
    }

    private static func validateLabels(_ request: RouteRequest) async throws(WireError) -> Reply {
        let sent = try sent(request)
        let report = try await request.run(
            ImportLabels(
                database: sent.database, branch: try request.branch(), rows: sent.rows,
                isDryRun: true))
        let status = report.findings.isEmpty ? "success" : "warning"
        return Reply(
            Envelope.make(
                status, "\(report.findings.count) findings",
                [
                    "database": .string(sent.database),
                    "validation_passed": .bool(report.findings.isEmpty), "stats": sent.stats,
                    "details": LabelFile.details(report), "content_hash": .string(sent.hash),
                ]))
    }

    private static func labelSummary(_ request: RouteRequest) async throws(WireError) -> Reply {
        let database = try request.database()
        let list = try await request.run(ListLabels(database: database))
        let languages = Set(list.rows.map(\.language)).sorted().map { language in
            (language, LabelFile.counts(list.rows.filter { $0.language == language }))
        }
        return Reply([
            "database": .string(database), "total": LabelFile.counts(list.rows),
            "by_language": .object(JSONObject(languages)), "last_exported": .null,
            "last_changed": JSON(list.changedAt),
        ])
    }

    private static func clearLabels(_ request: RouteRequest) async throws(WireError) -> Reply {
        let database = try request.database()
        let list = try await request.run(ClearLabels(database: database))
        return Reply([
            "message": .string("\(list.rows.count) labels are forgotten"),
            "database": .string(database), "deleted": LabelFile.counts(list.rows),
        ])
    }
}
