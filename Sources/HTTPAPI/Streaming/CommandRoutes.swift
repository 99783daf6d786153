// Commands by filter, and the stream of what happens. On OMS and BFF.

internal import Engine
internal import JSONText
internal import WireFormat

enum CommandRoutes {
    static func routes(style: ShapeStyle) -> [Route] {
        let filter: (String, String) -> Endpoint.Parameter = { name, summary in
            Endpoint.Parameter(name, Schema.text, summary)
        }
        let list = Endpoint(
            .get, "/api/v1/commands", "listCommands", group: "commands",
            "Commands, newest first. A page may be short and yet have a next one.",
            query: [
                filter("status", "PENDING, PROCESSING, …; several with commas"),
                filter("type", "CREATE_INSTANCE, …; several with commas"),
                filter("class", "of instances and classes"), filter("database", "its name"),
                filter("actor", "who asked"), filter("text", "occurs in it"),
                filter("since", "RFC 3339"), filter("until", "RFC 3339"), QueryParameter.limit,
                filter("cursor", "next_cursor of the page before"),
            ], failures: [400, 422])
        let stream = Endpoint(
            .get, "/api/v1/stream", "stream", group: "commands",
            "Server-sent events: first how it stands, then every event and the lag; resumes by "
                + "Last-Event-ID.",
            query: [
                filter("database", "only of this one"),
                filter("limit", "ends after so many events; for scripts"),
            ], failures: [400, 422], streams: true
        ).answering(in: "text/event-stream")
        return [
            Route(list, style: style) { (request) throws(WireError) in try await page(request) },
            Route(stream, style: style) { (request) throws(WireError) in
                try await LogStream.reply(request)
            },
        ]
    }

    private static func page(_ request: RouteRequest) async throws(WireError) -> Reply {
        let several: (String) -> [String] = { name in
            (request.query[name] ?? "").split(separator: ",").map { $0.uppercased() }
        }
        let page = try await request.run(
            FindCommands(
                database: request.query["database"] ?? request.query["db_name"],
                statuses: several("status"), types: several("type"),
                className: request.query["class"], actor: request.query["actor"],
                text: request.query["text"], since: request.query["since"],
                until: request.query["until"],
                limit: try request.integer("limit", in: 1...1000) ?? 100,
                after: request.query["cursor"].flatMap { $0.isEmpty ? nil : $0 }))
        return Reply([
            "commands": .array(page.items.map(CommandAnswers.listed)),
            "count": .integer(page.items.count), "next_cursor": JSON(page.next),
        ])
    }
}
